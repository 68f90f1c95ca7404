"""Pending tasks as JSON, the quick way: those of one agent differ in id and time alone.

The JSON of the first, made and checked like any other, shows that a form is right; the next ones
only fill it in.
"""

import orjson

from taskpact_mock.apis.agents_v2.records import USUAL, Phase, Task, render
from taskpact_mock.world.clock import iso

_ID = "{id}"
_ID_BYTES, _AT_BYTES = _ID.encode(), iso(0).encode()
_Form = list[list[bytes]]
"""What stands between the times of creation, as what stands between the ids."""


class Forms:
    """The forms of a world's pending tasks, by agent and by the prefix of their links."""

    __slots__ = ("_forms",)

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], _Form] = {}

    def learn(self, task: Task, prefix: str, rendered: bytes) -> None:
        """Make a form of a pending task's JSON, unless the address looks like a part of it."""
        like = Task(_ID, 0, task.tenant, task.user, task.agent_type, {}, 0, Phase("pending"))
        made = orjson.dumps(render(like, 0, None, prefix, USUAL))
        form = [part.split(_ID_BYTES) for part in made.split(_AT_BYTES)]
        if _filled(form, task) == rendered:
            self._forms[task.agent_type, prefix] = form

    def fill(self, task: Task, prefix: str) -> bytes | None:
        """The JSON of a pending task, if there is a form for it."""
        form = self._forms.get((task.agent_type, prefix))
        return None if form is None else _filled(form, task)


def _filled(form: _Form, task: Task) -> bytes:
    id, at = task.id.encode(), iso(task.created).encode()
    return at.join([id.join(part) for part in form])
