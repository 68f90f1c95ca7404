"""The operations of agents_v2, one function each."""

from collections.abc import Awaitable, Callable

from taskpact_mock.api import Answer, Call, Handler, answer
from taskpact_mock.apis.agents_v2 import errors, tasks
from taskpact_mock.apis.agents_v2.agents import AGENTS, FORMATS
from taskpact_mock.apis.agents_v2.lifecycle import ENDED, MACHINE
from taskpact_mock.apis.agents_v2.records import USUAL, Task, form_of, render, render_event
from taskpact_mock.apis.agents_v2.replies import replayable
from taskpact_mock.apis.agents_v2.stream import follow
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused

_STREAM_HEADERS = (("cache-control", "no-cache"), ("x-accel-buffering", "no"))
_LISTED = 7 * 24 * 3600 * SECOND
"""How long the deployed service lists a task."""


def _run(agent_type: str) -> Handler:
    def run(call: Call) -> Answer | Awaitable[Answer]:
        task = _submitted(call, agent_type)
        if isinstance(task, Answer):
            return task
        if call.body.get("sync", True):
            return _ended(call, task.id, 202)
        return _task(call, task, 202, fresh="created_at")

    return run


def run_refused(call: Call) -> Answer:
    """Research that its agent refuses, accepted all the same: it fails as soon as it begins.

    Where a script makes it last, the answer does not wait.
    """
    task = _submitted(call, "research")
    if isinstance(task, Answer):
        return task
    call.world.tick()
    task = tasks.find(call.world, task.tenant, task.id) or task
    fresh = "completed_at" if call.body.get("sync", True) else "created_at"
    return _task(call, task, 202, fresh=fresh)


def get_task(call: Call) -> Answer:
    """The task as it is now."""
    task = tasks.find(call.world, call.principal.tenant, call.path["task_id"])
    return errors.task_not_found(call) if task is None else _task(call, task)


def list_tasks(call: Call) -> Answer:
    """A page of tasks; its JSON is joined from that of the tasks."""
    query, world = call.query, call.world
    found = tasks.settle(world) if query.get("status") else tasks.tasks_of(world)
    table = found.table
    limit, offset = query.get("limit", 50), query.get("offset", 0)
    wanted = _filters(call)
    asked = (*wanted, limit, offset, call.prefix)
    if found.page is not None and found.page[:2] == (asked, table.version):
        return Answer(200, found.page[2], checked=True)
    if world.has_quirk("agents_v2.unlisted_expired"):
        listed = [each for each in table.newest(*wanted) if each.created + _LISTED > world.now]
        total, page = len(listed), listed[offset : offset + limit]
    else:
        total = table.count(*wanted)
        page = table.newest(*wanted, limit=limit, offset=offset) if offset < total else []
    end = b'],"total":%d,"limit":%d,"offset":%d}' % (total, limit, offset)
    body = b'{"tasks":[' + _joined(call, page) + end
    lasting = all(task.phase.status in ENDED for task in page) and not world.options.quirks
    if lasting:  # else time alone may change it
        found.page = asked, table.version, body
    return Answer(200, body, checked=True)


def _joined(call: Call, page: list[Task]) -> bytes:
    """The tasks of a page as JSON. Those that have ended are as they were rendered before."""
    prefix, usual = call.prefix, form_of(call.world) is USUAL
    parts = []
    for task in page:
        known = task.rendered
        if usual and known and known[-1][0] == prefix and task.phase.status in ENDED:
            parts.append(known[-1][1])
        else:
            parts.append(_json(call, tasks.started(call.world, task)))
    return b",".join(parts)


def cancel_task(call: Call) -> Answer:
    """Stop a task."""
    reason = (call.body or {}).get("reason")

    def cancel(task: Task) -> Answer:
        outcome = tasks.cancel(call.world, task, reason)
        if isinstance(outcome, Refused):
            return errors.refused(call, outcome)
        return _task(call, outcome, fresh="completed_at")

    return _with_task(call, cancel)


def retry_task(call: Call) -> Answer | Awaitable[Answer]:
    """Run a failed task again and answer when that is over."""
    task = tasks.find(call.world, call.principal.tenant, call.path["task_id"])
    if task is None:
        return errors.task_not_found(call)
    refusal = tasks.retry(call.world, task)
    return _ended(call, task.id, 200) if refusal is None else errors.refused(call, refusal)


def list_task_events(call: Call) -> Answer:
    """What happened to a task, the newest first."""

    def listing(task: Task) -> Answer:
        world = call.world
        events = tasks.tasks_of(world).log.events(task, world.now, world.ids.stream)
        newest = events[: -call.query.get("limit", 100) - 1 : -1]
        form = form_of(world)
        return answer(200, [render_event(event, task, form) for event in newest])

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
    base = form_of(call.world).base(call.prefix)
    return answer(
        200,
        {
            "types": [
                {
                    "id": agent.type,
                    "name": agent.name,
                    "description": agent.description,
                    "endpoint": f"{base}/{agent.slug}",
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
    **{f"run_{agent_type}": replayable(_run(agent_type)) for agent_type in AGENTS},
    "get_task": get_task,
    "list_tasks": list_tasks,
    "cancel_task": replayable(cancel_task),
    "retry_task": replayable(retry_task),
    "list_task_events": list_task_events,
    "stream_task": stream_task,
    "get_stats": get_stats,
    "list_agent_types": list_agent_types,
    "list_repurpose_formats": list_repurpose_formats,
    "get_health": get_health,
}


def _submitted(call: Call, agent_type: str) -> Task | Answer:
    """A new task; or the answer to an idempotency key that made one before."""
    world, tenant, key = call.world, call.principal.tenant, call.body.get("idempotency_key")
    known = tasks.replayed(world, tenant, key)
    if known is not None:
        return _task(call, known, 202)
    if world.has_quirk("agents_v2.unique_keys") and tasks.spent(world, tenant, key):
        return errors.internal(call)
    user = call.principal.user
    return tasks.create(world, tenant=tenant, user=user, agent_type=agent_type, body=call.body)


def _filters(call: Call) -> tuple[str | None, ...]:
    """What a list asks for: tenant, agent, state, user."""
    agent_type, status, user = (
        call.query.get(name) or None for name in ("agent_type", "status", "user_id")
    )
    if call.world.has_quirk("agents_v2.ignored_filters"):
        agent_type = agent_type if agent_type in AGENTS else None
        status = status if status in MACHINE.states else None
    if user is not None and call.world.has_quirk("agents_v2.no_users"):
        user = ""
    return call.principal.tenant, agent_type, status, user


def _with_task(call: Call, use: Callable[[Task], Answer]) -> Answer:
    task = tasks.find(call.world, call.principal.tenant, call.path["task_id"])
    return errors.task_not_found(call) if task is None else use(task)


def _task(call: Call, task: Task, status: int = 200, fresh: str = "") -> Answer:
    """The task; `fresh` names the time that this call has set."""
    return Answer(status, _json(call, task, fresh), checked=True)


def _json(call: Call, task: Task, fresh: str = "") -> bytes:
    """The task as JSON; only while it runs does that change without the record changing."""
    world = call.world
    form = form_of(world, fresh)
    if form is USUAL and task.phase.status == "pending":
        return _pending(call, task)
    variant = "" if form is USUAL else repr(form)
    if task.phase.status == "running":
        variant += f" {tasks.told(world, task)}"
    known = task.rendered
    if not variant and known and known[-1][0] == call.prefix:
        return known[-1][1]
    return call.render(
        "TaskResponse",
        task,
        lambda: render(task, world.now, world.ids.stream, call.prefix, form),
        form=variant,
    )


def _pending(call: Call, task: Task) -> bytes:
    """A pending task as JSON of the usual form."""
    world, prefix = call.world, call.prefix
    forms = tasks.tasks_of(world).forms
    if (filled := forms.fill(task, prefix)) is not None:
        return filled
    made = call.render(
        "TaskResponse", task, lambda: render(task, world.now, world.ids.stream, prefix, USUAL)
    )
    forms.learn(task, prefix, made)
    return made


def _ended(call: Call, task_id: str, status: int) -> Answer | Awaitable[Answer]:
    """The task after its attempt: at once where nothing has to be waited for."""
    call.world.tick()
    task = _ended_task(call, task_id)
    if task is not None and "webhook_url" not in task.body:
        return _task(call, task, status, fresh="completed_at")
    return _wait_for_end(call, task_id, status)


async def _wait_for_end(call: Call, task_id: str, status: int) -> Answer:
    """The task when its attempt is over, and its webhook was handed over."""
    world = call.world
    deadline = world.now + errors.TIMEOUT_SECONDS * SECOND
    while (task := _ended_task(call, task_id)) is None:
        if world.now >= deadline:
            return errors.timed_out()
        await world.wait(task_id, until=deadline, what=f"the end of {task_id}")
    await world.sent()
    if task.status == "cancelled" and world.has_quirk("agents_v2.cancelled_sync"):
        return errors.internal(call)
    return _task(call, task, status, fresh="completed_at")


def _ended_task(call: Call, task_id: str) -> Task | None:
    """The task, if its attempt is over by now."""
    task = tasks.find(call.world, call.principal.tenant, task_id)
    return None if task is None or task.status in ("pending", "running") else task


def _counts(call: Call) -> dict[str, JSON]:
    table, tenant = tasks.settle(call.world).table, call.principal.tenant
    counts: dict[str, JSON] = {
        state: table.count(tenant, None, state, None) for state in MACHINE.states
    }
    return {**counts, "total": table.count(tenant, None, None, None)}
