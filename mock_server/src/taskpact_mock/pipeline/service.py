"""One API behind its contract: from a matched request to a checked answer."""

import logging
from collections.abc import Awaitable

import orjson
from attrs import evolve

from taskpact_mock.api import Answer, Api, Call, Headers, Request
from taskpact_mock.contract.decode import JSON, MalformedError, decode_json, select
from taskpact_mock.contract.load import example
from taskpact_mock.contract.model import Body, Contract, ContractError, Operation
from taskpact_mock.contract.routes import Match
from taskpact_mock.contract.validators import Fault, OperationValidators, Validators
from taskpact_mock.pipeline.request import query_of
from taskpact_mock.world.world import World

logger = logging.getLogger("taskpact_mock")

_USUAL_MEDIA = frozenset({"application/json", ""})
"""Content types that need no closer look."""
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})


class Service:
    """An API and the compiled contract that it keeps."""

    def __init__(self, api: Api, contract: Contract) -> None:
        _agree(api, contract)
        self.api = api
        self.contract = contract
        self.validators = Validators(contract)

    def answer(
        self, request: Request, match: Match, world: World, prefix: str
    ) -> Answer | Awaitable[Answer]:
        """Take a request through every step; each may answer it.

        What comes back at once needs no waiting; a long poll or a slow run comes as an awaitable.
        `prefix` is the world's address before the path.
        """
        api, operation = self.api, match.operation
        value: JSON = None
        unread: Answer | Fault | None = None
        if operation.body is not None:
            unread = self._unread(operation.body, request)
            if unread is None and request.body:
                try:
                    value = _parse(request)
                except MalformedError as error:
                    unread = self._malformed(error)
                    if api.malformed_first and isinstance(unread, Answer):
                        return unread
        principal = api.authenticate(world, request.headers)
        if isinstance(principal, Answer):
            return principal
        request.principal = principal
        call = Call(
            world,
            operation,
            self.validators,
            principal,
            request,
            prefix,
            match.values,
            query_of(request.query),
            body=value,
        )
        if world.scripts.rules and (scripted := self._scripted(call)) is not None:
            return scripted
        if unread is not None:
            return unread if isinstance(unread, Answer) else api.invalid(call, [unread])
        if api.cast is not None:
            call.body = api.cast(call)
        checks = self.validators.operations[operation.id]
        if faults := _faults(call, checks):
            return api.invalid(call, faults)
        given = self._limited(call) if world.options.rate_limits else self._handled(call)
        if isinstance(given, Answer):
            return given if given.checked else self._checked(given, operation, checks)
        return self._later(given, operation, checks)

    def _unread(self, body: Body, request: Request) -> Answer | None:
        """The answer to a body that is absent though required, or said to be something else."""
        if not request.body:
            no_body = self.api.no_body if body.required else None
            return None if no_body is None else no_body()
        media = request.headers.get("content-type", "")
        if media in _USUAL_MEDIA or self.api.wrong_media is None:
            return None
        media = media.partition(";")[0].strip().lower()
        if media and not _is_json(media):
            return self.api.wrong_media(request.body.decode(errors="replace"))
        return None

    def _malformed(self, error: MalformedError) -> Answer | Fault:
        """What is wrong with a body that is not JSON, in the API's words or as one fault more."""
        if self.api.malformed is not None:
            return self.api.malformed(error)
        return Fault(("body",), "json", error.message, None, error.place)

    def _scripted(self, call: Call) -> Answer | None:
        """The documented status that a script wants instead of everything else."""
        operation = call.operation
        outcome = call.world.scripts.take(operation.api, operation.id, call.body, of_request=True)
        if outcome is None:
            return None
        status: int = outcome["status"]
        quirks = [
            each for each in operation.quirks if call.world.has_quirk(f"{operation.api}.{each}")
        ]
        body = outcome.get("body", example(self.contract, operation, status, quirks))
        headers = tuple(dict(outcome.get("headers", {})).items())
        return Answer(status, b"" if body is None else orjson.dumps(body), headers, checked=True)

    def _handled(self, call: Call) -> Answer | Awaitable[Answer]:
        return self.api.handlers[call.operation.id](call)

    def _limited(self, call: Call) -> Answer | Awaitable[Answer]:
        """What the handler answers, within its rate limit."""
        limit = self.api.rate_limit(call.operation.id)
        if limit is None:
            return self._handled(call)
        now = call.world.now
        verdict = call.world.limits.count(limit.key(call), limit.calls, limit.seconds, now)
        headers = self.api.limit_headers(verdict, now)
        if not verdict.allowed and self.api.limited is not None:
            return _more_headers(self.api.limited(call, verdict), headers)
        given = self._handled(call)
        if isinstance(given, Answer):
            return _more_headers(given, headers)
        return _more_headers_later(given, headers)

    async def _later(
        self, given: Awaitable[Answer], operation: Operation, checks: OperationValidators
    ) -> Answer:
        return self._checked(await given, operation, checks)

    def _checked(self, given: Answer, operation: Operation, checks: OperationValidators) -> Answer:
        """The answer, if the contract allows it; else the answer of a server that is broken."""
        if given.checked or given.stream is not None:
            return given
        if given.quirk is None and given.status not in operation.responses:
            logger.error("%s answered %s, which is not documented", operation.id, given.status)
            return self.api.problem(500, f"{given.status} is not documented")
        check = checks.answer(given.status, given.media, given.quirk) if given.body else None
        if check is None or check.accepts(orjson.loads(given.body)):
            return given
        faults = check.faults(orjson.loads(given.body), "answer")
        logger.error("%s answered %s against its contract: %s", operation.id, given.status, faults)
        return self.api.problem(500, f"the answer is wrong: {faults[0].message}")


def _agree(api: Api, contract: Contract) -> None:
    """Handlers and quirks must be exactly those of the contract."""
    for what, has, wants in (
        ("handlers", set(api.handlers), set(contract.operations)),
        ("quirks", set(api.quirks), set(contract.quirks)),
    ):
        if has != wants:
            raise ContractError(
                f"{api.name}: {what} without contract: {sorted(has - wants)}, "
                f"contract without {what}: {sorted(wants - has)}"
            )


def _faults(call: Call, checks: OperationValidators) -> list[Fault]:
    """Every departure from the contract: path, query and header first, then the body.

    Decodes the parameters of `call` on the way.
    """
    faults: list[Fault] = []
    for location, parameters, check in checks.locations:
        given = call.headers if location == "header" else getattr(call, location)
        values = select(parameters, given)
        setattr(call, location, values)
        if not check.accepts(values):
            faults += check.faults(values, location)
    body, taken = call.body, call.operation.body
    absent = body is None and taken is not None and not taken.required
    if checks.body is not None and not absent and not checks.body.accepts(body):
        faults += checks.body.faults(body, "body")
    return faults


def _parse(request: Request) -> JSON:
    """The body's value. Raises MalformedError when it cannot be read."""
    media = request.headers.get("content-type", "")
    if media not in _USUAL_MEDIA and (charset := _charset(media)) not in _CHARSETS:
        raise MalformedError(f"charset {charset} is not understood; send UTF-8", 0)
    return decode_json(request.body)


def _more_headers(given: Answer, headers: Headers) -> Answer:
    return evolve(given, headers=(*given.headers, *headers))


async def _more_headers_later(given: Awaitable[Answer], headers: Headers) -> Answer:
    return _more_headers(await given, headers)


def _is_json(media: str) -> bool:
    return media == "application/json" or media.endswith("+json")


def _charset(content_type: str) -> str:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return "utf-8"
