"""How agent_runs words what goes wrong. Source: facts 4, 5.5, 9."""

from collections.abc import Sequence

from taskpact_mock.api import Answer, Call, answer
from taskpact_mock.contract import fastapi
from taskpact_mock.contract.decode import MalformedError
from taskpact_mock.contract.validators import Fault
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.limits import Verdict

_PLAIN = {404: "Not Found", 405: "Method Not Allowed", 413: "Request Entity Too Large"}
_FIRST = ("path", "agent_run_id")
"""What the service looks at first, and then at everything else in the order of the contract."""


def coded(status: int, message: str) -> Answer:
    """A refusal by the service itself."""
    return answer(status, {"message": message, "status_code": status})


def unauthorized() -> Answer:
    """No token, or one that nobody has."""
    return problem(401, "Not authenticated")


def forbidden() -> Answer:
    """The user is not a member of the organisation, or there is none of this id."""
    return coded(403, "You have no access to this organization.")


def run_not_found() -> Answer:
    """The organisation has no such run."""
    return coded(404, "Agent run not found.")


def problem(status: int, message: str) -> Answer:
    """An error outside the operations."""
    return answer(status, {"detail": _PLAIN.get(status, message)})


def invalid(_call: Call, faults: Sequence[Fault]) -> Answer:
    """A request against the contract."""
    return answer(422, fastapi.detail(sorted(faults, key=lambda fault: fault.place != _FIRST)))


def malformed(fault: MalformedError) -> Answer:
    """A body that is not JSON."""
    return answer(422, fastapi.malformed(fault))


def no_body() -> Answer:
    """No body where one is required."""
    return answer(422, fastapi.body_absent())


def wrong_media(text: str) -> Answer:
    """A body that is said not to be JSON is read as text, and text is no object."""
    return answer(422, fastapi.no_object(text))


def limited(call: Call, verdict: Verdict) -> Answer:
    """Too many calls; quirks choose the form, and whether the wait is told."""
    world = call.world
    seconds = -((world.now - verdict.ends) // SECOND)
    headers = (("retry-after", str(seconds)),) if world.has_quirk("agent_runs.retry_after") else ()
    if world.has_quirk("agent_runs.message_on_429"):
        message = "Rate limit exceeded. Please try again later."
        value = {"message": message, "status_code": 429}
        return answer(429, value, headers, quirk="message_on_429")
    return answer(429, {"detail": "Rate limit exceeded", "status_code": 429}, headers)
