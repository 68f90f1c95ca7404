"""The operations of task_records, one function each."""

from taskpact_mock.api import Answer, Call, Handler
from taskpact_mock.apis.task_records import errors, tasks
from taskpact_mock.apis.task_records.records import Form, Task, form_of, render


def list_tasks(call: Call) -> Answer:
    """All tasks of the user, the oldest first; their JSON is joined from that of each."""
    form = form_of(call.world, listed=True)
    found = tasks.tasks_of(call.world).table.oldest(call.principal.user)
    body = b"[%b]" % b",".join([_json(call, task, form) for task in found])
    return Answer(200, body, checked=True)


def get_task(call: Call) -> Answer:
    """The task as it is now."""
    task = _task(call)
    return errors.task_not_found() if task is None else _single(call, task)


def delete_task(call: Call) -> Answer:
    """The task as it was last, which then is gone."""
    task = _task(call)
    if task is None:
        return errors.task_not_found()
    tasks.delete(call.world, task)
    return _single(call, task)


HANDLERS: dict[str, Handler] = {
    "list_tasks": list_tasks,
    "get_task": get_task,
    "delete_task": delete_task,
}


def _task(call: Call) -> Task | None:
    return tasks.find(call.world, call.principal.user, call.path["taskId"])


def _single(call: Call, task: Task) -> Answer:
    return Answer(200, _json(call, task, form_of(call.world)), checked=True)


def _json(call: Call, task: Task, form: Form) -> bytes:
    return call.render("Task", task, lambda: render(task, form), form=repr(form))
