# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class LinksResponse(Model):
    """Paths that belong to a task; one that would be refused now is null.

    Attributes:
        self_: Reads the task.
        events: Lists what happened to it.
        cancel: Cancels it; of a pending or running task.
        retry: Runs it again; of a failed task whose error may pass.
        stream: Follows it; of a task that has not ended.
    """

    self_: str
    events: str
    cancel: str | None | Unset = UNSET
    retry: str | None | Unset = UNSET
    stream: str | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "self_": "self",
            "events": "events",
            "cancel": "cancel",
            "retry": "retry",
            "stream": "stream",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                self_,
                events,
                cancel,
                retry,
                stream,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "self"
            if type(self_) is not str:
                self_ = _read.string(self_)
            _at = "events"
            if type(events) is not str:
                events = _read.string(events)
            _at = "cancel"
            if type(cancel) is not str and cancel is not None and cancel is not UNSET:
                cancel = _read.string(cancel)
            _at = "retry"
            if type(retry) is not str and retry is not None and retry is not UNSET:
                retry = _read.string(retry)
            _at = "stream"
            if type(stream) is not str and stream is not None and stream is not UNSET:
                stream = _read.string(stream)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.self_ = self_
        _self.events = events
        _self.cancel = cancel
        _self.retry = retry
        _self.stream = stream
        _self.additional_properties = _rest
        return _self
