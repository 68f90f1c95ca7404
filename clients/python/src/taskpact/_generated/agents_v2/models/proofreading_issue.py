# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class ProofreadingIssue(Model):
    """One thing that was corrected.

    Attributes:
        issue_type: Its kind, such as grammar.
        original: What stood there.
        correction: What should stand there.
        explanation: Why.
        severity: error, warning or suggestion.
    """

    issue_type: str
    original: str
    correction: str
    explanation: str
    severity: str
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "issue_type": "issue_type",
            "original": "original",
            "correction": "correction",
            "explanation": "explanation",
            "severity": "severity",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                issue_type,
                original,
                correction,
                explanation,
                severity,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "issue_type"
            if type(issue_type) is not str:
                issue_type = _read.string(issue_type)
            _at = "original"
            if type(original) is not str:
                original = _read.string(original)
            _at = "correction"
            if type(correction) is not str:
                correction = _read.string(correction)
            _at = "explanation"
            if type(explanation) is not str:
                explanation = _read.string(explanation)
            _at = "severity"
            if type(severity) is not str:
                severity = _read.string(severity)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.issue_type = issue_type
        _self.original = original
        _self.correction = correction
        _self.explanation = explanation
        _self.severity = severity
        _self.additional_properties = _rest
        return _self
