# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .worker_mode import WorkerMode


@_define
class WorkerProfile(Model):
    """Who works on a task. A list that is absent bounds nothing.

    Attributes:
        mode: How it is chosen, inherit by default.
        agent_name: The only agent that may claim it.
        allowed_agent_names: The only agents that may.
        model: The model that it runs on.
        preferred_agent_names: Agents that come first.
        preferred_capabilities: Capabilities that count in favour.
        provider: The provider that it runs on.
        required_capabilities: Capabilities that must all be there.
    """

    mode: WorkerMode
    agent_name: str | Unset = UNSET
    allowed_agent_names: list[str] | Unset = UNSET
    model: str | Unset = UNSET
    preferred_agent_names: list[str] | Unset = UNSET
    preferred_capabilities: list[str] | Unset = UNSET
    provider: str | Unset = UNSET
    required_capabilities: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("mode", "mode"),
        ("agent_name", "agent_name"),
        ("allowed_agent_names", "allowed_agent_names"),
        ("model", "model"),
        ("preferred_agent_names", "preferred_agent_names"),
        ("preferred_capabilities", "preferred_capabilities"),
        ("provider", "provider"),
        ("required_capabilities", "required_capabilities"),
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
            mode = WorkerMode.of(_rest.pop(_at))
            _at = "agent_name"
            if type(agent_name := _rest.pop(_at, UNSET)) is not str:
                agent_name = _read.optional(_read.string, agent_name)
            _at = "allowed_agent_names"
            allowed_agent_names = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "model"
            if type(model := _rest.pop(_at, UNSET)) is not str:
                model = _read.optional(_read.string, model)
            _at = "preferred_agent_names"
            preferred_agent_names = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "preferred_capabilities"
            preferred_capabilities = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "provider"
            if type(provider := _rest.pop(_at, UNSET)) is not str:
                provider = _read.optional(_read.string, provider)
            _at = "required_capabilities"
            required_capabilities = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            mode,
            agent_name,
            allowed_agent_names,
            model,
            preferred_agent_names,
            preferred_capabilities,
            provider,
            required_capabilities,
            _rest or {},
        )
