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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("active", "active"),
        ("enabled", "enabled"),
        ("present", "present"),
        ("principles", "principles"),
        ("tone", "tone"),
        ("valid", "valid"),
        ("config_digest", "config_digest"),
        ("digest", "digest"),
        ("max_body_bytes", "max_body_bytes"),
        ("max_bytes", "max_bytes"),
        ("role", "role"),
        ("snapshot_id", "snapshot_id"),
        ("source_path", "source_path"),
        ("truncated", "truncated"),
        ("validation_status", "validation_status"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "active"
            if type(active := _rest.pop(_at)) is not bool:
                active = _read.boolean(active)
            _at = "enabled"
            if type(enabled := _rest.pop(_at)) is not bool:
                enabled = _read.boolean(enabled)
            _at = "present"
            if type(present := _rest.pop(_at)) is not bool:
                present = _read.boolean(present)
            _at = "principles"
            principles = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "tone"
            tone = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "valid"
            if type(valid := _rest.pop(_at)) is not bool:
                valid = _read.boolean(valid)
            _at = "config_digest"
            if type(config_digest := _rest.pop(_at, UNSET)) is not str:
                config_digest = _read.optional(_read.string, config_digest)
            _at = "digest"
            if type(digest := _rest.pop(_at, UNSET)) is not str:
                digest = _read.optional(_read.string, digest)
            _at = "max_body_bytes"
            if type(max_body_bytes := _rest.pop(_at, UNSET)) is not int:
                max_body_bytes = _read.optional(_read.integer, max_body_bytes)
            _at = "max_bytes"
            if type(max_bytes := _rest.pop(_at, UNSET)) is not int:
                max_bytes = _read.optional(_read.integer, max_bytes)
            _at = "role"
            if type(role := _rest.pop(_at, UNSET)) is not str:
                role = _read.optional(_read.string, role)
            _at = "snapshot_id"
            if type(snapshot_id := _rest.pop(_at, UNSET)) is not str:
                snapshot_id = _read.optional(_read.string, snapshot_id)
            _at = "source_path"
            if type(source_path := _rest.pop(_at, UNSET)) is not str:
                source_path = _read.optional(_read.string, source_path)
            _at = "truncated"
            if type(truncated := _rest.pop(_at, UNSET)) is not bool:
                truncated = _read.optional(_read.boolean, truncated)
            _at = "validation_status"
            validation_status = _read.optional(ValidationStatus.of, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
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
            _rest or {},
        )
