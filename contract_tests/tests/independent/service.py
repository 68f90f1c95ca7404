"""Agent runs as the contract and the documented facts of the service have them, without HTTP.

Nothing here comes from the mock; it is right unless one of FAULTS is chosen. Whoever tests it has
no control plane: what is wrong shows in the answers. Time is no matter: a run goes on whenever it
is read.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

Fault = dict[str, Any]
"""One thing that is wrong with a request, as the service tells it."""

FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "missing_member": "a run that was created lacks organization_id, which is required",
        "undocumented_status": "creating a run answers 201; the contract lists 200",
        "open_door": "a run can be read without a token, or with one that nobody has",
        "shared_runs": "members of one organisation can read the runs of another",
        "forgotten_run": "a run that was created cannot be read: 404",
        "reopened_run": "a run that was complete is active again when it is read once more",
        "nul_crash": "a prompt with NUL in it makes the server fail: 500",
        "other_refusal": "the refusal of bad input has a sentence where a list of faults belongs",
        "wrong_media": "answers are JSON, but say that they are HTML",
        "reused_id": "each run gets the id of the one before, and takes its place",
    }
)
"""What may be wrong, by the name that switches it on."""

READS_TO_END = 2
"""How often a run is read until it is complete."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,400}(\.0+)?", re.ASCII)
_BEGINNING = datetime(2026, 1, 1)  # noqa: DTZ001 # the service writes UTC without saying so


class Answer(NamedTuple):
    """What is sent back."""

    status: int
    body: Any
    headers: Mapping[str, str] = MappingProxyType({})


class RefusedError(Exception):
    """A request that gets an answer before anything happens."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


@dataclass
class Run:
    """A run, and how often it was read."""

    id: int
    organization: int
    prompt: str
    reads: int = 0


@dataclass
class Service:
    """The state of the service and what it does, without any HTTP."""

    fault: str | None = None
    members: dict[str, int] = field(default_factory=lambda: {"first-token": 1, "second-token": 2})
    runs: dict[int, Run] = field(
        default_factory=lambda: {
            101: Run(101, 1, "Count the tests.", READS_TO_END),
            201: Run(201, 2, "Count the files.", READS_TO_END),
        }
    )
    last: int = 300

    def create(self, token: str, org_text: str, body: bytes, media: str) -> Answer:
        """Start a run."""
        member = self._member(token)
        organization, faults = _integer("org_id", org_text)
        prompt, more = _prompt(body, media)
        self._refuse(faults + more)
        self._let_in(member, organization)
        if self.fault == "nul_crash" and "\0" in prompt:
            return Answer(500, {"detail": "Internal Server Error"})
        if self.fault != "reused_id" or self.last not in self.runs:
            self.last += 1
        run = self.runs[self.last] = Run(self.last, organization, prompt)
        shown = _shown(run, complete=False)
        if self.fault == "forgotten_run":
            del self.runs[run.id]
        if self.fault == "missing_member":
            del shown["organization_id"]
        return Answer(201 if self.fault == "undocumented_status" else 200, shown)

    def read(self, token: str, org_text: str, run_text: str) -> Answer:
        """Look at a run, which lets it go on."""
        member = self.members.get(token) if self.fault == "open_door" else self._member(token)
        run_id, faults = _integer("agent_run_id", run_text)
        organization, more = _integer("org_id", org_text)
        self._refuse(faults + more)
        if member is not None and self.fault != "shared_runs":
            self._let_in(member, organization)
        run = self.runs.get(run_id)
        if run is None or run.organization != organization:
            return Answer(404, {"message": "Agent run not found.", "status_code": 404})
        run.reads += 1
        complete = run.reads >= READS_TO_END
        if self.fault == "reopened_run":
            complete = run.reads == READS_TO_END
        return Answer(200, _shown(run, complete=complete))

    def _member(self, token: str) -> int:
        """The organisation of whoever has the token."""
        if token not in self.members:
            raise RefusedError(Answer(401, {"detail": "Not authenticated"}))
        return self.members[token]

    def _let_in(self, member: int, organization: int) -> None:
        if member != organization:
            message = "You have no access to this organization."
            raise RefusedError(Answer(403, {"message": message, "status_code": 403}))

    def _refuse(self, faults: list[Fault]) -> None:
        if faults:
            detail: Any = "bad input" if self.fault == "other_refusal" else faults
            raise RefusedError(Answer(422, {"detail": detail}))


def _shown(run: Run, *, complete: bool) -> dict[str, Any]:
    created = _BEGINNING + timedelta(seconds=run.id)
    return {
        "id": run.id,
        "organization_id": run.organization,
        "status": "COMPLETE" if complete else "ACTIVE",
        "created_at": created.isoformat(sep=" ", timespec="microseconds"),
        "web_url": f"https://codegen.sh/agent/trace/{run.id}",
        "result": f"Done: {run.prompt}" if complete else None,
    }


def _integer(name: str, text: str) -> tuple[int, list[Fault]]:
    """A path parameter, and what is wrong with it."""
    if _WHOLE.fullmatch(text):
        return int(text.partition(".")[0]), []
    message = "Input should be a valid integer, unable to parse string as an integer"
    return 0, [_fault("int_parsing", message, "path", name)]


def _prompt(body: bytes, media: str) -> tuple[str, list[Fault]]:
    """The prompt in a body, and what is wrong with it."""
    if not body:
        return "", [_fault("missing", "Field required", "body")]
    value: Any = None
    if media == "application/json" or media.endswith("+json"):
        try:
            value = json.loads(body.decode(), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            place = getattr(error, "pos", 0)
            return "", [_fault("json_invalid", "JSON decode error", "body", place)]
    if not isinstance(value, dict):
        message = "Input should be a valid dictionary or object to extract fields from"
        return "", [_fault("model_attributes_type", message, "body")]
    if "prompt" not in value:
        return "", [_fault("missing", "Field required", "body", "prompt")]
    if not isinstance(value["prompt"], str):
        return "", [_fault("string_type", "Input should be a valid string", "body", "prompt")]
    return value["prompt"], []


def _refuse_constant(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _fault(kind: str, message: str, *place: str | int) -> Fault:
    return {"type": kind, "loc": list(place), "msg": message}
