# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .agent_soul_config_provenance import AgentSoulConfigProvenance
from .agent_soul_frontmatter import AgentSoulFrontmatter
from .authored_context_diagnostic import AuthoredContextDiagnostic
from .authored_context_limits import AuthoredContextLimits
from .validation_status import ValidationStatus


@_define
class AgentSoul(Model):
    """A persona in full, and what came out of reading it.

    Attributes:
        active: Whether it is there, valid and switched on.
        config_provenance: The settings that applied.
        enabled: Whether personas are switched on.
        frontmatter: The keys at its head.
        limits: How long it may be.
        present: Whether there was a file or a text.
        valid: Whether no fault was found, also where there is nothing to read.
        validation_status: What came out; missing goes before invalid, invalid before
            inactive.
        agent_name: The agent that it is for.
        body: The Markdown below the frontmatter, line ends made the same.
        created_at: When the revision was made; not sent by these operations.
        diagnostics: The faults that were found; absent if none.
        digest: The digest of its content; absent if missing or invalid.
        revision_id: The stored revision; not sent by these operations.
        snapshot_id: The stored snapshot; not sent by these operations.
        source_path: Its file, from the workspace's directory.
        truncated: Whether its short form would be cut.
    """

    active: bool
    config_provenance: AgentSoulConfigProvenance
    enabled: bool
    frontmatter: AgentSoulFrontmatter
    limits: AuthoredContextLimits
    present: bool
    valid: bool
    validation_status: ValidationStatus
    agent_name: str | Unset = UNSET
    body: str | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    diagnostics: list[AuthoredContextDiagnostic] | Unset = UNSET
    digest: str | Unset = UNSET
    revision_id: str | Unset = UNSET
    snapshot_id: str | Unset = UNSET
    source_path: str | Unset = UNSET
    truncated: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "active": "active",
            "config_provenance": "config_provenance",
            "enabled": "enabled",
            "frontmatter": "frontmatter",
            "limits": "limits",
            "present": "present",
            "valid": "valid",
            "validation_status": "validation_status",
            "agent_name": "agent_name",
            "body": "body",
            "created_at": "created_at",
            "diagnostics": "diagnostics",
            "digest": "digest",
            "revision_id": "revision_id",
            "snapshot_id": "snapshot_id",
            "source_path": "source_path",
            "truncated": "truncated",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                active,
                config_provenance,
                enabled,
                frontmatter,
                limits,
                present,
                valid,
                validation_status,
                agent_name,
                body,
                created_at,
                diagnostics,
                digest,
                revision_id,
                snapshot_id,
                source_path,
                truncated,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "active"
            if type(active) is not bool:
                active = _read.boolean(active)
            _at = "config_provenance"
            config_provenance = AgentSoulConfigProvenance.from_dict(config_provenance)
            _at = "enabled"
            if type(enabled) is not bool:
                enabled = _read.boolean(enabled)
            _at = "frontmatter"
            frontmatter = AgentSoulFrontmatter.from_dict(frontmatter)
            _at = "limits"
            limits = AuthoredContextLimits.from_dict(limits)
            _at = "present"
            if type(present) is not bool:
                present = _read.boolean(present)
            _at = "valid"
            if type(valid) is not bool:
                valid = _read.boolean(valid)
            _at = "validation_status"
            validation_status = _read.word(ValidationStatus, validation_status)
            _at = "agent_name"
            if type(agent_name) is not str and agent_name is not UNSET:
                agent_name = _read.string(agent_name)
            _at = "body"
            if type(body) is not str and body is not UNSET:
                body = _read.string(body)
            _at = "created_at"
            if created_at is not None and created_at is not UNSET:
                created_at = _read.instant(created_at)
            _at = "diagnostics"
            if diagnostics is not UNSET:
                diagnostics = _read.array(AuthoredContextDiagnostic.from_dict, diagnostics)
            _at = "digest"
            if type(digest) is not str and digest is not UNSET:
                digest = _read.string(digest)
            _at = "revision_id"
            if type(revision_id) is not str and revision_id is not UNSET:
                revision_id = _read.string(revision_id)
            _at = "snapshot_id"
            if type(snapshot_id) is not str and snapshot_id is not UNSET:
                snapshot_id = _read.string(snapshot_id)
            _at = "source_path"
            if type(source_path) is not str and source_path is not UNSET:
                source_path = _read.string(source_path)
            _at = "truncated"
            if type(truncated) is not bool and truncated is not UNSET:
                truncated = _read.boolean(truncated)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.active = active
        _self.config_provenance = config_provenance
        _self.enabled = enabled
        _self.frontmatter = frontmatter
        _self.limits = limits
        _self.present = present
        _self.valid = valid
        _self.validation_status = validation_status
        _self.agent_name = agent_name
        _self.body = body
        _self.created_at = created_at
        _self.diagnostics = diagnostics
        _self.digest = digest
        _self.revision_id = revision_id
        _self.snapshot_id = snapshot_id
        _self.source_path = source_path
        _self.truncated = truncated
        _self.additional_properties = _rest
        return _self
