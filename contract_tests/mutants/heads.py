"""Mutants of the heads of answers: another status, a header lost or spoilt; and crashes."""

from collections.abc import Iterator
from itertools import count

from contract_tests.mutants.contracts import Response, operations, responses
from contract_tests.mutants.exchange import Answer, Request, written
from contract_tests.mutants.mutant import Mutant, wired
from contract_tests.mutants.server import Wire

UNDOCUMENTED = 418
CRASHES = 3
"""Every so many requests a server that crashes does so."""


def derive(api: str) -> Iterator[Mutant]:
    """Every mutant of the heads that the API documents."""
    by_operation: dict[str, list[Response]] = {}
    for response in responses(api):
        by_operation.setdefault(response.operation.id, []).append(response)
        yield _swap(response, None)
    for found in by_operation.values():
        for header in dict.fromkeys(name for each in found for name in each.headers):
            yield _header(found[0], "drop_header", header, None)
            yield _header(found[0], "spoil_header", header, "?")
        for response, instead in _declared(found):
            yield _swap(response, instead)
    yield from _crashes(api)


def _declared(found: list[Response]) -> Iterator[tuple[Response, Response]]:
    """Each answer with those that could be sent by mistake: the next error, and a success."""
    successes = [each for each in found if each.status < 300]
    errors = [each for each in found if 400 <= each.status < 500]
    for at, response in enumerate(errors):
        if len(errors) > 1:
            yield response, errors[(at + 1) % len(errors)]
        if not successes[0].streams:
            yield response, successes[0]
    for at, response in enumerate(successes):
        if len(successes) > 1:
            yield response, successes[(at + 1) % len(successes)]
        if errors and not response.streams:
            yield response, errors[-1]


def _swap(response: Response, instead: Response | None) -> Mutant:
    """Another status; a documented one comes with its example, so that only the status is wrong."""
    operator = f"declared:{instead.status}" if instead else f"undeclared:{UNDOCUMENTED}"

    def answer(_request: Request, right: Answer) -> Answer:
        if right.status != response.status:
            return right
        if instead is None:
            return Answer(status=UNDOCUMENTED, headers=right.headers, body=right.body)
        body = b"" if instead.media is None else written(instead.example)
        wrong = Answer(status=instead.status, headers=right.headers, body=body)
        return wrong.with_headers({"content-type": instead.media})

    return wired(
        f"{response.name}:{operator}",
        "status",
        lambda: Wire(api=response.contract.api, operation=response.operation.id, answer=answer),
    )


def _header(response: Response, operator: str, header: str, value: str | None) -> Mutant:
    """A header is missing or wrong in every answer of an operation that has it."""
    api, operation = response.contract.api, response.operation.id

    def answer(_request: Request, right: Answer) -> Answer:
        return right.with_headers({header: value}) if header in dict(right.headers) else right

    return wired(
        f"{api}.{operation}:any:{operator}:{header}",
        "headers",
        lambda: Wire(api=api, operation=operation, answer=answer),
    )


def _crashes(api: str) -> Iterator[Mutant]:
    for _, operation in operations(api):

        def make(name: str = operation.id) -> Wire:
            numbers = count(1)

            def answer(_request: Request, right: Answer) -> Answer:
                if next(numbers) % CRASHES:
                    return right
                return Answer(
                    status=500, headers=(("content-type", "text/plain"),), body=b"Internal error"
                )

            return Wire(api=api, operation=name, answer=answer)

        yield wired(f"{api}.{operation.id}:any:crash:{CRASHES}", "crash", make)
