# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class ChartSuggestion(Model):
    """A chart worth drawing.

    Attributes:
        chart_type: Its kind, such as bar or line.
        title: Its heading.
        x_column: The column along the bottom.
        y_columns: The columns that are drawn.
        description: What it shows.
    """

    chart_type: str
    title: str
    x_column: str | None
    y_columns: list[str]
    description: str | None
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "chart_type": "chart_type",
            "title": "title",
            "x_column": "x_column",
            "y_columns": "y_columns",
            "description": "description",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                chart_type,
                title,
                x_column,
                y_columns,
                description,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "chart_type"
            if type(chart_type) is not str:
                chart_type = _read.string(chart_type)
            _at = "title"
            if type(title) is not str:
                title = _read.string(title)
            _at = "x_column"
            if type(x_column) is not str and x_column is not None:
                x_column = _read.string(x_column)
            _at = "y_columns"
            y_columns = _read.plain_array(str, _read.string, y_columns)
            _at = "description"
            if type(description) is not str and description is not None:
                description = _read.string(description)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.chart_type = chart_type
        _self.title = title
        _self.x_column = x_column
        _self.y_columns = y_columns
        _self.description = description
        _self.additional_properties = _rest
        return _self
