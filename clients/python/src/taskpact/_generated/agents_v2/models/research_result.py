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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "topic": "topic",
            "depth": "depth",
            "summary": "summary",
            "sections": "sections",
            "key_findings": "key_findings",
            "recommendations": "recommendations",
            "sources": "sources",
            "word_count": "word_count",
            "generated_at": "generated_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                topic,
                depth,
                summary,
                sections,
                key_findings,
                recommendations,
                sources,
                word_count,
                generated_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "topic"
            if type(topic) is not str:
                topic = _read.string(topic)
            _at = "depth"
            depth = _read.word(ResearchDepth, depth)
            _at = "summary"
            if type(summary) is not str:
                summary = _read.string(summary)
            _at = "sections"
            sections = _read.array(ResearchSection.from_dict, sections)
            _at = "key_findings"
            key_findings = _read.plain_array(str, _read.string, key_findings)
            _at = "recommendations"
            recommendations = _read.plain_array(str, _read.string, recommendations)
            _at = "sources"
            sources = _read.array(ResearchSource.from_dict, sources)
            _at = "word_count"
            if type(word_count) is not int:
                word_count = _read.integer(word_count)
            _at = "generated_at"
            generated_at = _read.instant(generated_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.topic = topic
        _self.depth = depth
        _self.summary = summary
        _self.sections = sections
        _self.key_findings = key_findings
        _self.recommendations = recommendations
        _self.sources = sources
        _self.word_count = word_count
        _self.generated_at = generated_at
        _self.additional_properties = _rest
        return _self
