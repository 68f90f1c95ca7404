# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .proofreading_issue import ProofreadingIssue


@_define
class ProofreadingResult(Model):
    """The findings of the proofreader.

    Attributes:
        original_text: The text as given, trimmed.
        corrected_text: The text with every correction applied.
        issues_found: What was corrected, and why.
        style_suggestions: What could be better, a sentence each.
        readability_score: Flesch reading ease, 0 hard to 100 easy.
        reading_level: What the score means.
        word_count: Words of the text.
        issue_count: Issues that were found.
        generated_at: When the agent was done.
    """

    original_text: str
    corrected_text: str
    issues_found: list[ProofreadingIssue]
    style_suggestions: list[str]
    readability_score: float
    reading_level: str
    word_count: int
    issue_count: int
    generated_at: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "original_text": "original_text",
            "corrected_text": "corrected_text",
            "issues_found": "issues_found",
            "style_suggestions": "style_suggestions",
            "readability_score": "readability_score",
            "reading_level": "reading_level",
            "word_count": "word_count",
            "issue_count": "issue_count",
            "generated_at": "generated_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                original_text,
                corrected_text,
                issues_found,
                style_suggestions,
                readability_score,
                reading_level,
                word_count,
                issue_count,
                generated_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "original_text"
            if type(original_text) is not str:
                original_text = _read.string(original_text)
            _at = "corrected_text"
            if type(corrected_text) is not str:
                corrected_text = _read.string(corrected_text)
            _at = "issues_found"
            issues_found = _read.array(ProofreadingIssue.from_dict, issues_found)
            _at = "style_suggestions"
            style_suggestions = _read.plain_array(str, _read.string, style_suggestions)
            _at = "readability_score"
            if type(readability_score) is not float:
                readability_score = _read.number(readability_score)
            _at = "reading_level"
            if type(reading_level) is not str:
                reading_level = _read.string(reading_level)
            _at = "word_count"
            if type(word_count) is not int:
                word_count = _read.integer(word_count)
            _at = "issue_count"
            if type(issue_count) is not int:
                issue_count = _read.integer(issue_count)
            _at = "generated_at"
            generated_at = _read.instant(generated_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.original_text = original_text
        _self.corrected_text = corrected_text
        _self.issues_found = issues_found
        _self.style_suggestions = style_suggestions
        _self.readability_score = readability_score
        _self.reading_level = reading_level
        _self.word_count = word_count
        _self.issue_count = issue_count
        _self.generated_at = generated_at
        _self.additional_properties = _rest
        return _self
