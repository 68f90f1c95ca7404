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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "question": "question",
            "answer": "answer",
            "data_summary": "data_summary",
            "insights": "insights",
            "sql_queries": "sql_queries",
            "charts": "charts",
            "confidence": "confidence",
            "row_count": "row_count",
            "column_count": "column_count",
            "generated_at": "generated_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
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
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "question"
            if type(question) is not str:
                question = _read.string(question)
            _at = "answer"
            if type(answer) is not str:
                answer = _read.string(answer)
            _at = "data_summary"
            data_summary = _read.json_object(data_summary)
            _at = "insights"
            insights = _read.plain_array(str, _read.string, insights)
            _at = "sql_queries"
            sql_queries = _read.plain_array(str, _read.string, sql_queries)
            _at = "charts"
            charts = _read.array(ChartSuggestion.from_dict, charts)
            _at = "confidence"
            if type(confidence) is not float:
                confidence = _read.number(confidence)
            _at = "row_count"
            if type(row_count) is not int:
                row_count = _read.integer(row_count)
            _at = "column_count"
            if type(column_count) is not int:
                column_count = _read.integer(column_count)
            _at = "generated_at"
            generated_at = _read.instant(generated_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.question = question
        _self.answer = answer
        _self.data_summary = data_summary
        _self.insights = insights
        _self.sql_queries = sql_queries
        _self.charts = charts
        _self.confidence = confidence
        _self.row_count = row_count
        _self.column_count = column_count
        _self.generated_at = generated_at
        _self.additional_properties = _rest
        return _self
