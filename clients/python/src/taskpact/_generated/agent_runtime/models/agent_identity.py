# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentIdentity(Model):
    """Who an agent is.

    Attributes:
        agent_name: The name of its definition.
        provider: The provider that it runs on.
        session_id: Its session.
        model: The model that it runs on, or the default of its definition.
    """

    agent_name: str
    provider: str
    session_id: str
    model: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "agent_name": "agent_name",
            "provider": "provider",
            "session_id": "session_id",
            "model": "model",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                agent_name,
                provider,
                session_id,
                model,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "agent_name"
            if type(agent_name) is not str:
                agent_name = _read.string(agent_name)
            _at = "provider"
            if type(provider) is not str:
                provider = _read.string(provider)
            _at = "session_id"
            if type(session_id) is not str:
                session_id = _read.string(session_id)
            _at = "model"
            if type(model) is not str and model is not UNSET:
                model = _read.string(model)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.agent_name = agent_name
        _self.provider = provider
        _self.session_id = session_id
        _self.model = model
        _self.additional_properties = _rest
        return _self
