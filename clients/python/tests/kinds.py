"""How the work of each API looks on the wire, for tests that hold for all of them."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import frozen

from clients.python.tests.wire import Answer, answer


@frozen
class Kind:
    """How the work of one API looks on the wire: the words for its states, and its record."""

    name: str
    ids: tuple[Any, ...]
    running: str
    done: str
    failed: str
    record: Callable[[str], dict[str, Any]]
    result: Any
    streams: bool = False

    def answers(self, *words: str) -> list[Answer]:
        """The record in each of these states, behind the refusal of a stream if it has one."""
        return [Answer(404)] * self.streams + [answer(self.record(word)) for word in words]

    def track(self, client: Any) -> Any:
        """A handle on its work."""
        return client.track(*self.ids)


def v2_record(word: str) -> dict[str, Any]:
    return {
        "task_id": "t",
        "agent_type": "email_draft",
        "status": word,
        "progress": {"percent": 40, "message": "Reading"},
        "timestamps": {"created_at": "2026-01-01T00:00:00", "started_at": None},
        "cost": {},
        "attempts": {},
        "links": {"self": "/t", "events": "/t/events"},
        "error": {"code": "C", "message": "m"} if word in ("failed", "cancelled") else None,
    }


KINDS = [
    Kind("AgentsV2", ("t",), "running", "completed", "failed", v2_record, None, streams=True),
    Kind(
        "AgentTasks",
        ("a", "t"),
        "running",
        "completed",
        "failed",
        lambda word: {
            "task_id": "t",
            "status": word,
            "created_at": "2026-01-01T00:00:00Z",
            "result": {"x": 1},
            "error": "m",
        },
        {"x": 1},
    ),
    Kind(
        "TaskRecords",
        ("t",),
        "running",
        "complete",
        "error",
        lambda word: {
            "id": "t",
            "status": word,
            "logs": ["m"],
            "output": {"x": 1},
            "createdAt": "2026-01-01T00:00:00.000Z",
        },
        {"x": 1},
    ),
    Kind(
        "AgentRuns",
        (7, 1),
        "ACTIVE",
        "COMPLETE",
        "ERROR",
        lambda word: {
            "id": 1,
            "organization_id": 7,
            "status": word,
            "created_at": "2026-01-01 00:00:00.000000",
            "result": "m",
        },
        "m",
    ),
]
_V2, SUBMITTED, RECORDED, RUNS = KINDS
of_each_api = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
