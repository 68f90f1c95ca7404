# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .coordinator_profile import CoordinatorProfile
from .participant_policy import ParticipantPolicy
from .review_profile import ReviewProfile
from .runtime_policy import RuntimePolicy
from .sandbox_policy import SandboxPolicy
from .worker_profile import WorkerProfile


@_define
class ExecutionProfile(Model):
    """How a task is to be run.

    Attributes:
        coordinator: Who coordinates it.
        created_at: When it was written, 0001-01-01T00:00:00Z if it is the default.
        participants: Who may take part.
        review: Who reviews it.
        runtime: How it is run.
        sandbox: Where it is run.
        task_id: The task.
        updated_at: When it last changed, 0001-01-01T00:00:00Z if it is the default.
        worker: Who works on it.
    """

    coordinator: CoordinatorProfile
    created_at: datetime.datetime
    participants: ParticipantPolicy
    review: ReviewProfile
    runtime: RuntimePolicy
    sandbox: SandboxPolicy
    task_id: str
    updated_at: datetime.datetime
    worker: WorkerProfile
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("coordinator", "coordinator"),
        ("created_at", "created_at"),
        ("participants", "participants"),
        ("review", "review"),
        ("runtime", "runtime"),
        ("sandbox", "sandbox"),
        ("task_id", "task_id"),
        ("updated_at", "updated_at"),
        ("worker", "worker"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "coordinator"
            coordinator = CoordinatorProfile.from_dict(_rest.pop(_at))
            _at = "created_at"
            created_at = _read.instant(_rest.pop(_at))
            _at = "participants"
            participants = ParticipantPolicy.from_dict(_rest.pop(_at))
            _at = "review"
            review = ReviewProfile.from_dict(_rest.pop(_at))
            _at = "runtime"
            runtime = RuntimePolicy.from_dict(_rest.pop(_at))
            _at = "sandbox"
            sandbox = SandboxPolicy.from_dict(_rest.pop(_at))
            _at = "task_id"
            if type(task_id := _rest.pop(_at)) is not str:
                task_id = _read.string(task_id)
            _at = "updated_at"
            updated_at = _read.instant(_rest.pop(_at))
            _at = "worker"
            worker = WorkerProfile.from_dict(_rest.pop(_at))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            coordinator,
            created_at,
            participants,
            review,
            runtime,
            sandbox,
            task_id,
            updated_at,
            worker,
            _rest or {},
        )
