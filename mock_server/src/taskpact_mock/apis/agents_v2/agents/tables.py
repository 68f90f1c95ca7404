"""Rows of JSON objects as typed columns, and their statistics.

Everything here is finite and total: whatever JSON the cells hold, no result is NaN or infinite.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import Literal

from attrs import frozen

from taskpact_mock.apis.agents_v2.agents.base import JSON
from taskpact_mock.apis.agents_v2.agents.text import clip

Kind = Literal["number", "boolean", "date", "text", "other", "mixed", "empty"]

_LARGEST = 1e150
"""Beyond it the square of a number, summed over the rows, may not be finite."""

_LARGEST_EXACT = 2.0**53
_LONGEST_LABEL = 100
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.+Zz-]{1,40})?")


@frozen(eq=False)
class Column:
    """A column: for each row its number (`values`) or its text (`labels`), None where missing.

    A column of numbers has `values` only, any other `labels` only. A cell is missing if it is
    absent, null or blank.
    """

    name: str
    kind: Kind
    values: Sequence[float | None]
    labels: Sequence[str | None]

    def numbers(self) -> list[float]:
        """The numbers that are there."""
        return [value for value in self.values if value is not None]

    def texts(self) -> Sequence[str | None]:
        """Every cell as the name of a group."""
        return self.labels or [
            None if value is None else str(plain(value)) for value in self.values
        ]

    def cells(self) -> Sequence[float | str | None]:
        """Every cell, in the form in which cells compare."""
        return self.values or self.labels

    def counts(self) -> Counter[str] | Counter[float]:
        """How often each number or label is there, the most frequent first."""
        if self.values:
            return Counter(self.numbers())
        return Counter(label for label in self.labels if label is not None)

    def missing(self) -> int:
        """How many rows have no value here."""
        return sum(1 for cell in self.cells() if cell is None)


def columns(rows: Sequence[Mapping[str, JSON]]) -> tuple[Column, ...]:
    """The columns that the first row names."""
    return tuple(_column(name, [row.get(name) for row in rows]) for name in rows[0])


def _column(name: str, cells: Sequence[JSON]) -> Column:
    kind = _common_kind({_kind(cell) for cell in cells})
    if kind == "number":
        values = [float(cell) if isinstance(cell, int | float) else None for cell in cells]
        return Column(name, kind, values, ())
    return Column(name, kind, (), [_label(cell) for cell in cells])


def _common_kind(kinds: set[Kind]) -> Kind:
    """What a column is whose cells are of these kinds; empty cells fit every column."""
    filled: list[Kind] = [kind for kind in kinds if kind != "empty"]
    if set(filled) == {"date", "text"}:
        return "text"
    if len(filled) > 1:
        return "mixed"
    return filled[0] if filled else "empty"


def _kind(cell: JSON) -> Kind:
    match cell:
        case None:
            return "empty"
        case bool():
            return "boolean"
        case int() | float():
            return "number" if -_LARGEST <= cell <= _LARGEST else "other"  # NaN is not either
        case str():
            if not cell.strip():
                return "empty"
            return "date" if _DATE.fullmatch(cell) else "text"
        case _:
            return "other"


def _label(cell: JSON) -> str | None:
    """A cell as text, without looking into nested values: they may be large and deep."""
    match cell:
        case None:
            return None
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return shown(float(cell)) if _kind(cell) == "number" else "number out of range"
        case str():
            return clip(cell.strip(), _LONGEST_LABEL) or None
        case list():
            return f"list of {len(cell)}"
        case _:
            return f"object of {len(cell)}"


def mean(numbers: Sequence[float]) -> float:
    """The arithmetic mean of at least one number."""
    return math.fsum(numbers) / len(numbers)


def stdev(numbers: Sequence[float]) -> float:
    """The standard deviation of a sample; 0 if it has only one number."""
    middle = mean(numbers)
    squares = math.fsum((number - middle) ** 2 for number in numbers)
    return math.sqrt(squares / max(1, len(numbers) - 1))


AGGREGATES: Mapping[str, Callable[[Sequence[float]], float]] = {
    "min": min,
    "max": max,
    "sum": math.fsum,
    "mean": mean,
    "median": median,
    "stdev": stdev,
}
"""What can be computed of at least one number."""


def correlation(left: Column, right: Column) -> float | None:
    """Pearson's coefficient over the rows that have both numbers; None if either is constant."""
    pairs = [
        (x, y)
        for x, y in zip(left.values, right.values, strict=True)
        if x is not None and y is not None
    ]
    if len(pairs) < 3:
        return None
    xs, ys = _centred(x for x, _ in pairs), _centred(y for _, y in pairs)
    scale = math.sqrt(math.fsum(x * x for x in xs)) * math.sqrt(math.fsum(y * y for y in ys))
    if not scale:
        return None
    product = math.fsum(x * y for x, y in zip(xs, ys, strict=True))
    return max(-1.0, min(1.0, product / scale))


def _centred(numbers: Iterable[float]) -> list[float]:
    found = list(numbers)
    middle = mean(found)
    return [number - middle for number in found]


def plain(value: float) -> JSON:
    """A number as JSON shows it best: a whole one as an integer, others in ten digits."""
    if value.is_integer() and abs(value) < _LARGEST_EXACT:
        return int(value)
    return float(f"{value:.10g}")


def shown(value: float) -> str:
    """A number as a sentence shows it."""
    if value.is_integer() and abs(value) < _LARGEST_EXACT:
        return f"{value:.0f}"
    return f"{value:.2f}" if 1 <= abs(value) < _LARGEST_EXACT else f"{value:.4g}"


def profile(column: Column) -> dict[str, JSON]:
    """The statistics of a column, for a summary of the data."""
    counts, missing = column.counts(), column.missing()
    described: dict[str, JSON] = {
        "name": column.name,
        "type": column.kind,
        "count": counts.total(),
        "missing": missing,
        "distinct": len(counts),
    }
    if column.kind == "number":
        numbers = column.numbers()
        for name, aggregate in AGGREGATES.items():
            described[name] = plain(aggregate(numbers))
        return described
    if column.kind == "date":
        dates = [label for label in column.labels if label is not None]
        described |= {"min": min(dates), "max": max(dates)}
    described["top_values"] = [{"value": value, "count": n} for value, n in counts.most_common(5)]
    return described
