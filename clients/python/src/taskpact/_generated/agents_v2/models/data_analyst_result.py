# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .chart_suggestion import ChartSuggestion


@_define
class DataAnalystResult(Model):
    """The answer of the data analyst.

    Attributes:
        question: The question, trimmed.
        answer: The answer in words.
        data_summary: Statistics of the columns, by column.
        insights: What else the data shows, a sentence each.
        sql_queries: Queries that would answer the question.
        charts: Charts worth drawing; none unless asked for.
        confidence: How sure the agent is, 0 to 1.
        row_count: Rows that were given.
        column_count: Columns of the first row.
        generated_at: When the agent was done.
    """

    question: str
    answer: str
    data_summary: dict[str, Any]
    insights: list[str]
    sql_queries: list[str]
    charts: list[ChartSuggestion]
    confidence: float
    row_count: int
    column_count: int
    generated_at: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("question", "question"),
        ("answer", "answer"),
        ("data_summary", "data_summary"),
        ("insights", "insights"),
        ("sql_queries", "sql_queries"),
        ("charts", "charts"),
        ("confidence", "confidence"),
        ("row_count", "row_count"),
        ("column_count", "column_count"),
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
            _at = "question"
            if type(question := _rest.pop(_at)) is not str:
                question = _read.string(question)
            _at = "answer"
            if type(answer := _rest.pop(_at)) is not str:
                answer = _read.string(answer)
            _at = "data_summary"
            data_summary = _read.json_object(_rest.pop(_at))
            _at = "insights"
            insights = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "sql_queries"
            sql_queries = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "charts"
            charts = _read.array(ChartSuggestion.from_dict, _rest.pop(_at))
            _at = "confidence"
            if type(confidence := _rest.pop(_at)) is not float:
                confidence = _read.number(confidence)
            _at = "row_count"
            if type(row_count := _rest.pop(_at)) is not int:
                row_count = _read.integer(row_count)
            _at = "column_count"
            if type(column_count := _rest.pop(_at)) is not int:
                column_count = _read.integer(column_count)
            _at = "generated_at"
            generated_at = _read.instant(_rest.pop(_at))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            question,
            answer,
            data_summary,
            insights,
            sql_queries,
            charts,
            confidence,
            row_count,
            column_count,
            generated_at,
            _rest or {},
        )
