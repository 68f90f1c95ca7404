# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class RepurposedContent(Model):
    """The content in one format.

    Attributes:
        format_: The format's id.
        content: The text; empty if it failed.
        word_count: Its words.
        char_count: Its characters.
        error: Why it failed.
    """

    format_: str
    content: str
    word_count: int
    char_count: int
    error: str | None
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "format_": "format",
            "content": "content",
            "word_count": "word_count",
            "char_count": "char_count",
            "error": "error",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                format_,
                content,
                word_count,
                char_count,
                error,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "format"
            if type(format_) is not str:
                format_ = _read.string(format_)
            _at = "content"
            if type(content) is not str:
                content = _read.string(content)
            _at = "word_count"
            if type(word_count) is not int:
                word_count = _read.integer(word_count)
            _at = "char_count"
            if type(char_count) is not int:
                char_count = _read.integer(char_count)
            _at = "error"
            if type(error) is not str and error is not None:
                error = _read.string(error)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.format_ = format_
        _self.content = content
        _self.word_count = word_count
        _self.char_count = char_count
        _self.error = error
        _self.additional_properties = _rest
        return _self
