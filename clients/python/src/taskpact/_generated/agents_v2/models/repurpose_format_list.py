# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .repurpose_format import RepurposeFormat


@_define
class RepurposeFormatList(Model):
    """The formats that content can be rewritten into.

    Attributes:
        formats: One entry a format.
    """

    formats: list[RepurposeFormat]
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "formats": "formats",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (formats,), _rest = cls._members.take(_source)
        _at = ""
        try:
            _at = "formats"
            formats = _read.array(RepurposeFormat.from_dict, formats)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.formats = formats
        _self.additional_properties = _rest
        return _self
