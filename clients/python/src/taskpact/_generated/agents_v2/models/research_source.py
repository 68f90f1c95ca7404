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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("title", "title"),
        ("url", "url"),
        ("relevance", "relevance"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "title"
            if type(title := _rest.pop(_at)) is not str:
                title = _read.string(title)
            _at = "url"
            if type(url := _rest.pop(_at)) is not str:
                url = _read.nullable(_read.string, url)
            _at = "relevance"
            if type(relevance := _rest.pop(_at)) is not str:
                relevance = _read.nullable(_read.string, relevance)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            title,
            url,
            relevance,
            _rest or {},
        )
