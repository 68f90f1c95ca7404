# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .actor_identity import ActorIdentity
from .origin import Origin
from .task_reference import TaskReference
from .task_run_summary import TaskRunSummary


@_define
class TimelineItem(Model):
    """One thing that happened to a task.

    Attributes:
        actor: Who did it.
        event_id: The event; evt- and 16 hex digits.
        event_type: What happened, such as task.run_claimed.
        origin: By which way it came in.
        sequence: A number that counts up.
        task: The task.
        timestamp: When it happened.
        payload: More about it, secrets left out; any JSON.
        run: The run that it happened to.
    """

    actor: ActorIdentity
    event_id: str
    event_type: str
    origin: Origin
    sequence: int
    task: TaskReference
    timestamp: datetime.datetime
    payload: Any | Unset = UNSET
    run: TaskRunSummary | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "actor": "actor",
            "event_id": "event_id",
            "event_type": "event_type",
            "origin": "origin",
            "sequence": "sequence",
            "task": "task",
            "timestamp": "timestamp",
            "payload": "payload",
            "run": "run",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                actor,
                event_id,
                event_type,
                origin,
                sequence,
                task,
                timestamp,
                payload,
                run,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "actor"
            actor = ActorIdentity.from_dict(actor)
            _at = "event_id"
            if type(event_id) is not str:
                event_id = _read.string(event_id)
            _at = "event_type"
            if type(event_type) is not str:
                event_type = _read.string(event_type)
            _at = "origin"
            origin = Origin.from_dict(origin)
            _at = "sequence"
            if type(sequence) is not int:
                sequence = _read.integer(sequence)
            _at = "task"
            task = TaskReference.from_dict(task)
            _at = "timestamp"
            timestamp = _read.instant(timestamp)
            _at = "run"
            if run is not None and run is not UNSET:
                run = TaskRunSummary.from_dict(run)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.actor = actor
        _self.event_id = event_id
        _self.event_type = event_type
        _self.origin = origin
        _self.sequence = sequence
        _self.task = task
        _self.timestamp = timestamp
        _self.payload = payload
        _self.run = run
        _self.additional_properties = _rest
        return _self
