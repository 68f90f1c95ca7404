# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .message_kind import MessageKind


@_define
class CoordinationMessageMetadata(Model):
    """The work that a message is about.

    Attributes:
        coordination_channel_id: The channel that the work is coordinated on; not compared
            with the channel of the call.
        correlation_id: What ties question and answer together.
        message_kind: What the message is for.
        run_id: The run that it is about; need not exist.
        task_id: The task that it is about; need not exist.
        ext: Whatever else belongs to the message. A member named claim_token and a claim
            token as a value are refused.
        workflow_id: The workflow that it is about.
    """

    coordination_channel_id: str
    correlation_id: str
    message_kind: MessageKind
    run_id: str
    task_id: str
    ext: dict[str, Any] | Unset = UNSET
    workflow_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "coordination_channel_id": "coordination_channel_id",
            "correlation_id": "correlation_id",
            "message_kind": "message_kind",
            "run_id": "run_id",
            "task_id": "task_id",
            "ext": "ext",
            "workflow_id": "workflow_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                coordination_channel_id,
                correlation_id,
                message_kind,
                run_id,
                task_id,
                ext,
                workflow_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "coordination_channel_id"
            if type(coordination_channel_id) is not str:
                coordination_channel_id = _read.string(coordination_channel_id)
            _at = "correlation_id"
            if type(correlation_id) is not str:
                correlation_id = _read.string(correlation_id)
            _at = "message_kind"
            message_kind = _read.word(MessageKind, message_kind)
            _at = "run_id"
            if type(run_id) is not str:
                run_id = _read.string(run_id)
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "ext"
            if ext is not UNSET:
                ext = _read.json_object(ext)
            _at = "workflow_id"
            if type(workflow_id) is not str and workflow_id is not UNSET:
                workflow_id = _read.string(workflow_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.coordination_channel_id = coordination_channel_id
        _self.correlation_id = correlation_id
        _self.message_kind = message_kind
        _self.run_id = run_id
        _self.task_id = task_id
        _self.ext = ext
        _self.workflow_id = workflow_id
        _self.additional_properties = _rest
        return _self
