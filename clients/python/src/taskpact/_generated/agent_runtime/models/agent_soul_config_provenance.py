# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentSoulConfigProvenance(Model):
    """The settings under which a persona was read.

    Attributes:
        context_projection_bytes: How long the short form may be, in bytes, 2048 by
            default.
        digest: The digest of these settings, sha256: and 64 hex digits.
        enabled: Whether personas are switched on.
        max_body_bytes: How long a persona may be, in bytes, 32768 by default.
        source: Where the settings come from; workspace.
    """

    context_projection_bytes: int
    digest: str
    enabled: bool
    max_body_bytes: int
    source: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "context_projection_bytes": "context_projection_bytes",
            "digest": "digest",
            "enabled": "enabled",
            "max_body_bytes": "max_body_bytes",
            "source": "source",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                context_projection_bytes,
                digest,
                enabled,
                max_body_bytes,
                source,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "context_projection_bytes"
            if type(context_projection_bytes) is not int:
                context_projection_bytes = _read.integer(context_projection_bytes)
            _at = "digest"
            if type(digest) is not str:
                digest = _read.string(digest)
            _at = "enabled"
            if type(enabled) is not bool:
                enabled = _read.boolean(enabled)
            _at = "max_body_bytes"
            if type(max_body_bytes) is not int:
                max_body_bytes = _read.integer(max_body_bytes)
            _at = "source"
            if type(source) is not str and source is not UNSET:
                source = _read.string(source)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.context_projection_bytes = context_projection_bytes
        _self.digest = digest
        _self.enabled = enabled
        _self.max_body_bytes = max_body_bytes
        _self.source = source
        _self.additional_properties = _rest
        return _self
