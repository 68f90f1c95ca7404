# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_me import AgentMe


@_define
class AgentMeResponse(Model):
    """The caller as the runtime knows it.

    Attributes:
        me: The caller.
    """

    me: AgentMe
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "me": "me",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (me,), _rest = cls._members.take(_source)
        _at = ""
        try:
            _at = "me"
            me = AgentMe.from_dict(me)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.me = me
        _self.additional_properties = _rest
        return _self
