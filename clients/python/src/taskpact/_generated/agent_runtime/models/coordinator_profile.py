# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .coordinator_mode import CoordinatorMode


@_define
class CoordinatorProfile(Model):
    """Who coordinates a task.

    Attributes:
        mode: How it is chosen, inherit by default.
        agent_name: The agent.
        guidance: What to tell it, at most 8192 bytes.
        model: The model that it runs on.
        provider: The provider that it runs on.
    """

    mode: CoordinatorMode
    agent_name: str | Unset = UNSET
    guidance: str | Unset = UNSET
    model: str | Unset = UNSET
    provider: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("mode", "mode"),
        ("agent_name", "agent_name"),
        ("guidance", "guidance"),
        ("model", "model"),
        ("provider", "provider"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "mode"
            mode = CoordinatorMode.of(_rest.pop(_at))
            _at = "agent_name"
            if type(agent_name := _rest.pop(_at, UNSET)) is not str:
                agent_name = _read.optional(_read.string, agent_name)
            _at = "guidance"
            if type(guidance := _rest.pop(_at, UNSET)) is not str:
                guidance = _read.optional(_read.string, guidance)
            _at = "model"
            if type(model := _rest.pop(_at, UNSET)) is not str:
                model = _read.optional(_read.string, model)
            _at = "provider"
            if type(provider := _rest.pop(_at, UNSET)) is not str:
                provider = _read.optional(_read.string, provider)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            mode,
            agent_name,
            guidance,
            model,
            provider,
            _rest or {},
        )
