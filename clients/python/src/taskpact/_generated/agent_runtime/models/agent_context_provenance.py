# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class AgentContextProvenance(Model):
    """Where a view comes from.

    Attributes:
        generated_at: When it was put together.
        source: What put it together; always daemon.situation.
    """

    generated_at: datetime.datetime
    source: str
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "generated_at": "generated_at",
            "source": "source",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                generated_at,
                source,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "generated_at"
            generated_at = _read.instant(generated_at)
            _at = "source"
            if type(source) is not str:
                source = _read.string(source)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.generated_at = generated_at
        _self.source = source
        _self.additional_properties = _rest
        return _self
