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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("self_", "self"),
        ("events", "events"),
        ("cancel", "cancel"),
        ("retry", "retry"),
        ("stream", "stream"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "self"
            if type(self_ := _rest.pop(_at)) is not str:
                self_ = _read.string(self_)
            _at = "events"
            if type(events := _rest.pop(_at)) is not str:
                events = _read.string(events)
            _at = "cancel"
            if type(cancel := _rest.pop(_at, UNSET)) is not str:
                cancel = _read.maybe(_read.string, cancel)
            _at = "retry"
            if type(retry := _rest.pop(_at, UNSET)) is not str:
                retry = _read.maybe(_read.string, retry)
            _at = "stream"
            if type(stream := _rest.pop(_at, UNSET)) is not str:
                stream = _read.maybe(_read.string, stream)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            self_,
            events,
            cancel,
            retry,
            stream,
            _rest or {},
        )
