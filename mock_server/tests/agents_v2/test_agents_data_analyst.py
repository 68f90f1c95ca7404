import math
import sqlite3
import statistics
from random import Random
from typing import Any

import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, JSON

NOW = "2026-02-15T10:00:00+00:00"
Row = dict[str, JSON]
SALES: list[Row] = [
    {"region": "north", "sales": 100, "unitPrice": 1.5, "day": "2025-01-01", "paid": True},
    {"region": "south", "sales": 80, "unitPrice": 1.25, "day": "2025-01-02", "paid": True},
    {"region": "north", "sales": 60, "unitPrice": 1.0, "day": "2025-01-03", "paid": True},
    {"region": "west", "sales": None, "unitPrice": 2.0, "day": "2025-01-04", "paid": False},
    {"region": "south", "sales": 70, "unitPrice": 1.25, "day": "2025-01-05", "paid": True},
]


def analysis(question: str, rows: list[Row] = SALES, **fields: JSON) -> dict[str, Any]:
    agent = AGENTS["data_analyst"]
    inputs = agent.normalise({"question": question, "data": [*rows], **fields})
    return agent.run(inputs, Random(0), NOW).result


def column(name: str, rows: list[Row] = SALES) -> dict[str, Any]:
    columns = analysis("what is there", rows)["data_summary"]["columns"]
    (found,) = [one for one in columns if one["name"] == name]
    return dict(found)


def test_statistics_of_numbers_are_right() -> None:
    numbers = [100, 80, 60, 70]

    assert column("sales") == {
        "name": "sales",
        "type": "number",
        "count": 4,
        "missing": 1,
        "distinct": 4,
        "min": 60,
        "max": 100,
        "sum": 310,
        "mean": 77.5,
        "median": 75,
        "stdev": pytest.approx(statistics.stdev(numbers)),
    }


def test_statistics_of_text_count_its_values() -> None:
    assert column("region") == {
        "name": "region",
        "type": "text",
        "count": 5,
        "missing": 0,
        "distinct": 3,
        "top_values": [
            {"value": "north", "count": 2},
            {"value": "south", "count": 2},
            {"value": "west", "count": 1},
        ],
    }


def test_statistics_of_dates_have_their_range() -> None:
    days = column("day")

    assert (days["type"], days["min"], days["max"]) == ("date", "2025-01-01", "2025-01-05")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([1, 2.5], "number"),
        ([True, False], "boolean"),
        (["a", "2025-01-01"], "text"),
        ([None, " "], "empty"),
        ([[1], {"a": 1}], "other"),
        ([10**200, float("inf"), float("nan")], "other"),
        ([1, "a"], "mixed"),
        ([1, True], "mixed"),
    ],
)
def test_column_has_the_type_of_its_cells(cells: list[JSON], kind: str) -> None:
    assert column("c", [{"c": cell} for cell in cells])["type"] == kind


def test_correlation_is_pearsons() -> None:
    rows: list[Row] = [{"a": a, "b": b} for a, b in [(1, 2), (2, 3), (3, 7), (4, 8)]]
    (pair,) = analysis("how are a and b related", rows)["data_summary"]["correlations"]

    expected = statistics.correlation([1, 2, 3, 4], [2, 3, 7, 8])
    assert pair == {"columns": ["a", "b"], "coefficient": pytest.approx(expected, abs=1e-4)}


QUESTIONS = [
    ("What is the average of sales?", "The average of sales is 77.50."),
    ("What is the median unit price?", "The median of unitPrice is 1.25."),
    ("What are the total sales?", "The total of sales is 310."),
    ("What was the lowest sale?", "The lowest value of sales is 60."),
    ("Maximum unit price please", "The highest value of unitPrice is 2."),
    ("How many rows are there?", "The number of rows is 5."),
    ("How many sales were in the north?", "The number of rows where region is north is 2."),
    ("Total sales in the south", "The total of sales where region is south is 150."),
    ("How many different regions are there?", "The number of different values of region is 3."),
    (
        "Which region has the highest sales?",
        "By region, north has the highest total of sales: 160. Next: south (150).",
    ),
    (
        "What is the average unit price by region?",
        "By region, west has the highest average of unitPrice: 2. "
        "Next: north (1.25) and south (1.25).",
    ),
    (
        "Which region has the least sales?",
        "By region, south has the lowest total of sales: 150. Next: north (160).",
    ),
    (
        "How many rows per region?",
        "By region, north and south share the highest number of rows: 2. Next: west (1).",
    ),
    (
        "Average sales for every unit price",
        "By unitPrice, 1.5 has the highest average of sales: 100. Next: 1.25 (75) and 1 (60).",
    ),
    ("What is the spread of sales?", "The standard deviation of sales is 17.08."),
    (
        "Average sales on 2025-01-04",
        "There is no value for the average of sales where day is 2025-01-04.",
    ),
    (
        "Average sales by region in the west",
        "There is no value for the average of sales where region is west.",
    ),
    ("Total sales per region in the north", "The total of sales where region is north is 160."),
    (
        "Total sales by day on 2025-01-03",
        "The total of sales where day is 2025-01-03 is 60.",
    ),
    ("Tell me everything", "The number of rows is 5."),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_question_is_answered_from_the_rows(question: str, answer: str) -> None:
    assert analysis(question)["answer"] == answer


def test_question_about_a_relation_gets_the_correlation() -> None:
    answer = analysis("How do sales and unit price correlate?")["answer"]

    expected = statistics.correlation([100, 80, 60, 70], [1.5, 1.25, 1.0, 1.25])
    assert answer == f"The correlation of sales and unitPrice is strong positive: {expected:.2f}."


def test_longer_column_names_are_understood_first() -> None:
    rows: list[Row] = [{"price": 1, "unit price": 2}, {"price": 3, "unit price": 4}]

    assert analysis("average unit price", rows)["answer"] == "The average of unit price is 3."


def test_plural_and_singular_are_the_same_word() -> None:
    rows: list[Row] = [{"category": "a", "stories": 3}, {"category": "b", "stories": 4}]

    assert analysis("which categories have the most story points", rows)["answer"] == (
        "By category, b has the highest total of stories: 4. Next: a (3)."
    )


def test_only_group_has_no_next() -> None:
    rows: list[Row] = [{"city": "Rome", "x": 1}, {"city": "Rome", "x": 2}]

    assert analysis("total x by city", rows)["answer"] == (
        "By city, Rome has the highest total of x: 3."
    )


def test_many_groups_are_not_all_listed() -> None:
    rows: list[Row] = [{"city": f"c{number}", "x": 1} for number in range(7)]

    assert analysis("total x by city", rows)["answer"] == (
        "By city, c0, c1, c2, c3 and 3 more share the highest total of x: 1."
    )


def test_correlation_of_a_constant_is_not_defined() -> None:
    rows: list[Row] = [{"a": 1, "b": 2}, {"a": 1, "b": 3}, {"a": 1, "b": 4}]

    assert "is not defined" in analysis("correlation of a and b", rows)["answer"]


def test_correlation_needs_two_columns_of_numbers() -> None:
    rows: list[Row] = [{"a": 1}, {"a": 2}]

    assert analysis("correlation of a", rows)["answer"] == "The number of rows is 2."


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("average sales", [(77.5,)]),
        ("total sales in the north", [(160,)]),
        ("how many rows are in the south", [(2,)]),
        ("how many different regions", [(3,)]),
        ("highest unit price", [(2.0,)]),
        ("lowest unit price", [(1.0,)]),
        ("average unit price by region", [("west", 2.0), ("north", 1.25), ("south", 1.25)]),
    ],
)
def test_sql_gives_the_same_as_the_answer(
    question: str, expected: list[tuple[object, ...]]
) -> None:
    with sqlite3.connect(":memory:") as database:
        database.execute('CREATE TABLE data ("region", "sales", "unitPrice", "day", "paid")')
        database.executemany(
            "INSERT INTO data VALUES (?, ?, ?, ?, ?)", [tuple(row.values()) for row in SALES]
        )
        (query,) = analysis(question)["sql_queries"]
        found = database.execute(query).fetchall()
    database.close()

    assert sorted(found, key=str) == sorted(expected, key=str)


def test_sql_quotes_names_and_values() -> None:
    rows: list[Row] = [{'the "name"': "O'Hara", "x": 1}, {'the "name"': "Li", "x": 2}]
    (query,) = analysis("total x for o'hara", rows)["sql_queries"]

    assert query == 'SELECT SUM("x") AS "value" FROM "data" WHERE "the ""name""" = \'O\'\'Hara\';'


def test_sql_of_a_relation_is_a_correlation() -> None:
    (query,) = analysis("relationship of sales and unit price")["sql_queries"]

    assert query == 'SELECT CORR("sales", "unitPrice") AS "value" FROM "data";'


def test_insights_state_what_stands_out() -> None:
    assert analysis("what is there")["insights"] == [
        "sales and unitPrice show a strong positive correlation (0.96).",
        "sales is missing in 1 of 5 rows.",
        "true makes up 80% of paid.",
    ]


def test_numbers_without_outliers_have_none() -> None:
    rows: list[Row] = [{"x": x} for x in range(9)]

    assert analysis("what is there", rows)["insights"] == ["The data has 9 rows and 1 column."]


def test_outlier_is_an_insight() -> None:
    rows: list[Row] = [{"x": x} for x in (*range(1, 9), 100)]

    assert analysis("what is there", rows)["insights"] == ["x has 1 unusual value, such as 100."]


def test_constant_column_is_an_insight() -> None:
    rows: list[Row] = [{"x": "a"}, {"x": "a"}]

    assert analysis("what is there", rows)["insights"] == ["x has the same value in every row."]


def test_plain_data_has_its_size_as_insight() -> None:
    assert analysis("what is there", [{}])["insights"] == ["The data has 1 row and 0 columns."]


def test_insights_are_few() -> None:
    rows: list[Row] = [{f"c{number}": None for number in range(50)}]

    assert len(analysis("what is there", rows)["insights"]) == 12


@pytest.mark.parametrize(
    ("row", "types"),
    [
        ({"day": "2025-01-01", "x": 1}, ["line", "histogram"]),
        ({"name": "a", "x": 1}, ["bar", "histogram"]),
        ({"x": 1, "y": 2}, ["scatter"]),
        ({"name": "a"}, ["pie"]),
        ({"c": [1]}, []),
        ({}, []),
    ],
)
def test_charts_suit_the_types_of_the_columns(row: Row, types: list[str]) -> None:
    assert [chart["chart_type"] for chart in analysis("what is there", [row])["charts"]] == types


def test_many_categories_make_bars_instead_of_slices() -> None:
    rows: list[Row] = [{"name": f"n{number}"} for number in range(7)]

    assert [chart["chart_type"] for chart in analysis("what is there", rows)["charts"]] == ["bar"]


def test_charts_name_real_columns() -> None:
    for chart in analysis("what is there")["charts"]:
        assert {chart["x_column"], *chart["y_columns"]} <= SALES[0].keys()


def test_charts_are_left_out_on_request() -> None:
    assert analysis("what is there", generate_charts=False)["charts"] == []


def test_confidence_is_higher_for_a_question_about_a_column() -> None:
    assert analysis("average sales")["confidence"] > analysis("what is there")["confidence"]


def test_size_is_that_of_the_data() -> None:
    made = analysis("what is there")

    assert (made["row_count"], made["column_count"]) == (5, 5)


def test_numbers_too_large_to_square_keep_the_results_finite() -> None:
    rows: list[Row] = [{"x": 1e150}, {"x": -1e150}, {"x": 5e149}]
    found = column("x", rows)

    assert all(math.isfinite(found[name]) for name in ("min", "max", "sum", "mean", "stdev"))
