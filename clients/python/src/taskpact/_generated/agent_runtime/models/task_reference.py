# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .ownership import Ownership
from .task_priority import TaskPriority
from .task_scope import TaskScope
from .task_status import TaskStatus


@_define
class TaskReference(Model):
    """A task in short.

    Attributes:
        id: The task; task- and 16 hex digits.
        latest_event_seq: The number of its latest event, 0 in a claim.
        scope: Whether it belongs to one workspace.
        status: Where it stands; a claim alone leaves it ready.
        title: What is to be done.
        effective_paused: Whether it or a task above it is paused; not sent by these
            operations.
        identifier: The key that people know it by.
        owner: Whose it is; absent if nobody's.
        paused: Whether it is paused; sent in a claim.
        paused_by_task_id: The task above that is paused; not sent by these operations.
        priority: How urgent it is.
        workspace_id: The workspace that it belongs to.
    """

    id: str
    latest_event_seq: int
    scope: TaskScope
    status: TaskStatus
    title: str
    effective_paused: bool | Unset = UNSET
    identifier: str | Unset = UNSET
    owner: Ownership | None | Unset = UNSET
    paused: bool | Unset = UNSET
    paused_by_task_id: str | Unset = UNSET
    priority: TaskPriority | Unset = UNSET
    workspace_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("latest_event_seq", "latest_event_seq"),
        ("scope", "scope"),
        ("status", "status"),
        ("title", "title"),
        ("effective_paused", "effective_paused"),
        ("identifier", "identifier"),
        ("owner", "owner"),
        ("paused", "paused"),
        ("paused_by_task_id", "paused_by_task_id"),
        ("priority", "priority"),
        ("workspace_id", "workspace_id"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "latest_event_seq"
            if type(latest_event_seq := _rest.pop(_at)) is not int:
                latest_event_seq = _read.integer(latest_event_seq)
            _at = "scope"
            scope = TaskScope.of(_rest.pop(_at))
            _at = "status"
            status = TaskStatus.of(_rest.pop(_at))
            _at = "title"
            if type(title := _rest.pop(_at)) is not str:
                title = _read.string(title)
            _at = "effective_paused"
            if type(effective_paused := _rest.pop(_at, UNSET)) is not bool:
                effective_paused = _read.optional(_read.boolean, effective_paused)
            _at = "identifier"
            if type(identifier := _rest.pop(_at, UNSET)) is not str:
                identifier = _read.optional(_read.string, identifier)
            _at = "owner"
            owner = _read.maybe(Ownership.from_dict, _rest.pop(_at, UNSET))
            _at = "paused"
            if type(paused := _rest.pop(_at, UNSET)) is not bool:
                paused = _read.optional(_read.boolean, paused)
            _at = "paused_by_task_id"
            if type(paused_by_task_id := _rest.pop(_at, UNSET)) is not str:
                paused_by_task_id = _read.optional(_read.string, paused_by_task_id)
            _at = "priority"
            priority = _read.optional(TaskPriority.of, _rest.pop(_at, UNSET))
            _at = "workspace_id"
            if type(workspace_id := _rest.pop(_at, UNSET)) is not str:
                workspace_id = _read.optional(_read.string, workspace_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            latest_event_seq,
            scope,
            status,
            title,
            effective_paused,
            identifier,
            owner,
            paused,
            paused_by_task_id,
            priority,
            workspace_id,
            _rest or {},
        )
