"""Understanding a question about a table by the words that it shares with the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve

from taskpact_mock.apis.agents_v2.agents import text
from taskpact_mock.apis.agents_v2.agents.queries import Query
from taskpact_mock.apis.agents_v2.agents.tables import Column

_MOST_VALUES = 1000
_CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AGGREGATES = {
    "distinct": "distinct unique different",
    "correlation": "correlation correlate correlated relationship relate related",
    "stdev": "deviation spread variation variability vary",
    "median": "median middle",
    "mean": "average mean typical",
    "sum": "total sum overall altogether",
    "count": "many count number",
}
_EXTREMES = {
    "max": "maximum max highest largest biggest greatest most top best",
    "min": "minimum min lowest smallest least fewest cheapest",
}
_GROUP_WORDS = text.vocabulary("across by each every per which who")


def parse(question: str, columns: Sequence[Column]) -> Query:
    """The query that a question stands for; without any hint, the number of rows."""
    tokens = _tokens(question)
    named = _mentioned(tokens, columns)
    rest = [token for index, token in enumerate(tokens) if index not in named]
    aggregate, extreme = _hint(rest, _AGGREGATES), _hint(rest, _EXTREMES)
    mentions = list(dict.fromkeys(named.values()))
    query = Query(
        "count",
        where=_condition(rest, columns),
        descending=extreme != "min",
        understood=bool(mentions),
    )
    if aggregate == "correlation":
        return _correlated(query, mentions, columns)
    if aggregate == "distinct":
        return evolve(query, aggregate="distinct", measure=mentions[0]) if mentions else query
    group = _group(tokens, named, query.where, bool(extreme))
    measure = _measure(mentions, columns, group, bool(aggregate or extreme))
    if aggregate == "count" or measure is None:
        return evolve(query, group=group)
    default = "sum" if group and extreme else extreme or "mean"
    return evolve(query, aggregate=aggregate or default, measure=measure, group=group)


def _tokens(said: str) -> list[str]:
    """The words of a question, a column's name or a value, in a form in which they compare."""
    spaced = _CAMEL_HUMP.sub(" ", said.replace("-", " "))
    return [_singular(word.lower()) for word in text.words(spaced)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def _hint(tokens: Sequence[str], meanings: Mapping[str, str]) -> str:
    return next((m for m, words in meanings.items() if set(words.split()) & set(tokens)), "")


def _mentioned(tokens: Sequence[str], columns: Sequence[Column]) -> dict[int, Column]:
    """For each token that is part of a column's name, the column; longer names go first."""
    names = [(name, column) for column in columns if (name := _tokens(column.name))]
    found: dict[int, Column] = {}
    for name, column in sorted(names, key=lambda pair: -len(pair[0])):
        for start in _occurrences(name, tokens):
            places = range(start, start + len(name))
            if not any(place in found for place in places):
                found |= dict.fromkeys(places, column)
    return dict(sorted(found.items()))


def _occurrences(part: Sequence[str], whole: Sequence[str]) -> list[int]:
    size = len(part)
    starts = range(len(whole) - size + 1)
    return [at for at in starts if whole[at] == part[0] and whole[at : at + size] == part]


def _condition(tokens: Sequence[str], columns: Sequence[Column]) -> tuple[Column, str] | None:
    """The column and the value that a question names, if it names one; the longest value."""
    best: tuple[Column, str] | None = None
    longest = 0
    for column in columns:
        if column.kind not in {"text", "date"} or len(counts := column.counts()) > _MOST_VALUES:
            continue
        for label in map(str, counts):
            value = _tokens(label)
            says_something = set(text.terms(label)) - {"number", "total", "many", "most"}
            if len(value) > longest and says_something and _occurrences(value, tokens):
                best, longest = (column, label), len(value)
    return best


def _group(
    tokens: Sequence[str],
    named: Mapping[int, Column],
    where: tuple[Column, str] | None,
    ranked: bool,
) -> Column | None:
    """The column by which to group: a category, or numbers right after a word like `by`."""
    asked = ranked or bool(_GROUP_WORDS & set(tokens))
    for place, column in named.items():
        if where and column is where[0]:
            continue
        follows = place > 0 and tokens[place - 1] in _GROUP_WORDS
        category = column.kind in {"text", "date", "boolean"}
        if (category and asked) or (column.kind == "number" and follows):
            return column
    return None


def _measure(
    mentions: Sequence[Column], columns: Sequence[Column], group: Column | None, wanted: bool
) -> Column | None:
    """The numbers to aggregate: those named, else the first there are if an aggregate was."""
    candidates = [*mentions, *columns] if wanted else mentions
    numeric = (column for column in candidates if column.kind == "number" and column is not group)
    return next(numeric, None)


def _correlated(query: Query, mentions: Sequence[Column], columns: Sequence[Column]) -> Query:
    numeric = [column for column in dict.fromkeys([*mentions, *columns]) if column.kind == "number"]
    if len(numeric) < 2:
        return query
    return evolve(query, aggregate="correlation", measure=numeric[0], second=numeric[1], where=None)
