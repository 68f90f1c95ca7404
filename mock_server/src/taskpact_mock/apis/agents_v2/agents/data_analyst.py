"""The data analyst agent: statistics of the rows, an answer to the question, insights, charts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from random import Random

from taskpact_mock.apis.agents_v2.agents import fields, insights, queries, tables
from taskpact_mock.apis.agents_v2.agents.base import (
    JSON,
    Agent,
    Inputs,
    Outcome,
    Refusal,
    Step,
    outcome,
    refusal,
)
from taskpact_mock.apis.agents_v2.agents.charts import charts
from taskpact_mock.apis.agents_v2.agents.questions import parse
from taskpact_mock.apis.agents_v2.agents.tables import Column

_MODEL = "DataAnalystInput"
_MAX_ROWS = 100_000
_ROWS_CHECKED = 10
_MAX_CORRELATED = 8
_ENOUGH_ROWS = 30


def _normalise(body: Inputs) -> dict[str, JSON]:
    return {
        "question": fields.string(body, "question").strip(),
        "data": body.get("data"),
        "data_description": body.get("data_description"),
        "generate_charts": fields.flag(body, "generate_charts", True),
    }


def _refuse(body: Inputs) -> Refusal | None:
    rows = fields.rows(body, "data")
    if len(rows) > _MAX_ROWS:
        reason = f"{len(rows)} rows are too many: send at most {_MAX_ROWS}"
        return refusal(_MODEL, "data", reason)
    for number, row in enumerate(rows[:_ROWS_CHECKED]):
        if row.keys() != rows[0].keys():
            reason = f"Row {number} has inconsistent columns: give it those of row 0"
            return refusal(_MODEL, "data", reason)
    return None


def _steps(inputs: Inputs) -> tuple[Step, ...]:
    return (
        Step(10, "Computing dataset statistics...", "statistics", 1, 2),
        Step(30, "Statistics computed, analysing data...", "analysis", 2, 2),
        Step(90, "Compiling report...", "analysis", 2, 2),
        Step(100, "Analysis complete", "done", 2, 2),
    )


def _run(inputs: Inputs, rng: Random, now: str) -> Outcome:
    rows, question = fields.rows(inputs, "data"), fields.string(inputs, "question")
    columns = tables.columns(rows)
    pairs = _correlations(columns)
    query = parse(question, columns)
    summary: dict[str, JSON] = {
        "row_count": len(rows),
        "column_count": len(columns),
        "columns": [tables.profile(column) for column in columns],
        "correlations": [
            {"columns": [left.name, right.name], "coefficient": round(coefficient, 4)}
            for left, right, coefficient in pairs
        ],
    }
    wants_charts = fields.flag(inputs, "generate_charts", True)
    result: dict[str, JSON] = {
        "question": question,
        "answer": queries.answer(query, len(rows)),
        "data_summary": summary,
        "insights": [*insights.insights(columns, pairs, len(rows))],
        "sql_queries": [queries.sql(query)],
        "charts": [*charts(columns)] if wants_charts else [],
        "confidence": _confidence(query, columns, len(rows)),
        "row_count": len(rows),
        "column_count": len(columns),
        "generated_at": now,
    }
    described = fields.string(inputs, "data_description")
    read = f"{question}\n{described}\n{json.dumps(summary)}"
    written = json.dumps([result[key] for key in ("answer", "insights", "sql_queries", "charts")])
    return outcome(result, (read, written))


def _correlations(columns: Sequence[Column]) -> list[tuple[Column, Column, float]]:
    """The correlations of the first columns of numbers, the strongest first."""
    numeric = [column for column in columns if column.kind == "number"][:_MAX_CORRELATED]
    found = (
        (left, right, tables.correlation(left, right)) for left, right in combinations(numeric, 2)
    )
    known = [(left, right, value) for left, right, value in found if value is not None]
    return sorted(known, key=lambda pair: -abs(pair[2]))


def _confidence(query: queries.Query, columns: Sequence[Column], row_count: int) -> float:
    """More for a question whose columns were found, for complete data and for enough rows."""
    cells = row_count * len(columns)
    missing = sum(column.missing() for column in columns)
    complete = 1 - missing / cells if cells else 0.0
    enough = min(1.0, row_count / _ENOUGH_ROWS)
    return round(0.3 + 0.3 * query.understood + 0.2 * complete + 0.2 * enough, 2)


AGENT = Agent(
    type="data_analyst",
    name="Data Analyst Agent",
    description="Answers a question about rows of data, with statistics, insights, charts and SQL.",
    slug="data-analyst",
    normalise=_normalise,
    refuse=_refuse,
    steps=_steps,
    run=_run,
)
