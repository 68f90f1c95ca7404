from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, JSON

NOW = "2026-02-15T10:00:00+00:00"


def report(seed: int = 0, **fields: JSON) -> dict[str, Any]:
    body: dict[str, JSON] = {"topic": "solar power in cities", **fields}
    agent = AGENTS["research"]
    return agent.run(agent.normalise(body), Random(seed), NOW).result


def test_focus_areas_come_first_and_once() -> None:
    titles = [
        s["title"] for s in report(focus_areas=["grid costs", "EU law", "Grid Costs"])["sections"]
    ]

    assert titles[:3] == ["Grid Costs", "EU Law", "Background and Scope"]


@pytest.mark.parametrize(
    ("depth", "max_sections", "count"),
    [("quick", 20, 3), ("moderate", 20, 6), ("comprehensive", 20, 12), ("comprehensive", 1, 1)],
)
def test_depth_and_maximum_bound_the_sections(depth: str, max_sections: int, count: int) -> None:
    assert len(report(depth=depth, max_sections=max_sections)["sections"]) == count


def test_word_counts_are_those_of_the_text() -> None:
    made = report()

    for section in made["sections"]:
        assert section["word_count"] == len(section["content"].split())
    sections = sum(section["word_count"] for section in made["sections"])
    assert made["word_count"] == sections + len(made["summary"].split())


def test_deeper_reports_say_more() -> None:
    quick, deep = report(depth="quick", max_sections=3), report(max_sections=3)

    assert deep["word_count"] > 2 * quick["word_count"]
    assert len(deep["sources"]) > len(quick["sources"])


def test_sources_lie_under_reserved_names() -> None:
    hosts = {urlsplit(source["url"]).hostname for source in report()["sources"]}

    assert hosts == {"example.com", "example.net", "example.org"}


def test_every_section_is_about_the_topic() -> None:
    assert all("solar power in cities" in section["content"] for section in report()["sections"])


def test_braces_of_the_topic_stay_as_they_are() -> None:
    assert "use of {0} and {name}" in report(topic="use of {0} and {name}")["summary"]


def test_seed_changes_the_wording_only() -> None:
    one, other = report(seed=1), report(seed=2)

    assert one["sections"] != other["sections"]
    assert [s["title"] for s in one["sections"]] == [s["title"] for s in other["sections"]]
