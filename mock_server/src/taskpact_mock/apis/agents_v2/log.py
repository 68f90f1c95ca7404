"""The audit log: what happened to each task. How an attempt went is not stored but told from it.

Ids count up over all tasks. Each attempt takes a block of them, so that its progress reports and
its completion have the same ids whenever somebody looks.
"""

from collections.abc import Iterator
from typing import Any

from taskpact_mock.apis.agents_v2.lifecycle import MACHINE
from taskpact_mock.apis.agents_v2.records import Attempt, Task, TaskEvent, steps_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.value import value

BLOCK = 64
"""Ids of an attempt: its start, its progress reports, of which there are fewer, its completion."""


@value
class _Begun:
    """An attempt that began: the first id of its block, and the percentage that it began with."""

    id: int
    type: str
    before: str
    after: str
    attempt: Attempt
    percent: int

    @property
    def at(self) -> int:
        """When that was."""
        return self.attempt.began


@value(eq=False)
class _Created:
    """A task was created, and its first attempt planned (or None); that begins of itself."""

    id: int
    at: int
    attempt: Attempt | None

    def entries(self) -> "Iterator[_Entry]":
        """What there is to tell of it."""
        yield TaskEvent(self.id, "created", None, "pending", None, self.at)
        if self.attempt is not None:
            yield _Begun(self.id + 1, "started", "pending", "running", self.attempt, 0)


_Entry = TaskEvent | _Begun
_Log = tuple[_Created, *tuple[_Entry, ...]]


class EventLog:
    """The entries of every task, the oldest first."""

    __slots__ = ("_logs", "_next")

    def __init__(self) -> None:
        self._logs: dict[str, int | _Log] = {}
        """Of a task to which no more has happened than its attempt tells, the first id will do."""
        self._next = 1

    def create(self, task: Task) -> None:
        """A task was created, and its first attempt planned if it has one."""
        self._logs[task.id] = self._take(1 if task.phase.attempt is None else 1 + BLOCK)

    def add(self, task: Task, kind: str, before: str, data: JSON, at: int) -> None:
        """Something happened to a task that no attempt tells of; it is as it was left by that."""
        event = TaskEvent(self._take(1), kind, before, task.status, data, at)
        self._logs[task.id] = (*self._log(task), event)

    def begin(self, task: Task, after: str, attempt: Attempt, percent: int) -> None:
        """Another attempt began; the task is as it was before that."""
        first = self._take(BLOCK)
        begun = _Begun(first, "retry_started", task.status, after, attempt, percent)
        self._logs[task.id] = (*self._log(task), begun)

    def events(self, task: Task, now: int, seed: Any) -> list[TaskEvent]:
        """Everything that happened to a task by `now`, the oldest first."""
        created, *more = self._log(task)
        entries = [entry for entry in (*created.entries(), *more) if entry.at <= now]
        ends = [*(entry.at for entry in entries[1:]), now]
        return [
            event
            for entry, end in zip(entries, ends, strict=True)
            for event in _told(entry, task, end, seed)
        ]

    def copy(self) -> "EventLog":
        """A log of its own with the same entries."""
        twin = EventLog()
        twin._logs, twin._next = dict(self._logs), self._next
        return twin

    def _take(self, count: int) -> int:
        first = self._next
        self._next += count
        return first

    def _log(self, task: Task) -> _Log:
        found = self._logs[task.id]
        if isinstance(found, int):
            return (_Created(found, task.created, task.phase.attempt),)
        return found


def _told(entry: _Entry, task: Task, end: int, seed: Any) -> Iterator[TaskEvent]:
    """An entry as events; those of an attempt as far as it got by `end`."""
    if isinstance(entry, TaskEvent):
        yield entry
        return
    attempt = entry.attempt
    begun: JSON = {"attempt": attempt.number}
    yield TaskEvent(entry.id, entry.type, entry.before, entry.after, begun, entry.at)
    steps = steps_of(task, attempt)
    reported = attempt.reported(len(steps), end)
    if reported:  # telling it takes that step of the life cycle
        MACHINE.advance("time", "progress", entry.after)
    for index in range(reported):
        step = steps[index]
        data: JSON = {
            "percent": max(entry.percent, step.percent),
            "message": step.message,
            "step": step.step,
        }
        at = attempt.moment_of(index, len(steps))
        yield TaskEvent(entry.id + 1 + index, "progress", None, None, data, at)
    if task.status == "completed" and task.phase.attempt is attempt:
        yield _completed(entry.id + BLOCK - 1, entry.after, task, seed)


def _completed(id: int, before: str, task: Task, seed: Any) -> TaskEvent:
    made = task.outcome(seed)
    data: JSON = {"tokens_input": made.tokens_input, "tokens_output": made.tokens_output}
    return TaskEvent(id, "completed", before, task.status, data, task.phase.ended or 0)
