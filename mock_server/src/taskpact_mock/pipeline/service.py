"""One API behind its contract: from a matched request to a checked answer."""

import logging
from collections.abc import Awaitable, Mapping

import orjson
from attrs import evolve, frozen

from taskpact_mock.api import Answer, Api, Call, Headers, Principal
from taskpact_mock.contract.decode import JSON, MalformedError, decode_json, select
from taskpact_mock.contract.load import example
from taskpact_mock.contract.model import Contract, ContractError, Operation
from taskpact_mock.contract.routes import Match
from taskpact_mock.contract.validators import Fault, OperationValidators, Validators
from taskpact_mock.world.world import World

logger = logging.getLogger("taskpact_mock")


@frozen
class Received:
    """A request whose operation is known, before anything in it was looked at."""

    world: World
    match: Match
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    origin: str
    prefix: str


class Service:
    """An API and the compiled contract that it keeps."""

    def __init__(self, api: Api, contract: Contract) -> None:
        _agree(api, contract)
        self.api = api
        self.contract = contract
        self.validators = Validators(contract)

    def answer(self, received: Received) -> Answer | Awaitable[Answer]:
        """Take a request through every step; each may answer it.

        What comes back at once needs no waiting; a long poll or a slow run comes as an awaitable.
        """
        operation = received.match.operation
        checks = self.validators.operations[operation.id]
        value: JSON = None
        unread: Answer | Fault | None = self._unread(operation, received)
        if unread is None and received.body:
            try:
                value = _parse(operation, received)
            except MalformedError as error:
                unread = self._malformed(error)
                if self.api.malformed_first and isinstance(unread, Answer):
                    return unread
        principal = self.api.authenticate(received.world, received.headers)
        if isinstance(principal, Answer):
            return principal
        call = _call(received, self.validators, principal, value)
        if (scripted := self._scripted(call)) is not None:
            return scripted
        if unread is not None:
            return unread if isinstance(unread, Answer) else self.api.invalid(call, [unread])
        if self.api.cast is not None:
            call.body = self.api.cast(call)
        if faults := _faults(call, checks, operation):
            return self.api.invalid(call, faults)
        given = self._handled(call)
        if isinstance(given, Answer):
            return self._checked(given, operation, checks)
        return self._later(given, operation, checks)

    def _unread(self, operation: Operation, received: Received) -> Answer | None:
        """The answer to a body that is absent though required, or said to be something else."""
        if operation.body is None:
            return None
        if not received.body:
            no_body = self.api.no_body if operation.body.required else None
            return None if no_body is None else no_body()
        media = received.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media and not _is_json(media) and self.api.wrong_media is not None:
            return self.api.wrong_media(received.body.decode(errors="replace"))
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
        """What the handler answers, within its rate limit where limits are on."""
        handler = self.api.handlers[call.operation.id]
        limit = self.api.rate_limit(call.operation.id) if call.world.options.rate_limits else None
        if limit is None:
            return handler(call)
        now = call.world.now
        verdict = call.world.limits.count(limit.key(call), limit.calls, limit.seconds, now)
        headers = self.api.limit_headers(verdict, now)
        if not verdict.allowed and self.api.limited is not None:
            return _more_headers(self.api.limited(call, verdict), headers)
        given = handler(call)
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


def _call(received: Received, validators: Validators, principal: Principal, body: JSON) -> Call:
    return Call(
        world=received.world,
        operation=received.match.operation,
        validators=validators,
        principal=principal,
        headers=received.headers,
        origin=received.origin,
        prefix=received.prefix,
        path=received.match.values,
        query=received.query,
        body=body,
    )


def _faults(call: Call, checks: OperationValidators, operation: Operation) -> list[Fault]:
    """Every departure from the contract: path, query and header first, then the body.

    Decodes the parameters of `call` on the way.
    """
    given = {"path": call.path, "query": call.query, "header": call.headers}
    faults: list[Fault] = []
    for location, parameters, check in checks.locations:
        values = select(parameters, given[location])
        setattr(call, location, values)
        if not check.accepts(values):
            faults += check.faults(values, location)
    absent = call.body is None and operation.body is not None and not operation.body.required
    if checks.body is not None and not absent and not checks.body.accepts(call.body):
        faults += checks.body.faults(call.body, "body")
    return faults


def _parse(operation: Operation, received: Received) -> JSON:
    """The body's value; None for a body that the operation has no use for.

    Raises MalformedError when it cannot be read.
    """
    if operation.body is None:
        return None
    charset = _charset(received.headers.get("content-type", ""))
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise MalformedError(f"charset {charset} is not understood; send UTF-8", 0)
    return decode_json(received.body)


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
