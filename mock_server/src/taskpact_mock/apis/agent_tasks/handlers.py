"""The operations of agent_tasks, one function each."""

from collections.abc import Callable
from urllib.parse import quote

from taskpact_mock.api import Answer, Call, Handler, answer
from taskpact_mock.apis.agent_tasks import errors, tasks
from taskpact_mock.apis.agent_tasks.records import Task, moment, render
from taskpact_mock.world.lifecycle import Refused


def submit_task(call: Call) -> Answer:
    """Queue a task."""
    agent_id = call.path["id"]
    task = tasks.submit(call.world, tenant=call.principal.tenant, agent_id=agent_id, body=call.body)
    if isinstance(task, Refused):
        agent = tasks.state_of(call.world).agents.find(call.principal.tenant, agent_id)
        why = "Agent not found" if agent is None else f"Agent is {_ADJECTIVES[agent.state]}"
        return errors.refused(task, why)
    url = f"{call.origin}{call.prefix}/agent/{quote(agent_id, safe='')}/task/{task.id}"
    return answer(
        202,
        {
            "task_id": task.id,
            "status": task.status,
            "created_at": moment(task.created),
            "estimated_start": moment(task.estimated_start),
            "poll_url": url,
            "cancel_url": f"{url}/cancel",
        },
    )


def get_task(call: Call) -> Answer:
    """The task as it is now."""
    return _with_task(
        call,
        lambda task: Answer(200, call.render("Task", task, lambda: render(task)), checked=True),
    )


def send_message(call: Call) -> Answer:
    """Tell a task something."""

    def tell(task: Task) -> Answer:
        told = tasks.tell(call.world, task, call.body["message"])
        if isinstance(told, Refused):
            return errors.refused(told, f"Task cannot take a message: it is {task.status}")
        return answer(200, {"task_id": told.id, "status": told.status, "message_received": True})

    return _with_task(call, tell)


def cancel_task(call: Call) -> Answer:
    """Stop a task."""

    def cancel(task: Task) -> Answer:
        gone = tasks.cancel(call.world, task)
        if isinstance(gone, Refused):
            return errors.refused(gone, f"Task cannot be cancelled: it is {task.status}")
        assert gone.cancelled is not None
        return answer(
            200,
            {"task_id": gone.id, "status": gone.status, "cancelled_at": moment(gone.cancelled)},
        )

    return _with_task(call, cancel)


HANDLERS: dict[str, Handler] = {
    "submit_task": submit_task,
    "get_task": get_task,
    "send_message": send_message,
    "cancel_task": cancel_task,
}

_ADJECTIVES = {"paused": "paused", "stopped": "stopped", "error": "in error"}


def _with_task(call: Call, use: Callable[[Task], Answer]) -> Answer:
    path = call.path
    task = tasks.find(call.world, call.principal.tenant, path["id"], path["taskId"])
    return errors.task_not_found() if task is None else use(task)
