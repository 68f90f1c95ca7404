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
