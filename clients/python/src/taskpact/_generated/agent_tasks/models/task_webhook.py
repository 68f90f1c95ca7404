# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .task import Task
from .task_webhook_event import TaskWebhookEvent


@_define
class TaskWebhook(Model):
    """What happened to a task, as a webhook tells it.

    Attributes:
        event: What happened.
        agent_id: The agent that has the task.
        task: The task, as reading it would answer.
        metadata: What the caller gave when it submitted the task, if it gave any.
    """

    event: TaskWebhookEvent
    agent_id: str
    task: Task
    metadata: dict[str, Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "event": "event",
            "agent_id": "agent_id",
            "task": "task",
            "metadata": "metadata",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                event,
                agent_id,
                task,
                metadata,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "event"
            event = _read.word(TaskWebhookEvent, event)
            _at = "agent_id"
            if type(agent_id) is not str:
                agent_id = _read.string(agent_id)
            _at = "task"
            task = Task.from_dict(task)
            _at = "metadata"
            if metadata is not UNSET:
                metadata = _read.json_object(metadata)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.event = event
        _self.agent_id = agent_id
        _self.task = task
        _self.metadata = metadata
        _self.additional_properties = _rest
        return _self
