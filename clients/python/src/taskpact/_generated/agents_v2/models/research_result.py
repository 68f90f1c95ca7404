# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .research_depth import ResearchDepth
from .research_section import ResearchSection
from .research_source import ResearchSource


@_define
class ResearchResult(Model):
    """The report of the research agent.

    Attributes:
        topic: The topic, trimmed.
        depth: How thorough it is.
        summary: The report in short.
        sections: The parts of the report.
        key_findings: What was found, a sentence each.
        recommendations: What to do, a sentence each.
        sources: Where it was found.
        word_count: Words of the summary and all sections.
        generated_at: When the agent was done.
    """

    topic: str
    depth: ResearchDepth
    summary: str
    sections: list[ResearchSection]
    key_findings: list[str]
    recommendations: list[str]
    sources: list[ResearchSource]
    word_count: int
    generated_at: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("topic", "topic"),
        ("depth", "depth"),
        ("summary", "summary"),
        ("sections", "sections"),
        ("key_findings", "key_findings"),
        ("recommendations", "recommendations"),
        ("sources", "sources"),
        ("word_count", "word_count"),
        ("generated_at", "generated_at"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "topic"
            if type(topic := _rest.pop(_at)) is not str:
                topic = _read.string(topic)
            _at = "depth"
            depth = ResearchDepth.of(_rest.pop(_at))
            _at = "summary"
            if type(summary := _rest.pop(_at)) is not str:
                summary = _read.string(summary)
            _at = "sections"
            sections = _read.array(ResearchSection.from_dict, _rest.pop(_at))
            _at = "key_findings"
            key_findings = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "recommendations"
            recommendations = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "sources"
            sources = _read.array(ResearchSource.from_dict, _rest.pop(_at))
            _at = "word_count"
            if type(word_count := _rest.pop(_at)) is not int:
                word_count = _read.integer(word_count)
            _at = "generated_at"
            generated_at = _read.instant(_rest.pop(_at))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            topic,
            depth,
            summary,
            sections,
            key_findings,
            recommendations,
            sources,
            word_count,
            generated_at,
            _rest or {},
        )
