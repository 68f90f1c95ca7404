"""A query about a table: its results, its answer in words, and the same as SQL."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from attrs import frozen

from taskpact_mock.apis.agents_v2.agents.tables import AGGREGATES, Column, correlation, shown
from taskpact_mock.apis.agents_v2.agents.text import joined

_NAMES = {
    "count": "number of rows",
    "distinct": "number of different values of",
    "max": "highest value of",
    "mean": "average of",
    "median": "median of",
    "min": "lowest value of",
    "stdev": "standard deviation of",
    "sum": "total of",
}
_SQL = {
    "count": "COUNT(*)",
    "distinct": "COUNT(DISTINCT {})",
    "max": "MAX({})",
    "mean": "AVG({})",
    "median": "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY {})",
    "min": "MIN({})",
    "stdev": "STDDEV_SAMP({})",
    "sum": "SUM({})",
}
_MOST_LISTED = 4
_STRENGTHS = ((0.7, "strong"), (0.4, "moderate"), (0.1, "weak"))


@frozen
class Query:
    """What a question asks for.

    `measure` is what is aggregated; None counts rows. `second` is the other side of a
    correlation, `group` makes one result for each of its values, `where` keeps the rows in which
    a column shows a value. `understood` says whether the question named a column itself.
    """

    aggregate: str
    measure: Column | None = None
    second: Column | None = None
    group: Column | None = None
    where: tuple[Column, str] | None = None
    descending: bool = True
    understood: bool = False


def results(query: Query, row_count: int) -> list[tuple[str, float]]:
    """Each group's name and value in the order asked for; one of the name "" if not grouped."""
    chosen = _chosen(query, row_count)
    if query.aggregate == "distinct" and query.measure:
        cells = query.measure.cells()
        return [("", float(len({cells[row] for row in chosen} - {None})))]
    names = query.group.texts() if query.group else [""] * row_count
    numbers = query.measure.values if query.measure else [1.0] * row_count
    groups: dict[str, list[float]] = defaultdict(list)
    for row in chosen:
        name, number = names[row], numbers[row]
        if name is not None and number is not None:
            groups[name].append(number)
    compute = AGGREGATES.get(query.aggregate, math.fsum)
    found = [(name, compute(group)) for name, group in groups.items()]
    return sorted(found, key=lambda pair: pair[1], reverse=query.descending)


def answer(query: Query, row_count: int) -> str:
    """The answer to a query in a sentence or two."""
    if query.measure and query.second:
        return _say_correlation(query.measure, query.second)
    what = _NAMES[query.aggregate] + (f" {query.measure.name}" if query.measure else "")
    if query.where:
        what = f"{what} where {query.where[0].name} is {query.where[1]}"
    found = results(query, row_count)
    if not found and query.measure:
        return f"There is no value for the {what}."
    if query.group and found:
        return _say_groups(query, what, found)
    return f"The {what} is {shown(found[0][1] if found else 0.0)}."


def sql(query: Query) -> str:
    """The query as SQL over a table called `data`."""
    if query.measure and query.second:
        pair = f"{_identifier(query.measure)}, {_identifier(query.second)}"
        return f'SELECT CORR({pair}) AS "value" FROM "data";'  # noqa: S608 - text to read
    measure = _identifier(query.measure) if query.measure else ""
    value = _SQL[query.aggregate].replace("{}", measure)
    conditions = []
    if query.where:
        literal = query.where[1].replace("'", "''")
        conditions.append(f"{_identifier(query.where[0])} = '{literal}'")
    if query.group:
        conditions.append(f"{_identifier(query.group)} IS NOT NULL")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    if query.group is None:
        return f'SELECT {value} AS "value" FROM "data"{where};'  # noqa: S608 - text to read
    group = _identifier(query.group)
    order = "DESC" if query.descending else "ASC"
    return (
        f'SELECT {group}, {value} AS "value" FROM "data"{where} '  # noqa: S608 - text to read
        f'GROUP BY {group} ORDER BY "value" {order};'
    )


def strength(coefficient: float) -> str:
    """What a correlation of this size is called, with its sign."""
    size = next((name for least, name in _STRENGTHS if abs(coefficient) >= least), "")
    sign = "positive" if coefficient > 0 else "negative"
    return f"{size} {sign}" if size else "negligible"


def _chosen(query: Query, row_count: int) -> Sequence[int]:
    if query.where is None:
        return range(row_count)
    column, value = query.where
    return [row for row, label in enumerate(column.texts()) if label == value]


def _say_groups(query: Query, what: str, found: Sequence[tuple[str, float]]) -> str:
    best = found[0][1]
    leaders = [name for name, value in found if value == best]
    others = [f"{name} ({shown(value)})" for name, value in found[len(leaders) :]]
    rank = "highest" if query.descending else "lowest"
    has = "has" if len(leaders) == 1 else "share"
    by = query.group.name if query.group else ""
    said = f"By {by}, {_listed(leaders)} {has} the {rank} {what}: {shown(best)}."
    if not others:
        return said
    return f"{said} Next: {_listed(others)}."


def _listed(items: Sequence[str]) -> str:
    """The first items, and how many more there are."""
    more = len(items) - _MOST_LISTED
    return joined([*items[:_MOST_LISTED], f"{more} more"] if more > 0 else items)


def _say_correlation(left: Column, right: Column) -> str:
    coefficient = correlation(left, right)
    pair = f"{left.name} and {right.name}"
    if coefficient is None:
        return f"The correlation of {pair} is not defined: too few different values."
    return f"The correlation of {pair} is {strength(coefficient)}: {coefficient:.2f}."


def _identifier(column: Column) -> str:
    name = column.name.replace('"', '""')
    return f'"{name}"'
