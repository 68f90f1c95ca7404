# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class ResearchSource(Model):
    """Where something was found.

    Attributes:
        title: What it is called.
        url: Where it is.
        relevance: What it adds.
    """

    title: str
    url: str | None
    relevance: str | None
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "title": "title",
            "url": "url",
            "relevance": "relevance",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                title,
                url,
                relevance,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "title"
            if type(title) is not str:
                title = _read.string(title)
            _at = "url"
            if type(url) is not str and url is not None:
                url = _read.string(url)
            _at = "relevance"
            if type(relevance) is not str and relevance is not None:
                relevance = _read.string(relevance)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.title = title
        _self.url = url
        _self.relevance = relevance
        _self.additional_properties = _rest
        return _self
