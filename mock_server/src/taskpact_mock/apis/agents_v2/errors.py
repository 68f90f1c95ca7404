"""How agents_v2 words what goes wrong. Source: facts 1.3 to 1.5, 4.9."""

from collections.abc import Sequence

from taskpact_mock.api import Answer, Call, Headers, answer
from taskpact_mock.contract import fastapi
from taskpact_mock.contract.decode import JSON, MalformedError
from taskpact_mock.contract.validators import Fault
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.limits import Verdict

TIMEOUT_SECONDS = 300
"""How long a synchronous call waits, in seconds of the world's time."""

_MESSAGES = {
    "CANNOT_CANCEL": "Task cannot be cancelled in its current state",
    "CANNOT_RETRY": "Task cannot be retried in its current state",
}
_PLAIN = {404: "Not Found", 405: "Method Not Allowed", 413: "Request Entity Too Large"}


def coded(call: Call, status: int, code: str, message: str, **more: JSON) -> Answer:
    """An error of a route; under a quirk in the wrapper of the deployed service."""
    detail = {"code": code, "message": message, **more}
    if not call.world.has_quirk("agents_v2.wrapped_errors"):
        return answer(status, {"detail": detail})
    wrapped = {"status": "error", "code": f"http_{status}", "message": str(detail)}
    return answer(status, wrapped, quirk="wrapped_errors")


def refused(call: Call, refusal: Refused) -> Answer:
    """A step that the life cycle refuses."""
    code = refusal.code or ""
    return coded(call, refusal.status, code, _MESSAGES[code])


def task_not_found(call: Call) -> Answer:
    """There is no such task, or it is another tenant's."""
    return coded(call, 404, "TASK_NOT_FOUND", f"Task {call.path['task_id']} not found")


def internal(call: Call) -> Answer:
    """What only quirks answer: the deployed service trips over itself."""
    return coded(call, 500, "INTERNAL_ERROR", "An internal error occurred")


def unauthorized() -> Answer:
    """Nobody that the service knows."""
    return answer(401, {"status": "error", "code": "unauthorized", "message": "Invalid API key"})


def timed_out() -> Answer:
    """The work goes on, but this call does not wait for it any longer."""
    return answer(
        504,
        {
            "status": "error",
            "code": "request_timeout",
            "message": "Request timed out. Please try again.",
            "timeout_seconds": TIMEOUT_SECONDS,
        },
    )


def problem(status: int, message: str) -> Answer:
    """An error outside the operations."""
    if status >= 500:
        text = f"An internal error occurred: {message}"
        return answer(status, {"detail": {"code": "INTERNAL_ERROR", "message": text}})
    return answer(status, {"detail": _PLAIN.get(status, message)})


def invalid(call: Call, faults: Sequence[Fault]) -> Answer:
    """A request against the contract: 422, unless only rules with a refusal of their own broke."""
    fault = faults[0]
    if (refusal := fault.refusal) is None or not only_refused(faults):
        return answer(422, fastapi.detail(faults))
    field = str(fault.place[-1])
    return coded(call, refusal.status, refusal.code, refusal.message, field=field)


def only_refused(faults: Sequence[Fault]) -> bool:
    """Whether all that is wrong is what an agent refuses."""
    return all(fault.refusal is not None for fault in faults)


def malformed(fault: MalformedError) -> Answer:
    """A body that is not JSON."""
    return answer(422, fastapi.malformed(fault))


def no_body() -> Answer:
    """No body where one is required."""
    return answer(422, fastapi.body_absent())


def wrong_media(text: str) -> Answer:
    """A body that is said not to be JSON is read as text, and text is no object."""
    return answer(422, fastapi.no_object(text))


def limited(_call: Call, verdict: Verdict) -> Answer:
    """Too many calls in this minute."""
    return answer(429, {"error": f"Rate limit exceeded: {verdict.limit} per 1 minute"})


def limit_headers(verdict: Verdict, now: int) -> Headers:
    """Where the caller stands; sent with every answer of a limited operation."""
    return (
        ("x-ratelimit-limit", str(verdict.limit)),
        ("x-ratelimit-remaining", str(verdict.left)),
        ("x-ratelimit-reset", str(verdict.ends / SECOND)),
        ("retry-after", str(-((now - verdict.ends) // SECOND))),
    )
