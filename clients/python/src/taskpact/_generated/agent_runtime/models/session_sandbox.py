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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("backend", "backend"),
        ("instance_id", "instance_id"),
        ("last_sync_error", "last_sync_error"),
        ("profile", "profile"),
        ("provider_state_json", "provider_state_json"),
        ("sandbox_id", "sandbox_id"),
        ("state", "state"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "backend"
            if type(backend := _rest.pop(_at, UNSET)) is not str:
                backend = _read.optional(_read.string, backend)
            _at = "instance_id"
            if type(instance_id := _rest.pop(_at, UNSET)) is not str:
                instance_id = _read.optional(_read.string, instance_id)
            _at = "last_sync_error"
            if type(last_sync_error := _rest.pop(_at, UNSET)) is not str:
                last_sync_error = _read.optional(_read.string, last_sync_error)
            _at = "profile"
            if type(profile := _rest.pop(_at, UNSET)) is not str:
                profile = _read.optional(_read.string, profile)
            _at = "provider_state_json"
            provider_state_json = _rest.pop(_at, UNSET)
            _at = "sandbox_id"
            if type(sandbox_id := _rest.pop(_at, UNSET)) is not str:
                sandbox_id = _read.optional(_read.string, sandbox_id)
            _at = "state"
            if type(state := _rest.pop(_at, UNSET)) is not str:
                state = _read.optional(_read.string, state)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            backend,
            instance_id,
            last_sync_error,
            profile,
            provider_state_json,
            sandbox_id,
            state,
            _rest or {},
        )
