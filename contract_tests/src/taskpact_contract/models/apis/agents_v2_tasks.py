"""What is known of tasks of agents_v2: what was asked, what is shown of it, and who does it."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define

from taskpact_contract.documents import cycles, operations
from taskpact_contract.models import oracles

API = "agents_v2"
SUBMITTING = sorted(cycles(API)[0].births)
MISTAKES = "The the report are ready for you review. It have many error, and its not clear to me."
"""A text in which every proofreader finds several."""
KEPT = ("task_id", "agent_type")
DROPPED = ("idempotency_key", "priority", "webhook_url", "sync")
"""Members of a submission that its event does not show."""
TIMES = ("created_at", "started_at", "completed_at")
FAILURES = ("LLM_TIMEOUT", "CONTENT_FILTERED")
REASON = "enough"
NOBODY = "nobody"
"""A user who has no tasks."""
LIMIT = 100
LONG, PARTS = 100, 5
"""Seconds that work may take, and how often it is looked at meanwhile."""
KEY_WINDOW = 24 * 3600
"""Seconds for which a key answers with its task."""
CANCELLABLE = ("pending", "running")
ENDED = ("completed", "failed", "cancelled")
MOVES = {
    "created": "pending",
    "started": "running",
    "progress": None,
    "completed": "completed",
    "failed": "failed",
    "cancelled": "cancelled",
    "retry_scheduled": "retrying",
    "retry_started": "running",
}
"""To which state each thing that happens brings a task."""


@define
class Task:
    """A task as the model knows it."""

    agent_type: str
    body: Mapping[str, Any]
    seen: Mapping[str, Any]


def work(operation: str, *, sync: bool) -> dict[str, Any]:
    """A plain submission that makes an agent find several of what it looks for."""
    example = operations(API)[operation].example
    more = {"text": MISTAKES} if "text" in example else {}
    return {**example, **more, "idempotency_key": None, "sync": sync}


def types_fault(listed: Sequence[Mapping[str, Any]]) -> str | None:
    """Whether not just the agents that take work are listed, each with where its work goes."""
    paths = {name.removeprefix("run_"): operations(API)[name].path for name in SUBMITTING}
    if problem := oracles.same_set(paths, [each["id"] for each in listed]):
        return problem
    for each in listed:
        if not each["endpoint"].endswith(paths[each["id"]]):
            return f"{each['endpoint']} does not lead to {paths[each['id']]}"
    return None


def links_fault(task: Mapping[str, Any]) -> str | None:
    """Which link does not lead where the contract says, or is there though it would be refused."""
    links, status = task["links"], task["status"]
    if not links["self"].endswith(f"/tasks/{task['task_id']}"):
        return f"links.self is {links['self']}"
    there = {
        "events": True,
        "cancel": status in CANCELLABLE,
        "stream": status not in ENDED,
        "retry": status == "failed" and task["error"]["retryable"],
    }
    for name, wanted in there.items():
        found = links.get(name)
        if found != (f"{links['self']}/{name}" if wanted else None):
            return f"links.{name} is {found}, and it is {status}"
    return None


def log_fault(events: Sequence[Mapping[str, Any]]) -> str | None:
    """Whether events, the newest first, are told twice, out of order, or as what they are not."""
    ids = [each["id"] for each in events]
    if ids != sorted(set(ids), reverse=True):
        return f"the ids do not count down: {ids}"
    for each in events:
        kind = each["event_type"]
        if kind in MOVES and MOVES[kind] != each["new_status"]:
            return f"{kind} brings it to {each['new_status']}"
    return None


def stream_fault(frames: Sequence[Mapping[str, Any]], task: Mapping[str, Any]) -> str | None:
    """How a stream of a task, which has ended now, is not the story of it from its end on.

    The last frames are always the same: how far it got, and what came of it.
    """
    told = [each for each in frames if each["event"] in ("progress", "complete")]
    if [each["event"] for each in told[-2:]] != ["progress", "complete"]:
        return f"it ends {[each['event'] for each in frames[-2:]]}, not with progress and complete"
    if others := {each["data"]["task_id"] for each in told} - {task["task_id"]}:
        return f"it tells of {others.pop()}"
    progress, complete = (each["data"] for each in told[-2:])
    known = {"status": task["status"], "progress": task["progress"]}
    if problem := oracles.echo(known, progress):
        return problem
    if task["status"] == "completed":
        known = {"status": task["status"], "result": task["result"]}
    else:
        known = {"status": task["status"]}
    if problem := oracles.echo(known, complete):
        return problem
    return oracles.ordered([each["data"]["progress"]["percent"] for each in told[:-1]])


def ids_of(content: bytes) -> list[str]:
    """The ids of a stream's frames, for whoever comes back; a server may give none."""
    lines = content.decode(errors="replace").splitlines()
    return [line[3:].strip() for line in lines if line.startswith("id:")]


def steps_fault(frames: Sequence[Mapping[str, Any]]) -> str | None:
    """Which step a stream leaves out that was read from the beginning, and often enough."""
    steps = [each["data"]["progress"] for each in frames if each["event"] == "progress"]
    numbers = [each["current_step_num"] or 0 for each in steps]
    total = next((each["total_steps"] for each in steps if each["total_steps"]), 0)
    missing = sorted(set(range(total + 1)) - set(numbers))
    return f"step {missing[0]} of {total} is not told: {numbers}" if missing else None


def fits(shown: Mapping[str, Any], name: str, value: str) -> bool:
    """Whether a task passes a filter. Its user is not shown; it is anybody but nobody."""
    return value != NOBODY if name == "user_id" else bool(shown[name] == value)


def plain(value: Any) -> Any:
    """What the service leaves of an input: it trims, lowers some words, and drops empty ones."""
    match value:
        case str():
            return value.strip().lower()
        case dict():
            return {name: plain(each) for name, each in value.items()}
        case list() if all(isinstance(each, str) for each in value):
            return sorted({plain(each) for each in value} - {""})
        case list():
            return [plain(each) for each in value]
    return value


def kept(sent: Any, shown: Any) -> Any:
    """What is left of a list: the service keeps only so many texts of some."""
    cut = isinstance(sent, list) and isinstance(shown, list) and 0 < len(shown) < len(sent)
    return shown if cut and all(each in sent for each in shown) else sent
