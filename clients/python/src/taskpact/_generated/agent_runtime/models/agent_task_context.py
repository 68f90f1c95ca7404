# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .task_context_bundle import TaskContextBundle
from .task_reference import TaskReference
from .task_run_lease_summary import TaskRunLeaseSummary


@_define
class AgentTaskContext(Model):
    """The work that the caller holds.

    Attributes:
        available: Whether it holds a run, or is to review one.
        bundle: What it needs for that; absent if it cannot be put together within its
            limits.
        lease: How long it holds the run; absent for a review.
        task: The task.
    """

    available: bool
    bundle: TaskContextBundle | None | Unset = UNSET
    lease: TaskRunLeaseSummary | None | Unset = UNSET
    task: TaskReference | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "available": "available",
            "bundle": "bundle",
            "lease": "lease",
            "task": "task",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                available,
                bundle,
                lease,
                task,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "available"
            if type(available) is not bool:
                available = _read.boolean(available)
            _at = "bundle"
            if bundle is not None and bundle is not UNSET:
                bundle = TaskContextBundle.from_dict(bundle)
            _at = "lease"
            if lease is not None and lease is not UNSET:
                lease = TaskRunLeaseSummary.from_dict(lease)
            _at = "task"
            if task is not None and task is not UNSET:
                task = TaskReference.from_dict(task)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.available = available
        _self.bundle = bundle
        _self.lease = lease
        _self.task = task
        _self.additional_properties = _rest
        return _self
