"""The doors layer: whoever may not come in stays out.

Every operation that wants credentials is called without any and with wrong ones; every operation
that names somebody's work is called by somebody else.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from taskpact_contract.bridge.calls import NOTHING
from taskpact_contract.documents import Operation, cycles, operations
from taskpact_contract.findings import Report
from taskpact_contract.probe import BrokenError, Probe
from taskpact_contract.target import Principal, Target
from taskpact_contract.visit import Visit

LAYER = "doors"
WRONG = "wrong-credentials"
SHUT = (401, 403)
"""What somebody with wrong credentials is answered; 401 alone is for somebody without any."""
HIDDEN = (403, 404, 409)
"""What somebody is answered who asks for work of others."""


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Knock at each operation, or at `only` some; the same whatever `seed` and `max_examples` are.

    Work of others is asked for only where the target has a second principal.
    """
    del seed, max_examples
    visit = Visit.of(LAYER, target, only)
    if not target.principal.headers:
        visit.skip("no credentials are given")
        return visit.report()
    if target.second is None:
        visit.skip("no second principal is given, who could ask for work of others")
    with visit:
        for operation in visit.operations:
            _knock(visit, operation)
    return visit.report()


def _knock(visit: Visit, operation: Operation) -> None:
    """Call one operation as everybody who may not."""
    target = visit.target
    if operation.secured:
        _refused(visit, operation, Principal(), (401,), "without credentials")
        for headers in _spoilt(target.principal.headers):
            _refused(visit, operation, Principal(headers=headers), SHUT, "with wrong credentials")
    if target.second is not None and _owned(target.api, operation):
        _refused(visit, operation, target.second, HIDDEN, "by somebody else")


def _refused(
    visit: Visit, operation: Operation, who: Principal, statuses: tuple[int, ...], how: str
) -> None:
    with visit.trying(operation, f"called {how}"):
        with Probe(visit.target, "raw", who) as probe:
            answer = probe.send(operation.id, **example(operation, visit.target.principal))
        visit.saw(answer)
        if answer.status not in statuses:
            check = "isolation" if statuses is HIDDEN else "credentials"
            words = " or ".join(map(str, statuses))
            message = f"answered {answer.status} instead of {words}"
            raise BrokenError(answer.operation, check, message, answer.curl)


def example(operation: Operation, principal: Principal) -> dict[str, Any]:
    """The arguments of a call: what the principal has, else the contract's examples."""
    path = {
        each.name: principal.parameters.get(each.name, each.example)
        for each in operation.parameters
        if each.location == "path"
    }
    return {"path": path, "body": NOTHING if operation.example is None else operation.example}


def _spoilt(headers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The headers with one of them wrong; a scheme such as Bearer stays."""
    for name, value in headers.items():
        scheme, space, _ = value.rpartition(" ")
        yield {**headers, name: f"{scheme}{space}{WRONG}"}


def _owned(api: str, operation: Operation) -> bool:
    """Whether a call names work, which is somebody's."""
    about = operation.subject is not None
    return about and any(
        operation.id in each.operations or operation.subject == _subject(api, each.read)
        for each in cycles(api)
        if each.id is not None
    )


def _subject(api: str, read: str | None) -> str | None:
    return operations(api)[read].subject if read else None
