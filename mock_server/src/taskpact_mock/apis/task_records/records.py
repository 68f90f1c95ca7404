"""Task records as frozen values, and how they are written on the wire. Source: facts 3."""

from collections.abc import Mapping

import orjson
from attrs import frozen

from taskpact_mock.apis.task_records.agents import Agent
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND, iso_z
from taskpact_mock.world.table import Versioned
from taskpact_mock.world.world import World

_BRIEF = ("id", "logs", "output", "status", "callback")
"""The members that the documented examples show, and the callback."""


@frozen
class User:
    """A user, without anything secret."""

    id: str
    name: str
    email: str | None = None

    def render(self) -> JSON:
        """The user as the contract's User."""
        known = {"id": self.id, "name": self.name}
        return known if self.email is None else {**known, "email": self.email}


@frozen(eq=False, kw_only=True)
class Task(Versioned):
    """The record of one run. `reports` counts those of the engine so far.

    `text` says that its output is always written as text.
    """

    id: str
    seq: int
    user: User
    agent: Agent
    name: str
    created: int
    status: str
    callback: str | None = None
    logs: tuple[str, ...] = ()
    output: Mapping[str, JSON] | None = None
    text: bool = False
    reports: int = 0


@frozen
class Form:
    """How records are written: `brief` as the examples show them, and the output as `text`."""

    brief: bool
    text: bool


def form_of(world: World, *, listed: bool = False) -> Form:
    """How this world writes a record, alone or in a list."""
    return Form(
        brief=world.has_quirk("task_records.examples_only"),
        text=world.has_quirk("task_records.text_output") and not listed,
    )


def render(task: Task, form: Form) -> JSON:
    """The record as the contract's Task."""
    value: dict[str, JSON] = {
        "id": task.id,
        "name": task.name,
        "agentId": task.agent["id"],
        "userId": task.user.id,
        "createdAt": _moment(task.created),
        "logs": list(task.logs),
        "output": _text(task.output) if form.text or task.text else task.output or {},
        "status": task.status,
        "callback": task.callback,
        "agent": task.agent,
        "user": task.user.render(),
    }
    return {name: value[name] for name in _BRIEF} if form.brief else value


def _text(output: Mapping[str, JSON] | None) -> str:
    return "" if output is None else orjson.dumps(output).decode()


def _moment(moment: int) -> str:
    """With Z, and with milliseconds even where they are zero."""
    seconds, rest = divmod(moment, SECOND)
    return f"{iso_z(seconds * SECOND)[:-1]}.{rest // 1000:03}Z"
