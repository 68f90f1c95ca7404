# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class ReviewProfile(Model):
    """Who reviews a task. A list that is absent bounds nothing.

    Attributes:
        agent_name: The agent.
        allowed_agent_names: The only agents that may.
        allowed_channel_ids: The only channels that may be used.
        allowed_peer_ids: The only peers that may.
        model: The model that it runs on.
        preferred_agent_names: Agents that come first.
        preferred_capabilities: Capabilities that count in favour.
        preferred_channel_ids: Channels that come first.
        preferred_peer_ids: Peers that come first.
        provider: The provider that it runs on.
        required_capabilities: Capabilities that must all be there.
    """

    agent_name: str | Unset = UNSET
    allowed_agent_names: list[str] | Unset = UNSET
    allowed_channel_ids: list[str] | Unset = UNSET
    allowed_peer_ids: list[str] | Unset = UNSET
    model: str | Unset = UNSET
    preferred_agent_names: list[str] | Unset = UNSET
    preferred_capabilities: list[str] | Unset = UNSET
    preferred_channel_ids: list[str] | Unset = UNSET
    preferred_peer_ids: list[str] | Unset = UNSET
    provider: str | Unset = UNSET
    required_capabilities: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "agent_name": "agent_name",
            "allowed_agent_names": "allowed_agent_names",
            "allowed_channel_ids": "allowed_channel_ids",
            "allowed_peer_ids": "allowed_peer_ids",
            "model": "model",
            "preferred_agent_names": "preferred_agent_names",
            "preferred_capabilities": "preferred_capabilities",
            "preferred_channel_ids": "preferred_channel_ids",
            "preferred_peer_ids": "preferred_peer_ids",
            "provider": "provider",
            "required_capabilities": "required_capabilities",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                agent_name,
                allowed_agent_names,
                allowed_channel_ids,
                allowed_peer_ids,
                model,
                preferred_agent_names,
                preferred_capabilities,
                preferred_channel_ids,
                preferred_peer_ids,
                provider,
                required_capabilities,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "agent_name"
            if type(agent_name) is not str and agent_name is not UNSET:
                agent_name = _read.string(agent_name)
            _at = "allowed_agent_names"
            if allowed_agent_names is not UNSET:
                allowed_agent_names = _read.plain_array(str, _read.string, allowed_agent_names)
            _at = "allowed_channel_ids"
            if allowed_channel_ids is not UNSET:
                allowed_channel_ids = _read.plain_array(str, _read.string, allowed_channel_ids)
            _at = "allowed_peer_ids"
            if allowed_peer_ids is not UNSET:
                allowed_peer_ids = _read.plain_array(str, _read.string, allowed_peer_ids)
            _at = "model"
            if type(model) is not str and model is not UNSET:
                model = _read.string(model)
            _at = "preferred_agent_names"
            if preferred_agent_names is not UNSET:
                preferred_agent_names = _read.plain_array(str, _read.string, preferred_agent_names)
            _at = "preferred_capabilities"
            if preferred_capabilities is not UNSET:
                preferred_capabilities = _read.plain_array(
                    str, _read.string, preferred_capabilities
                )
            _at = "preferred_channel_ids"
            if preferred_channel_ids is not UNSET:
                preferred_channel_ids = _read.plain_array(str, _read.string, preferred_channel_ids)
            _at = "preferred_peer_ids"
            if preferred_peer_ids is not UNSET:
                preferred_peer_ids = _read.plain_array(str, _read.string, preferred_peer_ids)
            _at = "provider"
            if type(provider) is not str and provider is not UNSET:
                provider = _read.string(provider)
            _at = "required_capabilities"
            if required_capabilities is not UNSET:
                required_capabilities = _read.plain_array(str, _read.string, required_capabilities)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.agent_name = agent_name
        _self.allowed_agent_names = allowed_agent_names
        _self.allowed_channel_ids = allowed_channel_ids
        _self.allowed_peer_ids = allowed_peer_ids
        _self.model = model
        _self.preferred_agent_names = preferred_agent_names
        _self.preferred_capabilities = preferred_capabilities
        _self.preferred_channel_ids = preferred_channel_ids
        _self.preferred_peer_ids = preferred_peer_ids
        _self.provider = provider
        _self.required_capabilities = required_capabilities
        _self.additional_properties = _rest
        return _self
