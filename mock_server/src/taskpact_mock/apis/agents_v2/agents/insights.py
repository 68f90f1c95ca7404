"""True statements about a table that its reader may not have asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import quantiles

from taskpact_mock.apis.agents_v2.agents.queries import strength
from taskpact_mock.apis.agents_v2.agents.tables import Column, shown

_NOTABLE_CORRELATION = 0.5
_DOMINANT_SHARE = 0.5
_FEWEST_FOR_QUARTILES = 8
_FENCE = 1.5
_MOST = 12


def insights(
    columns: Sequence[Column], pairs: Sequence[tuple[Column, Column, float]], row_count: int
) -> list[str]:
    """What stands out, correlations first; at least the size of the data.

    `pairs` are the correlations of columns, the strongest first.
    """
    found = [
        f"{left.name} and {right.name} show a {strength(value)} correlation ({value:.2f})."
        for left, right, value in pairs[:2]
        if abs(value) >= _NOTABLE_CORRELATION
    ]
    for column in columns:
        if len(found) >= _MOST:
            break
        found += _of_column(column, row_count)
    return found[:_MOST] or [_size(row_count, len(columns))]


def _of_column(column: Column, row_count: int) -> Iterator[str]:
    counts, missing = column.counts(), column.missing()
    if missing:
        yield f"{column.name} is missing in {missing} of {row_count} rows."
    if row_count > 1 and len(counts) == 1 and not missing:
        yield f"{column.name} has the same value in every row."
    elif column.kind in {"text", "boolean"} and len(counts) > 1:
        label, count = counts.most_common(1)[0]
        share = count / counts.total()
        if share > _DOMINANT_SHARE:
            yield f"{label} makes up {share:.0%} of {column.name}."
    if column.kind == "number":
        yield from _outliers(column)


def _outliers(column: Column) -> Iterator[str]:
    """Tukey's rule: further than 1.5 interquartile ranges outside the quartiles."""
    numbers = column.numbers()
    if len(numbers) < _FEWEST_FOR_QUARTILES:
        return
    lower, _, upper = quantiles(numbers, n=4)
    reach = _FENCE * (upper - lower)
    outside = [number for number in numbers if not lower - reach <= number <= upper + reach]
    if outside:
        furthest = max(outside, key=lambda number: max(lower - number, number - upper))
        values = "value" if len(outside) == 1 else "values"
        yield f"{column.name} has {len(outside)} unusual {values}, such as {shown(furthest)}."


def _size(rows: int, columns: int) -> str:
    row, column = "row" if rows == 1 else "rows", "column" if columns == 1 else "columns"
    return f"The data has {rows} {row} and {columns} {column}."
