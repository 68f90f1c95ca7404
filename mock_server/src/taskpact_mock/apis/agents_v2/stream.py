"""The event stream of a task, to the byte of the real service. Source: facts 4.12."""

import json
from collections.abc import AsyncIterator

from taskpact_mock.apis.agents_v2.lifecycle import MACHINE
from taskpact_mock.apis.agents_v2.records import Task, failure, progress
from taskpact_mock.apis.agents_v2.tasks import find, told
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND, iso
from taskpact_mock.world.sse import frame
from taskpact_mock.world.world import World

HEARTBEAT = 15 * SECOND
"""How long nothing may change before the stream gives a sign of life."""


async def follow(
    world: World, tenant: str, task_id: str, *, every: float, limit: float, after: str | None
) -> AsyncIterator[bytes]:
    """The frames of a task: looked at `every` so many seconds, for `limit` seconds at most.

    `after` is the id of the last frame that the client saw. Ids are the versions of the task; the
    last frame's has `.end` behind it and is sent again to whoever comes back. Under a quirk there
    are none.
    """
    plain = world.has_quirk("agents_v2.plain_stream")
    deadline = world.now + int(limit * SECOND)
    seen = 0 if plain else _version(after)
    spoke = world.now
    while True:
        task = find(world, tenant, task_id)
        if task is None:
            yield _frame("error", _problem("TASK_NOT_FOUND", f"Task {task_id} not found"))
            return
        version = told(world, task)
        if version > seen:
            seen, spoke = version, world.now
            data = _status(task, progress=progress(task, world.now))
            yield _frame("progress", data, None if plain else str(seen))
        if MACHINE.is_terminal(task.status):
            yield _frame("complete", _end(task, world), None if plain else f"{version}.end")
            return
        if world.now >= deadline:
            yield _frame("error", _problem("STREAM_TIMEOUT", "Progress stream timed out"))
            return
        if world.now - spoke >= HEARTBEAT:
            spoke = world.now
            yield _frame("heartbeat", {"task_id": task_id, "timestamp": iso(world.now)})
        look = min(world.now + int(every * SECOND), deadline)
        await world.wait(None, until=look, what=f"stream of {task_id}")


def _frame(event: str, data: JSON, id: str | None = None) -> bytes:
    return frame(json.dumps({"event": event, "data": data}), id=id)


def _status(task: Task, **more: JSON) -> JSON:
    return {"task_id": task.id, "status": task.status, **more}


def _end(task: Task, world: World) -> JSON:
    if task.status == "completed":
        return _status(task, result=task.outcome(world.ids.stream).result)
    return _status(task, error=failure(task))


def _problem(code: str, message: str) -> JSON:
    return {"code": code, "message": message}


def _version(id: str | None) -> int:
    """The version that a frame's id names; 0, before the first, for none and for foreign ids."""
    digits = (id or "").partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
