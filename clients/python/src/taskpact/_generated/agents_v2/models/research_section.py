# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class ResearchSection(Model):
    """One part of a report.

    Attributes:
        title: Its heading.
        content: Its text.
        word_count: Words of its text.
    """

    title: str
    content: str
    word_count: int
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "title": "title",
            "content": "content",
            "word_count": "word_count",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                title,
                content,
                word_count,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "title"
            if type(title) is not str:
                title = _read.string(title)
            _at = "content"
            if type(content) is not str:
                content = _read.string(content)
            _at = "word_count"
            if type(word_count) is not int:
                word_count = _read.integer(word_count)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.title = title
        _self.content = content
        _self.word_count = word_count
        _self.additional_properties = _rest
        return _self
