# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("supports_load_session", "supports_load_session"),
        ("config_options", "config_options"),
        ("supported_models", "supported_models"),
        ("supported_modes", "supported_modes"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "supports_load_session"
            if type(supports_load_session := _rest.pop(_at)) is not bool:
                supports_load_session = _read.boolean(supports_load_session)
            _at = "config_options"
            config_options = _read.optional(
                partial(_read.array, SessionConfigOption.from_dict), _rest.pop(_at, UNSET)
            )
            _at = "supported_models"
            supported_models = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "supported_modes"
            supported_modes = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            supports_load_session,
            config_options,
            supported_models,
            supported_modes,
            _rest or {},
        )
