"""Handlers that workers run, and who they work as."""

from collections.abc import Callable
from typing import Any

from clients.python.tests.crews import Sleeps
from clients.python.tests.worlds import World
from taskpact_mock.apis.agent_runtime.work_records import Run

FIRST = "run-00000000000000a1"
"""The run that the default session claims first."""
Stop = Callable[[], None]
RunOf = Callable[[str], Run]


def me(world: World) -> list[dict[str, str]]:
    return [world.credentials("agent_runtime")]


def returning(value: object) -> Callable[[Any, Stop], Sleeps]:
    """A handler that stops the worker and returns a value."""

    def handler(job: Any, stop: Stop) -> Sleeps:
        stop()
        yield 0
        return value

    return handler
