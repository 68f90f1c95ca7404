"""Broken rules of task_records."""

from typing import Any

from contract_tests.mutants.rules.registry import Rules
from contract_tests.mutants.server import Hits
from taskpact_mock.apis.task_records import tasks
from taskpact_mock.world.table import Table

RULES = Rules("task_records")


@RULES.broken(tasks, "delete")
def delete_does_nothing(_right: Any, hits: Hits) -> Any:
    """A record that was deleted is still there."""

    def wrong(_world: Any, _task: Any) -> None:
        hits.count()

    return wrong


@RULES.broken(tasks, "delete")
def delete_takes_the_oldest(right: Any, hits: Hits) -> Any:
    """Another record goes than the one that was named."""

    def wrong(world: Any, task: Any) -> None:
        oldest = next(iter(tasks.tasks_of(world).table.oldest(task.user.id)))
        if oldest.id != task.id:
            hits.count()
        right(world, oldest)

    return wrong


@RULES.broken(tasks, "delete")
def delete_takes_all(right: Any, hits: Hits) -> Any:
    """All records of the user go."""

    def wrong(world: Any, task: Any) -> None:
        for each in list(tasks.tasks_of(world).table.oldest(task.user.id)):
            if each.id != task.id:
                hits.count()
            right(world, each)

    return wrong


@RULES.broken(tasks, "find")
def tenant_is_not_checked(right: Any, hits: Hits) -> Any:
    """Whoever knows an id has the record."""

    def wrong(world: Any, user: str, task_id: str) -> Any:
        found = tasks.tasks_of(world).table.get(task_id)
        if found is not right(world, user, task_id):
            hits.count()
        return found

    return wrong


@RULES.broken(Table, "oldest")
def lists_are_everybodys(right: Any, hits: Hits) -> Any:
    """A list shows the records of all users."""

    def wrong(table: Any, owner: Any, *wanted: Any) -> Any:
        own = list(right(table, owner, *wanted))
        if len(own) != len(table):
            hits.count()
        return iter(sorted(table, key=lambda task: task.seq))

    return wrong


@RULES.broken(Table, "oldest")
def youngest_come_first(right: Any, hits: Hits) -> Any:
    """The list goes the other way round."""

    def wrong(table: Any, *wanted: Any) -> Any:
        found = list(right(table, *wanted))
        if len(found) > 1:
            hits.count()
        return iter(found[::-1])

    return wrong


@RULES.broken(Table, "oldest")
def list_forgets_the_last(right: Any, hits: Hits) -> Any:
    """The newest record is not listed."""

    def wrong(table: Any, *wanted: Any) -> Any:
        found = list(right(table, *wanted))
        if found:
            hits.count()
        return iter(found[:-1])

    return wrong


@RULES.broken(tasks, "_store")
def log_is_overwritten(right: Any, hits: Hits) -> Any:
    """Each report takes the place of those before."""

    def wrong(world: Any, task: Any, **changes: Any) -> Any:
        if len(changes.get("logs", ())) > 1:
            hits.count()
            changes["logs"] = changes["logs"][-1:]
        return right(world, task, **changes)

    return wrong


@RULES.broken(tasks, "_store")
def output_is_lost(right: Any, hits: Hits) -> Any:
    """A run ends without what it made."""

    def wrong(world: Any, task: Any, **changes: Any) -> Any:
        if changes.pop("output", None) is not None:
            hits.count()
        return right(world, task, **changes)

    return wrong


@RULES.broken(tasks, "_notify")
def webhook_is_lost(_right: Any, hits: Hits) -> Any:
    """Nobody is told of the end."""

    def wrong(_world: Any, task: Any) -> None:
        if task.callback is not None:
            hits.count()

    return wrong


@RULES.broken(tasks, "_notify")
def webhook_comes_twice(right: Any, hits: Hits) -> Any:
    """The end is told twice."""

    def wrong(world: Any, task: Any) -> None:
        if task.callback is not None:
            hits.count()
        right(world, task)
        right(world, task)

    return wrong


@RULES.broken(tasks, "_fail")
def failures_go_on(right: Any, hits: Hits) -> Any:
    """A run whose model failed stays as it is."""

    def wrong(world: Any, task: Any, _fault: Any) -> None:
        hits.count()
        del tasks.tasks_of(world).runs[task.id]

    return wrong
