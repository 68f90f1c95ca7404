"""How agent_tasks words what goes wrong: `{"error": text}`. Source: facts 4.4, 4.6."""

from collections.abc import Sequence

from taskpact_mock.api import Answer, Call, Headers, answer
from taskpact_mock.contract.decode import MalformedError
from taskpact_mock.contract.validators import Fault
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.limits import Verdict

_LONGEST = 300
"""Characters of an error; a fault may repeat a whole body."""


def error(status: int, message: str) -> Answer:
    """An error of any kind."""
    return answer(status, {"error": message[:_LONGEST]})


def refused(refusal: Refused, message: str) -> Answer:
    """A step that the life cycle refuses."""
    return error(refusal.status, message)


def task_not_found() -> Answer:
    """There is no such task, or it is another agent's or account's."""
    return error(404, "Task not found")


def unauthorized(*, token: bool, key: bool) -> Answer:
    """Nobody that the service knows; which credentials were sent decides the words."""
    if key:
        return error(401, "Shinzo API key authentication failed")
    return error(401, "Invalid or expired token" if token else "Authorization header is required")


def forbidden() -> Answer:
    """An account that may not use agents."""
    return error(403, "AI Agents feature is not enabled for this account")


def invalid(_call: Call, faults: Sequence[Fault]) -> Answer:
    """A request against the contract."""
    return error(400, "; ".join(map(_words, faults)))


def malformed(fault: MalformedError) -> Answer:
    """A body that is not JSON."""
    return error(400, f"Body is not valid JSON: {fault.message} at byte {fault.place}")


def no_body() -> Answer:
    """No body where one is required."""
    return error(400, "Body is required: send a JSON object")


def limited(call: Call, _verdict: Verdict) -> Answer:
    """Too many calls in this minute; under a quirk the limit looks like a failure."""
    if call.world.has_quirk("agent_tasks.limit_fails"):
        return error(500, "Internal server error")
    return error(429, "Rate limit exceeded")


def limit_headers(verdict: Verdict, _now: int) -> Headers:
    """Where the account stands."""
    return (
        ("x-ratelimit-limit", str(verdict.limit)),
        ("x-ratelimit-remaining", str(verdict.left)),
        ("x-ratelimit-reset", str(-(-verdict.ends // SECOND))),
    )


def _words(fault: Fault) -> str:
    name = ".".join(map(str, fault.place[1:])) or "Body"
    if fault.missing == "webhook_url":
        return "webhook_url is required when callback_mode is webhook"
    if fault.missing is not None:
        return f"{name} is required"
    if fault.rule == "minLength":
        return f"{name} must not be empty"
    return f"{name}: {fault.message}"
