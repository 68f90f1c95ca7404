# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class SessionFailure(Model):
    """What went wrong with a session.

    Attributes:
        kind: The kind of failure; startup_failure, handshake_failure,
            load_session_failure, protocol_failure, prompt_failure, cancellation,
            permission_failure, provider_auth_failure, process_exit, transport_failure,
            timeout or unknown_failure.
        crash_bundle_path: Where the traces of a crash are kept.
        summary: The failure in words.
    """

    kind: str
    crash_bundle_path: str | Unset = UNSET
    summary: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "kind": "kind",
            "crash_bundle_path": "crash_bundle_path",
            "summary": "summary",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                kind,
                crash_bundle_path,
                summary,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "kind"
            if type(kind) is not str:
                kind = _read.string(kind)
            _at = "crash_bundle_path"
            if type(crash_bundle_path) is not str and crash_bundle_path is not UNSET:
                crash_bundle_path = _read.string(crash_bundle_path)
            _at = "summary"
            if type(summary) is not str and summary is not UNSET:
                summary = _read.string(summary)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.kind = kind
        _self.crash_bundle_path = crash_bundle_path
        _self.summary = summary
        _self.additional_properties = _rest
        return _self
