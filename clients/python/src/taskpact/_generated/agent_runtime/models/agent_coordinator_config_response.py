# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .coordinator_config import CoordinatorConfig


@_define
class AgentCoordinatorConfigResponse(Model):
    """The coordinator of a workspace.

    Attributes:
        coordinator: Its settings.
    """

    coordinator: CoordinatorConfig
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "coordinator": "coordinator",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (coordinator,), _rest = cls._members.take(_source)
        _at = ""
        try:
            _at = "coordinator"
            coordinator = CoordinatorConfig.from_dict(coordinator)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.coordinator = coordinator
        _self.additional_properties = _rest
        return _self
