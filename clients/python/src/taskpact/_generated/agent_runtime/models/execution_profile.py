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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "coordinator": "coordinator",
            "created_at": "created_at",
            "participants": "participants",
            "review": "review",
            "runtime": "runtime",
            "sandbox": "sandbox",
            "task_id": "task_id",
            "updated_at": "updated_at",
            "worker": "worker",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                coordinator,
                created_at,
                participants,
                review,
                runtime,
                sandbox,
                task_id,
                updated_at,
                worker,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "coordinator"
            coordinator = CoordinatorProfile.from_dict(coordinator)
            _at = "created_at"
            created_at = _read.instant(created_at)
            _at = "participants"
            participants = ParticipantPolicy.from_dict(participants)
            _at = "review"
            review = ReviewProfile.from_dict(review)
            _at = "runtime"
            runtime = RuntimePolicy.from_dict(runtime)
            _at = "sandbox"
            sandbox = SandboxPolicy.from_dict(sandbox)
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "updated_at"
            updated_at = _read.instant(updated_at)
            _at = "worker"
            worker = WorkerProfile.from_dict(worker)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.coordinator = coordinator
        _self.created_at = created_at
        _self.participants = participants
        _self.review = review
        _self.runtime = runtime
        _self.sandbox = sandbox
        _self.task_id = task_id
        _self.updated_at = updated_at
        _self.worker = worker
        _self.additional_properties = _rest
        return _self
