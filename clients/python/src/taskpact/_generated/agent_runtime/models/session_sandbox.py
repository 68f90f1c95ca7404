# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class SessionSandbox(Model):
    """The sandbox of a session.

    Attributes:
        backend: What runs it.
        instance_id: The instance.
        last_sync_error: Why files were last not carried over.
        profile: The profile that it was made from.
        provider_state_json: What its backend keeps about it; any JSON.
        sandbox_id: The sandbox.
        state: Where it stands.
    """

    backend: str | Unset = UNSET
    instance_id: str | Unset = UNSET
    last_sync_error: str | Unset = UNSET
    profile: str | Unset = UNSET
    provider_state_json: Any | Unset = UNSET
    sandbox_id: str | Unset = UNSET
    state: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "backend": "backend",
            "instance_id": "instance_id",
            "last_sync_error": "last_sync_error",
            "profile": "profile",
            "provider_state_json": "provider_state_json",
            "sandbox_id": "sandbox_id",
            "state": "state",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                backend,
                instance_id,
                last_sync_error,
                profile,
                provider_state_json,
                sandbox_id,
                state,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "backend"
            if type(backend) is not str and backend is not UNSET:
                backend = _read.string(backend)
            _at = "instance_id"
            if type(instance_id) is not str and instance_id is not UNSET:
                instance_id = _read.string(instance_id)
            _at = "last_sync_error"
            if type(last_sync_error) is not str and last_sync_error is not UNSET:
                last_sync_error = _read.string(last_sync_error)
            _at = "profile"
            if type(profile) is not str and profile is not UNSET:
                profile = _read.string(profile)
            _at = "sandbox_id"
            if type(sandbox_id) is not str and sandbox_id is not UNSET:
                sandbox_id = _read.string(sandbox_id)
            _at = "state"
            if type(state) is not str and state is not UNSET:
                state = _read.string(state)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.backend = backend
        _self.instance_id = instance_id
        _self.last_sync_error = last_sync_error
        _self.profile = profile
        _self.provider_state_json = provider_state_json
        _self.sandbox_id = sandbox_id
        _self.state = state
        _self.additional_properties = _rest
        return _self
