# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .validation_status import ValidationStatus


@_define
class AgentSoulSection(Model):
    """A persona in short; all empty for a session that has none.

    Attributes:
        active: Whether it is in use.
        enabled: Whether personas are switched on.
        present: Whether its file exists.
        principles: What it holds to.
        tone: How it speaks.
        valid: Whether it was read without a fault.
        config_digest: The digest of the limits that applied.
        digest: The digest of its content, sha256: and 64 hex digits.
        max_body_bytes: How long a persona may be, in bytes, 32768 by default.
        max_bytes: How long this short form may be, in bytes, 2048 by default.
        role: What it is.
        snapshot_id: The snapshot that the session took.
        source_path: Its file, from the workspace's directory.
        truncated: Whether this short form was cut.
        validation_status: What came out of reading it.
    """

    active: bool
    enabled: bool
    present: bool
    principles: list[str]
    tone: list[str]
    valid: bool
    config_digest: str | Unset = UNSET
    digest: str | Unset = UNSET
    max_body_bytes: int | Unset = UNSET
    max_bytes: int | Unset = UNSET
    role: str | Unset = UNSET
    snapshot_id: str | Unset = UNSET
    source_path: str | Unset = UNSET
    truncated: bool | Unset = UNSET
    validation_status: ValidationStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "active": "active",
            "enabled": "enabled",
            "present": "present",
            "principles": "principles",
            "tone": "tone",
            "valid": "valid",
            "config_digest": "config_digest",
            "digest": "digest",
            "max_body_bytes": "max_body_bytes",
            "max_bytes": "max_bytes",
            "role": "role",
            "snapshot_id": "snapshot_id",
            "source_path": "source_path",
            "truncated": "truncated",
            "validation_status": "validation_status",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                active,
                enabled,
                present,
                principles,
                tone,
                valid,
                config_digest,
                digest,
                max_body_bytes,
                max_bytes,
                role,
                snapshot_id,
                source_path,
                truncated,
                validation_status,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "active"
            if type(active) is not bool:
                active = _read.boolean(active)
            _at = "enabled"
            if type(enabled) is not bool:
                enabled = _read.boolean(enabled)
            _at = "present"
            if type(present) is not bool:
                present = _read.boolean(present)
            _at = "principles"
            principles = _read.plain_array(str, _read.string, principles)
            _at = "tone"
            tone = _read.plain_array(str, _read.string, tone)
            _at = "valid"
            if type(valid) is not bool:
                valid = _read.boolean(valid)
            _at = "config_digest"
            if type(config_digest) is not str and config_digest is not UNSET:
                config_digest = _read.string(config_digest)
            _at = "digest"
            if type(digest) is not str and digest is not UNSET:
                digest = _read.string(digest)
            _at = "max_body_bytes"
            if type(max_body_bytes) is not int and max_body_bytes is not UNSET:
                max_body_bytes = _read.integer(max_body_bytes)
            _at = "max_bytes"
            if type(max_bytes) is not int and max_bytes is not UNSET:
                max_bytes = _read.integer(max_bytes)
            _at = "role"
            if type(role) is not str and role is not UNSET:
                role = _read.string(role)
            _at = "snapshot_id"
            if type(snapshot_id) is not str and snapshot_id is not UNSET:
                snapshot_id = _read.string(snapshot_id)
            _at = "source_path"
            if type(source_path) is not str and source_path is not UNSET:
                source_path = _read.string(source_path)
            _at = "truncated"
            if type(truncated) is not bool and truncated is not UNSET:
                truncated = _read.boolean(truncated)
            _at = "validation_status"
            if validation_status is not UNSET:
                validation_status = _read.word(ValidationStatus, validation_status)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.active = active
        _self.enabled = enabled
        _self.present = present
        _self.principles = principles
        _self.tone = tone
        _self.valid = valid
        _self.config_digest = config_digest
        _self.digest = digest
        _self.max_body_bytes = max_body_bytes
        _self.max_bytes = max_bytes
        _self.role = role
        _self.snapshot_id = snapshot_id
        _self.source_path = source_path
        _self.truncated = truncated
        _self.validation_status = validation_status
        _self.additional_properties = _rest
        return _self
