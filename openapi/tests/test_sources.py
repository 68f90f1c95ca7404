"""What README.md says of words, deviations and quirks is what the documents have."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from openapi.tests.documents import OPENAPI, bundle
from openapi.tests.seeds import FACTS
from scripts.specs.bundle import APIS, METHODS

WORDS = "The words of `x-source`"
PARTS = ["Deviations", "Additions", "Promises without a field", "Decisions", "Quirks"]


@pytest.mark.parametrize("api", APIS)
def test_sources_begin_with_the_words_that_the_readme_explains(api: str) -> None:
    assert _used(api) == _explained(api)


@pytest.mark.parametrize("api", APIS)
def test_readme_names_the_deviations_that_the_tests_allow(api: str) -> None:
    rows = json.loads((FACTS / "deviations.json").read_text(encoding="utf-8"))
    allowed = {(row["where"], row["aspect"]) for row in rows if row["api"] == api}
    named = [row[:2] for row in _rows(_part(api, "Deviations"))]

    assert {(_code(where), _code(aspect)) for where, aspect in named if _code(aspect)} == allowed


@pytest.mark.parametrize("api", APIS)
def test_readme_names_the_quirks_of_the_bundle(api: str) -> None:
    named = [_code(row[0]) for row in _rows(_part(api, "Quirks"))]

    assert named == list(bundle(api).get("x-quirks", {}))


@pytest.mark.parametrize("api", APIS)
def test_section_of_an_api_has_the_same_parts(api: str) -> None:
    assert re.findall("^### (.+)$", _section(api), re.MULTILINE) == PARTS


def test_overview_counts_the_operations_of_every_api() -> None:
    rows = list(_rows(_section("The five APIs")))[: len(APIS)]
    counts = [
        sum(m in item for item in bundle(api)["paths"].values() for m in METHODS) for api in APIS
    ]

    assert [(_code(row[0]), int(row[2])) for row in rows] == list(zip(APIS, counts, strict=True))


def _used(api: str) -> set[str]:
    """The words before the semicolon of every `x-source` in the bundle."""
    sources = _sources(bundle(api))
    return {word for source in sources for word in source.partition(";")[0].split(" and ")}


def _sources(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _sources(item)
    elif isinstance(value, dict):
        if "x-source" in value:
            yield value["x-source"]
        for item in value.values():
            yield from _sources(item)


def _explained(api: str) -> set[str]:
    rows = [row for row in _rows(_section(WORDS)) if f"`{api}`" in row[1]]
    return {_code(row[0]) for row in rows}


def _section(title: str) -> str:
    """The text below the heading of second rank, up to the next one."""
    return _below(f"## {title}", (OPENAPI / "README.md").read_text(encoding="utf-8"))


def _part(api: str, title: str) -> str:
    return _below(f"### {title}", _section(api))


def _below(heading: str, text: str) -> str:
    rank = heading.partition(" ")[0]
    _, _, rest = text.partition(f"\n{heading}\n")
    assert rest, f"README.md has no heading {heading}"
    return f"\n{rest}".partition(f"\n{rank} ")[0]


def _rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of the tables in the text; heads are left out."""
    tables = re.findall(r"^\|.+\|\n\|[-|]+\|\n((?:\|.+\|\n?)*)", text, re.MULTILINE)
    for line in "".join(tables).splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _code(cell: str) -> str:
    """The text of a cell that is nothing but code; else an empty one."""
    found = re.fullmatch("`([^`]+)`", cell)
    return found[1] if found else ""
