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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "mode": "mode",
            "agent_name": "agent_name",
            "guidance": "guidance",
            "model": "model",
            "provider": "provider",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                mode,
                agent_name,
                guidance,
                model,
                provider,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "mode"
            mode = _read.word(CoordinatorMode, mode)
            _at = "agent_name"
            if type(agent_name) is not str and agent_name is not UNSET:
                agent_name = _read.string(agent_name)
            _at = "guidance"
            if type(guidance) is not str and guidance is not UNSET:
                guidance = _read.string(guidance)
            _at = "model"
            if type(model) is not str and model is not UNSET:
                model = _read.string(model)
            _at = "provider"
            if type(provider) is not str and provider is not UNSET:
                provider = _read.string(provider)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.mode = mode
        _self.agent_name = agent_name
        _self.guidance = guidance
        _self.model = model
        _self.provider = provider
        _self.additional_properties = _rest
        return _self
