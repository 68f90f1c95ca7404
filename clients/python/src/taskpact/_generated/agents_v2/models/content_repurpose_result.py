# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .repurposed_content import RepurposedContent


@_define
class ContentRepurposeResult(Model):
    """The texts of the repurposing agent.

    Attributes:
        original_format: What the text was, in lower case.
        outputs: One entry a format, in the order of the request.
        adaptations_made: What was done.
        formats_requested: Formats that were wanted, each once.
        formats_succeeded: Formats that came out.
        formats_failed: Formats that did not.
        generated_at: When the agent was done.
    """

    original_format: str
    outputs: list[RepurposedContent]
    adaptations_made: list[str]
    formats_requested: int
    formats_succeeded: int
    formats_failed: int
    generated_at: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "original_format": "original_format",
            "outputs": "outputs",
            "adaptations_made": "adaptations_made",
            "formats_requested": "formats_requested",
            "formats_succeeded": "formats_succeeded",
            "formats_failed": "formats_failed",
            "generated_at": "generated_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                original_format,
                outputs,
                adaptations_made,
                formats_requested,
                formats_succeeded,
                formats_failed,
                generated_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "original_format"
            if type(original_format) is not str:
                original_format = _read.string(original_format)
            _at = "outputs"
            outputs = _read.array(RepurposedContent.from_dict, outputs)
            _at = "adaptations_made"
            adaptations_made = _read.plain_array(str, _read.string, adaptations_made)
            _at = "formats_requested"
            if type(formats_requested) is not int:
                formats_requested = _read.integer(formats_requested)
            _at = "formats_succeeded"
            if type(formats_succeeded) is not int:
                formats_succeeded = _read.integer(formats_succeeded)
            _at = "formats_failed"
            if type(formats_failed) is not int:
                formats_failed = _read.integer(formats_failed)
            _at = "generated_at"
            generated_at = _read.instant(generated_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.original_format = original_format
        _self.outputs = outputs
        _self.adaptations_made = adaptations_made
        _self.formats_requested = formats_requested
        _self.formats_succeeded = formats_succeeded
        _self.formats_failed = formats_failed
        _self.generated_at = generated_at
        _self.additional_properties = _rest
        return _self
