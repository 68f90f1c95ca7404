import json
from pathlib import Path

import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, FORMATS, Step, estimated_cost_cents
from taskpact_mock.apis.agents_v2.agents.base import outcome, refusal

SCHEMAS = json.loads(
    (Path(__file__).parents[3] / "openapi" / "bundled" / "agents_v2.json").read_text("utf-8")
)["components"]["schemas"]


def progress(*rows: tuple[int, str, int, int]) -> list[tuple[int, str, int, int]]:
    return list(rows)


def reported(steps: tuple[Step, ...]) -> list[tuple[int, str, int, int]]:
    return [(step.percent, step.step, step.number, step.total) for step in steps]


def test_agents_are_those_of_the_contract_in_its_order() -> None:
    assert list(AGENTS) == SCHEMAS["AgentType"]["enum"]


def test_agents_have_the_slugs_of_their_paths() -> None:
    assert [agent.slug for agent in AGENTS.values()] == [
        "research",
        "data-analyst",
        "email-draft",
        "content-repurpose",
        "proofreading",
    ]


def test_agents_stand_under_their_own_types() -> None:
    assert {name: agent.type for name, agent in AGENTS.items()} == {name: name for name in AGENTS}


def test_formats_are_listed_in_the_order_of_the_service() -> None:
    assert [one.id for one in FORMATS] == [
        "tweet_thread",
        "linkedin_post",
        "blog_summary",
        "slides",
        "email_newsletter",
        "video_script",
        "infographic",
        "podcast_notes",
        "press_release",
        "executive_summary",
    ]


@pytest.mark.parametrize(
    ("tokens_input", "tokens_output", "cents"),
    [(0, 0, 0), (4000, 2000, 4), (1000, 500, 1), (3000, 0, 0), (0, 2000, 3)],
)
def test_cost_drops_fractions_of_a_cent(tokens_input: int, tokens_output: int, cents: int) -> None:
    assert estimated_cost_cents(tokens_input, tokens_output) == cents


def test_tokens_are_summed_over_the_calls() -> None:
    two = outcome({}, ("a" * 8, "b" * 4), ("a" * 9, ""))

    assert (two.tokens_input, two.tokens_output) == (300 + 2 + 300 + 3, 1)


def test_refusal_names_the_model_and_the_field() -> None:
    refused = refusal("EmailDraftInput", "tone", "Use another")

    assert refused.field == "tone"
    assert refused.message == "1 validation error for EmailDraftInput\ntone\n  Use another"


def test_research_reports_each_section() -> None:
    steps = AGENTS["research"].steps(
        {"topic": "solar power", "depth": "quick", "focus_areas": ["cost"], "max_sections": 2}
    )

    assert reported(steps) == progress(
        (10, "outline", 1, 3),
        (25, "outline", 1, 3),
        (25, "sections", 2, 3),
        (25, "sections", 2, 3),
        (75, "sections", 2, 3),
        (80, "synthesis", 3, 3),
        (95, "synthesis", 3, 3),
        (100, "done", 3, 3),
    )
    assert steps[2].message == "Researching: Cost"
    assert steps[3].message == "Researching: Background and Scope"


def test_repurposing_reports_each_format() -> None:
    steps = AGENTS["content_repurpose"].steps(
        {"target_formats": ["slides", "infographic", "blog_summary"]}
    )

    assert reported(steps) == progress(
        (10, "slides", 1, 3),
        (36, "infographic", 2, 3),
        (63, "blog_summary", 3, 3),
        (95, "finalise", 3, 3),
        (100, "done", 3, 3),
    )
    assert steps[1].message == "Converting to infographic (2/3)..."


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        pytest.param(
            "data_analyst",
            progress(
                (10, "statistics", 1, 2),
                (30, "analysis", 2, 2),
                (90, "analysis", 2, 2),
                (100, "done", 2, 2),
            ),
            id="data_analyst",
        ),
        pytest.param(
            "email_draft",
            progress((10, "drafting", 1, 1), (80, "drafting", 1, 1), (100, "done", 1, 1)),
            id="email_draft",
        ),
        pytest.param(
            "proofreading",
            progress(
                (10, "readability", 1, 2),
                (20, "proofreading", 2, 2),
                (85, "proofreading", 2, 2),
                (100, "done", 2, 2),
            ),
            id="proofreading",
        ),
    ],
)
def test_other_agents_report_fixed_steps(
    agent: str, expected: list[tuple[int, str, int, int]]
) -> None:
    assert reported(AGENTS[agent].steps({})) == expected
