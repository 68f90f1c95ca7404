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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("actor", "actor"),
        ("event_id", "event_id"),
        ("event_type", "event_type"),
        ("origin", "origin"),
        ("sequence", "sequence"),
        ("task", "task"),
        ("timestamp", "timestamp"),
        ("payload", "payload"),
        ("run", "run"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "actor"
            actor = ActorIdentity.from_dict(_rest.pop(_at))
            _at = "event_id"
            if type(event_id := _rest.pop(_at)) is not str:
                event_id = _read.string(event_id)
            _at = "event_type"
            if type(event_type := _rest.pop(_at)) is not str:
                event_type = _read.string(event_type)
            _at = "origin"
            origin = Origin.from_dict(_rest.pop(_at))
            _at = "sequence"
            if type(sequence := _rest.pop(_at)) is not int:
                sequence = _read.integer(sequence)
            _at = "task"
            task = TaskReference.from_dict(_rest.pop(_at))
            _at = "timestamp"
            timestamp = _read.instant(_rest.pop(_at))
            _at = "payload"
            payload = _rest.pop(_at, UNSET)
            _at = "run"
            run = _read.maybe(TaskRunSummary.from_dict, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            actor,
            event_id,
            event_type,
            origin,
            sequence,
            task,
            timestamp,
            payload,
            run,
            _rest or {},
        )
