"""Charts that suit a table, chosen by the kinds of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taskpact_mock.apis.agents_v2.agents.base import JSON
from taskpact_mock.apis.agents_v2.agents.tables import Column
from taskpact_mock.apis.agents_v2.agents.text import clip

_LONGEST_TITLE = 200
_LONGEST_DESCRIPTION = 500
_MOST_SLICES = 6
_MOST_LINES = 3


def charts(columns: Sequence[Column]) -> list[JSON]:
    """At most one chart of each type, in the form of the result."""
    numbers = [column for column in columns if column.kind == "number"]
    dates = [column for column in columns if column.kind == "date"]
    categories = [column for column in columns if column.kind in {"text", "boolean"}]
    return list(_suitable(numbers, dates, categories))


def _suitable(
    numbers: Sequence[Column], dates: Sequence[Column], categories: Sequence[Column]
) -> Iterator[JSON]:
    if dates and numbers:
        yield _chart("line", dates[0], numbers[:_MOST_LINES], "over time")
    if categories and numbers:
        yield _chart("bar", categories[0], numbers[:1], f"by {categories[0].name}")
    if len(numbers) > 1:
        yield _chart("scatter", numbers[0], numbers[1:2], f"against {numbers[0].name}")
    if len(numbers) == 1:
        yield _chart("histogram", numbers[0], numbers, "by size")
    if categories and not numbers:
        slices = len(categories[0].counts())
        yield _chart("pie" if slices <= _MOST_SLICES else "bar", categories[0], [], "by value")


def _chart(chart_type: str, x: Column, ys: Sequence[Column], how: str) -> JSON:
    names = [column.name for column in ys]
    subject = ", ".join(names) or f"Rows of {x.name}"
    return {
        "chart_type": chart_type,
        "title": clip(f"{subject} {how}", _LONGEST_TITLE),
        "x_column": x.name,
        "y_columns": [*names],
        "description": clip(f"A {chart_type} chart of {subject} {how}.", _LONGEST_DESCRIPTION),
    }
