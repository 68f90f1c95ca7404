# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .session import Session
from .session_lineage import SessionLineage
from .spawn_permission_policy import SpawnPermissionPolicy


@_define
class AgentSpawn(Model):
    """A child session and what it was given.

    Attributes:
        lineage: Its place among the sessions.
        permissions: What it may use, as in its lineage.
        session: The session itself.
    """

    lineage: SessionLineage
    permissions: SpawnPermissionPolicy
    session: Session
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "lineage": "lineage",
            "permissions": "permissions",
            "session": "session",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                lineage,
                permissions,
                session,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "lineage"
            lineage = SessionLineage.from_dict(lineage)
            _at = "permissions"
            permissions = SpawnPermissionPolicy.from_dict(permissions)
            _at = "session"
            session = Session.from_dict(session)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.lineage = lineage
        _self.permissions = permissions
        _self.session = session
        _self.additional_properties = _rest
        return _self
