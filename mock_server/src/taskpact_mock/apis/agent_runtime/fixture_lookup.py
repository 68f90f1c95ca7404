"""How fixtures name what is there, and what is not there yet."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from taskpact_mock.api import FixtureError
from taskpact_mock.apis.agent_runtime.state import Runtime

Fixture = Mapping[str, Any]
"""One record as the control plane's contract describes it."""

DEFAULT_WORKSPACE = "ws-demo"

R = TypeVar("R")


def each(records: Fixture, kind: str, take: Callable[[Fixture], R]) -> list[R]:
    """What `take` makes of each record of a kind.

    Raises FixtureError, which names the record, where `take` does.
    """
    made: list[R] = []
    for number, record in enumerate(records.get(kind, ())):
        try:
            made.append(take(record))
        except FixtureError as error:
            raise FixtureError(f"{kind}.{number}: {error}") from None
    return made


def workspace_of(state: Runtime, record: Fixture) -> str | None:
    """The workspace that the record names; None for none.

    Raises FixtureError when it is not there.
    """
    workspace_id: str | None = record.get("workspace_id", DEFAULT_WORKSPACE)
    if workspace_id is not None:
        known(state.workspaces, workspace_id)
    return workspace_id


def known(records: Mapping[str, R], id: str | None) -> R:
    """The record of that id.

    Raises FixtureError when there is none.
    """
    found = records.get(id or "")
    if found is None:
        raise FixtureError(f"{id!r} is not known; add it first")
    return found


def new(records: Mapping[str, Any], id: str) -> str:
    """An id that no record has.

    Raises FixtureError when one has it.
    """
    if id in records:
        raise FixtureError(f"{id!r} is taken; choose another id or leave it out")
    return id
