"""The operations of agents_v2, one function each."""

from collections.abc import Awaitable, Callable

from taskpact_mock.api import Answer, Call, Handler, answer
from taskpact_mock.apis.agents_v2 import errors, tasks
from taskpact_mock.apis.agents_v2.agents import AGENTS, FORMATS
from taskpact_mock.apis.agents_v2.records import BASE, Task, render, render_event
from taskpact_mock.apis.agents_v2.stream import follow
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused

_STREAM_HEADERS = (("cache-control", "no-cache"), ("x-accel-buffering", "no"))


def _run(agent_type: str) -> Handler:
    def run(call: Call) -> Answer | Awaitable[Answer]:
        tenant = call.principal.tenant
        known = tasks.replayed(call.world, tenant, call.body.get("idempotency_key"))
        if known is not None:
            return _task(call, known, 202)
        task = tasks.create(
            call.world,
            tenant=tenant,
            user=call.principal.user,
            agent_type=agent_type,
            body=call.body,
        )
        return _ended(call, task.id, 202) if call.body.get("sync", True) else _task(call, task, 202)

    return run


def get_task(call: Call) -> Answer:
    """The task as it is now."""
    return _with_task(call, lambda task: _task(call, task))


def list_tasks(call: Call) -> Answer:
    """A page of tasks; its JSON is joined from that of the tasks."""
    query, world = call.query, call.world
    found = tasks.settle(world) if query.get("status") else tasks.tasks_of(world)
    table = found.table
    limit, offset = query.get("limit", 50), query.get("offset", 0)
    wanted = (
        call.principal.tenant,
        query.get("agent_type") or None,
        query.get("status") or None,
        query.get("user_id") or None,
    )
    total = table.count(*wanted)
    page = table.newest(*wanted, limit=limit, offset=offset) if offset < total else []
    body = b'{"tasks":[%b],"total":%d,"limit":%d,"offset":%d}' % (
        b",".join([_json(call, tasks.started(world, task)) for task in page]),
        total,
        limit,
        offset,
    )
    return Answer(200, body, checked=True)


def cancel_task(call: Call) -> Answer:
    """Stop a task."""
    reason = (call.body or {}).get("reason")

    def cancel(task: Task) -> Answer:
        outcome = tasks.cancel(call.world, task, reason)
        return errors.refused(outcome) if isinstance(outcome, Refused) else _task(call, outcome)

    return _with_task(call, cancel)


def retry_task(call: Call) -> Answer | Awaitable[Answer]:
    """Run a failed task again and answer when that is over."""
    task = tasks.find(call.world, call.principal.tenant, call.path["task_id"])
    if task is None:
        return errors.task_not_found(call.path["task_id"])
    refusal = tasks.retry(call.world, task)
    return _ended(call, task.id, 200) if refusal is None else errors.refused(refusal)


def list_task_events(call: Call) -> Answer:
    """What happened to a task, the newest first."""

    def listing(task: Task) -> Answer:
        world = call.world
        events = tasks.tasks_of(world).log.events(task, world.now, world.ids.stream)
        newest = events[: -call.query.get("limit", 100) - 1 : -1]
        return answer(200, [render_event(event, task) for event in newest])

    return _with_task(call, listing)


def stream_task(call: Call) -> Answer:
    """The stream of a task."""

    def stream(task: Task) -> Answer:
        frames = follow(
            call.world,
            task.tenant,
            task.id,
            every=call.query.get("poll_interval", 0.5),
            limit=call.query.get("timeout", 300.0),
            after=call.header.get("Last-Event-ID"),
        )
        media = "text/event-stream; charset=utf-8"
        return Answer(200, headers=_STREAM_HEADERS, media=media, stream=frames)

    return _with_task(call, stream)


def get_stats(call: Call) -> Answer:
    """How many tasks are in each state."""
    return answer(200, _counts(call))


def list_agent_types(call: Call) -> Answer:
    """The five agents."""
    return answer(
        200,
        {
            "types": [
                {
                    "id": agent.type,
                    "name": agent.name,
                    "description": agent.description,
                    "endpoint": f"{call.prefix}{BASE}/{agent.slug}",
                }
                for agent in AGENTS.values()
            ]
        },
    )


def list_repurpose_formats(call: Call) -> Answer:
    """The ten formats."""
    return answer(
        200,
        {
            "formats": [
                {"id": each.id, "name": each.name, "description": each.description}
                for each in FORMATS
            ]
        },
    )


def get_health(call: Call) -> Answer:
    """A sign of life with the counts."""
    return answer(200, {"status": "healthy", "tasks": _counts(call)})


HANDLERS: dict[str, Handler] = {
    **{f"run_{agent_type}": _run(agent_type) for agent_type in AGENTS},
    "get_task": get_task,
    "list_tasks": list_tasks,
    "cancel_task": cancel_task,
    "retry_task": retry_task,
    "list_task_events": list_task_events,
    "stream_task": stream_task,
    "get_stats": get_stats,
    "list_agent_types": list_agent_types,
    "list_repurpose_formats": list_repurpose_formats,
    "get_health": get_health,
}


def _with_task(call: Call, use: Callable[[Task], Answer]) -> Answer:
    task_id = call.path["task_id"]
    task = tasks.find(call.world, call.principal.tenant, task_id)
    return errors.task_not_found(task_id) if task is None else use(task)


def _task(call: Call, task: Task, status: int = 200) -> Answer:
    return Answer(status, _json(call, task), checked=True)


def _json(call: Call, task: Task) -> bytes:
    """The task as JSON; only while it runs does that change without the record changing."""
    world = call.world
    form = str(task.version(world.now)) if task.phase.status == "running" else ""
    known = task.rendered
    if not form and known and known[-1][0] == call.prefix:
        return known[-1][1]
    return call.render(
        "TaskResponse",
        task,
        lambda: render(task, world.now, world.ids.stream, call.prefix),
        form=form,
    )


def _ended(call: Call, task_id: str, status: int) -> Answer | Awaitable[Answer]:
    """The task after its attempt: at once where the attempt takes no time, else when it is over."""
    call.world.tick()
    task = tasks.find(call.world, call.principal.tenant, task_id)
    if task is not None and task.status not in ("pending", "running"):
        return _task(call, task, status)
    return _wait_for_end(call, task_id, status)


async def _wait_for_end(call: Call, task_id: str, status: int) -> Answer:
    world = call.world
    deadline = world.now + errors.TIMEOUT_SECONDS * SECOND
    while world.now < deadline:
        await world.wait(task_id, until=deadline, what=f"the end of {task_id}")
        task = tasks.tasks_of(world).table.get(task_id)
        if task is not None and task.status not in ("pending", "running"):
            return _task(call, task, status)
    return errors.timed_out()


def _counts(call: Call) -> dict[str, JSON]:
    table, tenant = tasks.settle(call.world).table, call.principal.tenant
    counts: dict[str, JSON] = {
        state: table.count(tenant, None, state, None)
        for state in ("pending", "running", "completed", "failed", "cancelled", "retrying")
    }
    return {**counts, "total": table.count(tenant, None, None, None)}
