"""Broken rules of agents_v2."""

from typing import Any

from attrs import evolve

from contract_tests.mutants.patching import differing
from contract_tests.mutants.rules.registry import Rules, done_twice
from contract_tests.mutants.server import Hits
from taskpact_mock.api import Answer
from taskpact_mock.apis.agents_v2 import handlers, log, records, stream, tasks
from taskpact_mock.world.table import Table

RULES = Rules("agents_v2")


@RULES.broken(tasks, "replayed")
def replay_makes_a_new_task(right: Any, hits: Hits) -> Any:
    """An idempotency key is forgotten."""

    def wrong(*args: Any) -> None:
        if right(*args) is not None:
            hits.count()

    return wrong


@RULES.broken(tasks, "replayed")
def replay_crosses_tenants(right: Any, hits: Hits) -> Any:
    """A key answers with the task of whoever used it first."""

    def wrong(world: Any, tenant: str, key: str | None) -> Any:
        own = right(world, tenant, key)
        if own is not None or not key:
            return own
        for other, known in tasks.tasks_of(world).keys:
            if known == key:
                hits.count()
                return right(world, other, key)
        return None

    return wrong


@RULES.broken(tasks, "spent")
def key_is_never_spent(right: Any, hits: Hits) -> Any:
    """A key answers with its task for ever."""
    return differing(right, lambda *_args: False, hits)


@RULES.broken(tasks, "spent")
def key_is_spent_at_once(right: Any, hits: Hits) -> Any:
    """A key counts for no time at all."""

    def wrong(world: Any, tenant: str, key: str | None) -> bool:
        found = tasks.tasks_of(world).keys.get((tenant, key or ""))
        if found is not None and not right(world, tenant, key):
            hits.count()
        return found is not None

    return wrong


@RULES.broken(Table, "newest")
def offset_is_off_by_one(right: Any, hits: Hits) -> Any:
    """A page begins one task too late."""

    def wrong(table: Any, *wanted: Any, limit: int | None = None, offset: int = 0) -> Any:
        if not offset:
            return right(table, *wanted, limit=limit, offset=offset)
        hits.count()
        return right(table, *wanted, limit=limit, offset=offset + 1)

    return wrong


@RULES.broken(Table, "newest")
def offset_is_ignored(right: Any, hits: Hits) -> Any:
    """Every page is the first one."""

    def wrong(table: Any, *wanted: Any, limit: int | None = None, offset: int = 0) -> Any:
        if offset:
            hits.count()
        return right(table, *wanted, limit=limit)

    return wrong


@RULES.broken(Table, "newest")
def limit_is_off_by_one(right: Any, hits: Hits) -> Any:
    """A page has one task too many."""

    def wrong(table: Any, *wanted: Any, limit: int | None = None, offset: int = 0) -> Any:
        hits.count()
        return right(table, *wanted, limit=None if limit is None else limit + 1, offset=offset)

    return wrong


@RULES.broken(Table, "newest")
def oldest_come_first(right: Any, hits: Hits) -> Any:
    """Pages go the other way round."""

    def wrong(table: Any, *wanted: Any, limit: int | None = None, offset: int = 0) -> Any:
        hits.count()
        found = right(table, *wanted)[::-1]
        return found[offset:] if limit is None else found[offset : offset + limit]

    return wrong


@RULES.broken(handlers, "_filters")
def agent_filter_is_ignored(right: Any, hits: Hits) -> Any:
    """Tasks of other agents are listed, too."""
    return _unfiltered(right, 1, hits)


@RULES.broken(handlers, "_filters")
def status_filter_is_ignored(right: Any, hits: Hits) -> Any:
    """Tasks in other states are listed, too."""
    return _unfiltered(right, 2, hits)


@RULES.broken(handlers, "_filters")
def user_filter_is_ignored(right: Any, hits: Hits) -> Any:
    """Tasks of other users are listed, too."""
    return _unfiltered(right, 3, hits)


def _unfiltered(right: Any, at: int, hits: Hits) -> Any:
    def wrong(call: Any) -> Any:
        found = right(call)
        if found[at] is not None:
            hits.count()
        return (*found[:at], None, *found[at + 1 :])

    return wrong


@RULES.broken(handlers, "_filters")
def lists_are_everybodys(right: Any, hits: Hits) -> Any:
    """Whoever lists sees the tasks of the first tenant."""

    def wrong(call: Any) -> Any:
        found = right(call)
        first = next(iter(tasks.tasks_of(call.world).table), None)
        if first is None or first.tenant == found[0]:
            return found
        hits.count()
        return (first.tenant, *found[1:])

    return wrong


@RULES.broken(tasks, "find")
def tenant_is_not_checked(right: Any, hits: Hits) -> Any:
    """Whoever knows an id has the task."""

    def wrong(world: Any, tenant: str, task_id: str) -> Any:
        found = right(world, tenant, task_id)
        if found is not None:
            return found
        task = tasks.tasks_of(world).table.get(task_id)
        if task is None:
            return None
        hits.count()
        return right(world, task.tenant, task_id)

    return wrong


@RULES.broken(handlers, "_counts")
def stats_count_everybodys_tasks(right: Any, hits: Hits) -> Any:
    """The counts are those of the whole service."""

    def wrong(call: Any) -> Any:
        found = right(call)
        table = tasks.tasks_of(call.world).table
        everybody = dict.fromkeys(found, 0)
        for task in table:
            everybody[task.status] += 1
            everybody["total"] += 1
        if everybody != found:
            hits.count()
        return everybody

    return wrong


@RULES.broken(handlers, "_counts")
def stats_forget_the_cancelled(right: Any, hits: Hits) -> Any:
    """Cancelled tasks are not counted."""

    def wrong(call: Any) -> Any:
        found = right(call)
        if found["cancelled"]:
            hits.count()
        return {**found, "cancelled": 0, "total": found["total"] - found["cancelled"]}

    return wrong


@RULES.broken(handlers, "_counts")
def stats_miscount_the_total(right: Any, hits: Hits) -> Any:
    """The total leaves out tasks under way."""

    def wrong(call: Any) -> Any:
        found = right(call)
        if found["running"]:
            hits.count()
        return {**found, "total": found["total"] - found["running"]}

    return wrong


@RULES.broken(tasks, "cancel")
def cancel_is_not_stored(right: Any, hits: Hits) -> Any:
    """A cancel answers as if it had worked."""

    def wrong(world: Any, task: Any, reason: str | None) -> Any:
        found = right(world, task, reason)
        if isinstance(found, records.Task):
            hits.count()
            tasks.tasks_of(world).table.put(task.moved(task.phase))
        return found

    return wrong


@RULES.broken(tasks, "cancel")
def reason_is_forgotten(right: Any, hits: Hits) -> Any:
    """The reason of a cancel is not kept."""

    def wrong(world: Any, task: Any, reason: str | None) -> Any:
        if reason:
            hits.count()
        return right(world, task, None)

    return wrong


@RULES.broken(records, "progress")
def progress_goes_backwards(right: Any, hits: Hits) -> Any:
    """The more is done, the less is told."""

    def wrong(task: Any, now: int) -> Any:
        found = right(task, now)
        if task.status == "running" and found["percent"] != 50:
            hits.count()
            return {**found, "percent": 100 - found["percent"]}
        return found

    return wrong


@RULES.broken(records, "MAX_ATTEMPTS")
def attempts_are_misstated(right: Any, hits: Hits) -> Any:
    """Records tell of more attempts than are made."""
    hits.count()
    return right + 1


@RULES.broken(tasks, "MAX_ATTEMPTS")
def retries_never_end(right: Any, hits: Hits) -> Any:
    """Failed attempts are repeated for longer than is said."""
    hits.count()
    return right + 2


@RULES.broken(stream, "_version")
def stream_is_not_resumed(right: Any, hits: Hits) -> Any:
    """A client that comes back gets all events again."""
    return differing(right, lambda _id: 0, hits)


@RULES.broken(handlers, "follow")
def stream_has_no_end(right: Any, hits: Hits) -> Any:
    """The last event of a stream is missing."""

    async def wrong(*args: Any, **kwargs: Any) -> Any:
        held: bytes | None = None
        async for frame in right(*args, **kwargs):
            if held is not None:
                yield held
            held = frame
        hits.count()

    return wrong


@RULES.broken(handlers, "follow")
def stream_ignores_its_task(right: Any, hits: Hits) -> Any:
    """Whoever follows a task that ended sees another that ended."""

    def wrong(world: Any, tenant: str, task_id: str, **more: Any) -> Any:
        newest = tasks.tasks_of(world).table.newest(tenant, None, None, None, limit=1)
        if newest and newest[0].id != task_id:
            hits.count()
        return right(world, tenant, newest[0].id if newest else task_id, **more)

    return wrong


@RULES.broken(log.EventLog, "events")
def events_come_oldest_first(right: Any, hits: Hits) -> Any:
    """The log goes the other way round."""
    return differing(right, lambda *args: right(*args)[::-1], hits)


@RULES.broken(log.EventLog, "add")
def events_are_not_logged(_right: Any, hits: Hits) -> Any:
    """Ends and retries leave no trace."""

    def wrong(*_args: Any) -> None:
        hits.count()

    return wrong


@RULES.broken(tasks, "_notify")
def webhook_is_lost(right: Any, hits: Hits) -> Any:
    """Nobody is told of the end."""

    def wrong(world: Any, task: Any) -> None:
        if task.body.get("webhook_url"):
            hits.count()

    return wrong


@RULES.broken(tasks, "_notify")
def webhook_comes_twice(right: Any, hits: Hits) -> Any:
    """The end is told twice."""

    def wrong(world: Any, task: Any) -> None:
        if task.body.get("webhook_url"):
            hits.count()
        right(world, task)
        right(world, task)

    return wrong


@RULES.broken(handlers, "_ended")
def sync_does_not_wait(right: Any, hits: Hits) -> Any:
    """A call that should wait for the end answers at once."""

    def wrong(call: Any, task_id: str, status: int) -> Any:
        task = tasks.find(call.world, call.principal.tenant, task_id)
        assert task is not None
        hits.count()
        return handlers._task(call, task, status)

    return wrong


@RULES.broken(tasks, "_next")
def retry_forgets_its_number(right: Any, hits: Hits) -> Any:
    """A further attempt counts as the first."""

    def wrong(*args: Any, **kwargs: Any) -> Any:
        hits.count()
        return evolve(right(*args, **kwargs), number=1)

    return wrong


@RULES.broken(tasks, "_holds")
def everything_is_retryable(right: Any, hits: Hits) -> Any:
    """Errors that no repetition can heal are repeated."""
    return differing(right, lambda *_args: True, hits)


@RULES.broken(tasks, "create")
def task_is_made_twice(right: Any, hits: Hits) -> Any:
    """Each submission makes two tasks."""
    return done_twice(right, hits)


@RULES.broken(handlers, "_wait_for_end")
def wait_never_times_out(right: Any, hits: Hits) -> Any:
    """A call that waits ends with the task, however long that takes."""

    async def wrong(call: Any, task_id: str, status: int) -> Answer:
        given: Answer = await right(call, task_id, status)
        while given.status == 504:
            hits.count()
            given = await right(call, task_id, status)
        return given

    return wrong
