# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .coordination_channel import CoordinationChannel
from .task_reference import TaskReference
from .task_run import TaskRun
from .task_run_lease_summary import TaskRunLeaseSummary


@_define
class AgentTaskClaim(Model):
    """A run that the caller holds now.

    Attributes:
        lease: How long it is held.
        run: The run.
        task: The task that it is a run of.
        coordination_channel: The channel to coordinate it on; absent for a global task.
    """

    lease: TaskRunLeaseSummary
    run: TaskRun
    task: TaskReference
    coordination_channel: CoordinationChannel | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "lease": "lease",
            "run": "run",
            "task": "task",
            "coordination_channel": "coordination_channel",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                lease,
                run,
                task,
                coordination_channel,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "lease"
            lease = TaskRunLeaseSummary.from_dict(lease)
            _at = "run"
            run = TaskRun.from_dict(run)
            _at = "task"
            task = TaskReference.from_dict(task)
            _at = "coordination_channel"
            if coordination_channel is not None and coordination_channel is not UNSET:
                coordination_channel = CoordinationChannel.from_dict(coordination_channel)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.lease = lease
        _self.run = run
        _self.task = task
        _self.coordination_channel = coordination_channel
        _self.additional_properties = _rest
        return _self
