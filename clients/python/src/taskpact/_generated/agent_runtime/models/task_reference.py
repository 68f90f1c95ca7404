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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "latest_event_seq": "latest_event_seq",
            "scope": "scope",
            "status": "status",
            "title": "title",
            "effective_paused": "effective_paused",
            "identifier": "identifier",
            "owner": "owner",
            "paused": "paused",
            "paused_by_task_id": "paused_by_task_id",
            "priority": "priority",
            "workspace_id": "workspace_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
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
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "latest_event_seq"
            if type(latest_event_seq) is not int:
                latest_event_seq = _read.integer(latest_event_seq)
            _at = "scope"
            scope = _read.word(TaskScope, scope)
            _at = "status"
            status = _read.word(TaskStatus, status)
            _at = "title"
            if type(title) is not str:
                title = _read.string(title)
            _at = "effective_paused"
            if type(effective_paused) is not bool and effective_paused is not UNSET:
                effective_paused = _read.boolean(effective_paused)
            _at = "identifier"
            if type(identifier) is not str and identifier is not UNSET:
                identifier = _read.string(identifier)
            _at = "owner"
            if owner is not None and owner is not UNSET:
                owner = Ownership.from_dict(owner)
            _at = "paused"
            if type(paused) is not bool and paused is not UNSET:
                paused = _read.boolean(paused)
            _at = "paused_by_task_id"
            if type(paused_by_task_id) is not str and paused_by_task_id is not UNSET:
                paused_by_task_id = _read.string(paused_by_task_id)
            _at = "priority"
            if priority is not UNSET:
                priority = _read.word(TaskPriority, priority)
            _at = "workspace_id"
            if type(workspace_id) is not str and workspace_id is not UNSET:
                workspace_id = _read.string(workspace_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.latest_event_seq = latest_event_seq
        _self.scope = scope
        _self.status = status
        _self.title = title
        _self.effective_paused = effective_paused
        _self.identifier = identifier
        _self.owner = owner
        _self.paused = paused
        _self.paused_by_task_id = paused_by_task_id
        _self.priority = priority
        _self.workspace_id = workspace_id
        _self.additional_properties = _rest
        return _self
