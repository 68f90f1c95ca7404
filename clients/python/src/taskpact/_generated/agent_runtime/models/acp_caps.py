# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .session_config_option import SessionConfigOption


@_define
class ACPCaps(Model):
    """What the driver of an agent can do.

    Attributes:
        supports_load_session: Whether an earlier session can be loaded again.
        config_options: What can be set.
        supported_models: Models to choose from.
        supported_modes: Modes to choose from.
    """

    supports_load_session: bool
    config_options: list[SessionConfigOption] | Unset = UNSET
    supported_models: list[str] | Unset = UNSET
    supported_modes: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "supports_load_session": "supports_load_session",
            "config_options": "config_options",
            "supported_models": "supported_models",
            "supported_modes": "supported_modes",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                supports_load_session,
                config_options,
                supported_models,
                supported_modes,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "supports_load_session"
            if type(supports_load_session) is not bool:
                supports_load_session = _read.boolean(supports_load_session)
            _at = "config_options"
            if config_options is not UNSET:
                config_options = _read.array(SessionConfigOption.from_dict, config_options)
            _at = "supported_models"
            if supported_models is not UNSET:
                supported_models = _read.plain_array(str, _read.string, supported_models)
            _at = "supported_modes"
            if supported_modes is not UNSET:
                supported_modes = _read.plain_array(str, _read.string, supported_modes)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.supports_load_session = supports_load_session
        _self.config_options = config_options
        _self.supported_models = supported_models
        _self.supported_modes = supported_modes
        _self.additional_properties = _rest
        return _self
