# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class ParticipantPolicy(Model):
    """Who may take part in a task. A list that is absent bounds nothing.

    Attributes:
        allowed_agent_names: The only agents that may.
        allowed_channel_ids: The only channels that may be used.
        allowed_peer_ids: The only peers that may.
        preferred_agent_names: Agents that come first.
        preferred_capabilities: Capabilities that count in favour.
        preferred_channel_ids: Channels that come first.
        preferred_peer_ids: Peers that come first.
        required_capabilities: Capabilities that must all be there.
    """

    allowed_agent_names: list[str] | Unset = UNSET
    allowed_channel_ids: list[str] | Unset = UNSET
    allowed_peer_ids: list[str] | Unset = UNSET
    preferred_agent_names: list[str] | Unset = UNSET
    preferred_capabilities: list[str] | Unset = UNSET
    preferred_channel_ids: list[str] | Unset = UNSET
    preferred_peer_ids: list[str] | Unset = UNSET
    required_capabilities: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("allowed_agent_names", "allowed_agent_names"),
        ("allowed_channel_ids", "allowed_channel_ids"),
        ("allowed_peer_ids", "allowed_peer_ids"),
        ("preferred_agent_names", "preferred_agent_names"),
        ("preferred_capabilities", "preferred_capabilities"),
        ("preferred_channel_ids", "preferred_channel_ids"),
        ("preferred_peer_ids", "preferred_peer_ids"),
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
            _at = "allowed_agent_names"
            allowed_agent_names = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "allowed_channel_ids"
            allowed_channel_ids = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "allowed_peer_ids"
            allowed_peer_ids = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "preferred_agent_names"
            preferred_agent_names = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "preferred_capabilities"
            preferred_capabilities = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "preferred_channel_ids"
            preferred_channel_ids = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "preferred_peer_ids"
            preferred_peer_ids = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "required_capabilities"
            required_capabilities = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            allowed_agent_names,
            allowed_channel_ids,
            allowed_peer_ids,
            preferred_agent_names,
            preferred_capabilities,
            preferred_channel_ids,
            preferred_peer_ids,
            required_capabilities,
            _rest or {},
        )
