"""How the runtime words what goes wrong. Source: facts 1.0, 3.3 and 3.10."""

from collections.abc import Sequence
from http import HTTPStatus

from taskpact_mock.api import Answer, Call, answer
from taskpact_mock.apis.agent_runtime.safety import masked
from taskpact_mock.apis.agent_runtime.state import quirk
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Fault
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.world import World

_LONGEST = 300
_IDENTITY = {
    "identity_required": (
        401,
        "the headers X-AGH-Session-ID and X-AGH-Agent are required",
        "send the session and its agent",
    ),
    "identity_stale": (
        401,
        "the session is not active",
        "start a session and send its id",
    ),
    "identity_mismatch": (
        401,
        "the session runs another agent",
        "send the agent of the session, in the same letters",
    ),
    "identity_unauthorized": (
        403,
        "the session belongs to another workspace",
        "send the workspace of the session or none",
    ),
}
_LEASES = {
    "AUTONOMY_LEASE_ALREADY_HELD": "the session holds several runs; release all but one",
    "AUTONOMY_FOREIGN_RUN": "another session holds this run; claim one of your own",
    "AUTONOMY_LEASE_EXPIRED": "the lease on this run has ended; claim the next run",
    "AUTONOMY_NO_ACTIVE_LEASE": "the session holds no lease on this run; claim it first",
}
_SHAPES = frozenset({"type", "json"})
"""Rules whose breach means that a body cannot be read into its members at all."""


def problem(status: int, message: str) -> Answer:
    """An error in words; from 500 on only the status's own phrase."""
    text = HTTPStatus(status).phrase if status >= 500 else masked(message)
    return answer(status, {"error": text})


def identity(code: str) -> Answer:
    """The headers name nobody that may call."""
    status, message, advice = _IDENTITY[code]
    diagnostic = _diagnostic("session", code, "agentidentity", "Agent identity error")
    return _diagnosed(status, diagnostic, message, advice, f"{message}: {advice}")


def provider(code: str, name: str) -> Answer:
    """A provider that lets nobody in."""
    message = f"{name} cannot start an agent: {code.removeprefix('provider_')}"
    diagnostic = _diagnostic("provider", code, "provider", "Provider error")
    return _diagnosed(422, diagnostic, message, f"sign in to {name} and try again", message)


def refused(refusal: Refused) -> Answer:
    """A step that the life cycle of a run refuses."""
    if refusal.code is not None:
        return problem(refusal.status, f"{refusal.code}: {_LEASES[refusal.code]}")
    if refusal.status == 404:
        return problem(404, "task run not found")
    return problem(refusal.status, "the session has an active run lease; end it first")


def too_large(what: str, most: int) -> Answer:
    """A part of the body that is larger than it may be."""
    return problem(413, f"payload too large: {what} has more than {most} bytes")


def bad_message(world: World, why: str) -> Answer:
    """A message that the schema allows and the runtime does not."""
    if quirk(world, "bad_request"):
        return answer(400, {"error": masked(f"invalid message: {why}")}, quirk="bad_request")
    return problem(422, f"invalid message: {why}")


def unknown_for_spawn(world: World, why: str) -> Answer:
    """An agent or a provider that nobody knows."""
    if quirk(world, "bad_request"):
        return answer(400, {"error": masked(why)}, quirk="bad_request")
    return problem(422, why)


def invalid(call: Call, faults: Sequence[Fault]) -> Answer:
    """A request against the contract.

    Faults of form come first, with 400 where the operation has it for them and else 422; then those
    whose schema names a refusal of its own.
    """
    fault = next((each for each in faults if each.refusal is None), faults[0])
    status = 422 if fault.refusal is None else fault.refusal.status
    listed = fault.refusal is None and 400 in call.operation.responses
    live = quirk(call.world, "bad_request") and _is_bad_request(call, fault)
    why = _words(fault) if fault.refusal is None else fault.refusal.message
    return problem(400 if listed or live else status, f"invalid request: {why}")


def beyond_loopback() -> Answer:
    """The service listens where others than this machine reach it, and then serves nobody."""
    return problem(403, "the API is served on loopback only: bind the server to 127.0.0.1")


def misrouted(world: World, method: str) -> Answer | None:
    """Under quirks: everything is refused, any path takes OPTIONS, nothing is found in JSON."""
    if quirk(world, "beyond_loopback"):
        return beyond_loopback()
    if method == "OPTIONS" and quirk(world, "answered_options"):
        return Answer(204)
    if quirk(world, "plain_not_found"):
        return Answer(404, b"404 page not found", media="text/plain")
    return None


def _is_bad_request(call: Call, fault: Fault) -> bool:
    """Whether the live service answers 400 to what is a 422 here. Source: facts 1.2."""
    if fault.place[0] == "path":
        return fault.place[-1] == "channel"
    match call.operation.id:
        case "send_message" | "reply_message":
            return True
        case "spawn_session":
            return False
    return fault.rule in _SHAPES


def _words(fault: Fault) -> str:
    place = ".".join(map(str, fault.place))
    return f"{place}: {fault.message}"[:_LONGEST]


def _diagnostic(category: str, code: str, family: str, title: str) -> dict[str, JSON]:
    return {
        "category": category,
        "code": code,
        "data_freshness": "live",
        "id": f"{family}.{code}",
        "severity": "error",
        "title": title,
    }


def _diagnosed(
    status: int, diagnostic: dict[str, JSON], message: str, advice: str, error: str
) -> Answer:
    told = {**diagnostic, "message": message, "suggested_command": advice}
    return answer(status, {"diagnostic": told, "error": error})
