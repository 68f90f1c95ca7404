"""What holds for every legal input of every agent."""

import json
from functools import cache
from pathlib import Path
from random import Random

import jsonschema_rs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.apis.agents_v2.agents import AGENTS, FORMATS, JSON

NOW = "2026-02-15T10:00:00+00:00"
BUNDLE = Path(__file__).parents[3] / "openapi" / "bundled" / "agents_v2.json"
RESULTS = {
    "research": "ResearchResult",
    "data_analyst": "DataAnalystResult",
    "email_draft": "EmailDraftResult",
    "content_repurpose": "ContentRepurposeResult",
    "proofreading": "ProofreadingResult",
}
HARD_TEXTS = [
    "a" * 50_000,
    "\N{GRINNING FACE} " * 20_000,
    "\0\0 \0\0 \0 \0 \0 \0 \0",
    " a" * 25_000,
    "! " * 25_000,
    "teh " * 12_000,
    "\u017fe\u017fe \u0130t\u2019s m\u0131ght of no. \u212ag wa\u017f they wa\u017f",
    "{0} {name} %s \\1 \\g<0> {title} {topic} {terms}",
    f"a{' ' * 49_000}b c d e f",
    "a@" * 20_000,
    "\n".join(["# 1.", "", "- ", "\t", "* x"] * 50),
]

# Words are likelier to meet the rules than letters are.
WORDS = """
    teh the the a an apple it's its own i could of they was 5 100 , , ! !! .. and or in order to
    don't region sales average highest by total Dr. Jane by Friday Subject: a@b.cc
"""
PIECES = st.sampled_from(WORDS.split())
TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map(" ".join),
    st.sampled_from([text[:3000] for text in HARD_TEXTS]),
)
CELL: st.SearchStrategy[JSON] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=10),
        st.sampled_from(["2025-01-01", "north", " ", 10**400, 1e308, -1e308, 5e-324]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@st.composite
def rows(draw: st.DrawFn) -> JSON:
    """Rows of one set of columns; each column often has cells of one type."""
    names = draw(st.lists(st.one_of(st.text(max_size=8), PIECES), unique=True, max_size=5))
    kinds = [CELL, st.integers(), st.floats(), st.sampled_from(["a", "b", None]), st.booleans()]
    cells = {name: draw(st.sampled_from(kinds)) for name in names}
    table: JSON = [*draw(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=12))]
    return table


QUESTION: st.SearchStrategy[JSON] = TEXT.map(lambda text: f"{text[:990]} of what")


def padded(words: int) -> st.SearchStrategy[str]:
    return TEXT.map(lambda text: f"{text[: 50_000 - 2 * words]}{' x' * words}")


BODIES: dict[str, st.SearchStrategy[dict[str, JSON]]] = {
    "research": st.fixed_dictionaries(
        {"topic": TEXT.map(lambda text: f"{text[:490]} of words")},
        optional={
            "depth": st.sampled_from(["quick", "moderate", "comprehensive"]),
            "focus_areas": st.none() | st.lists(TEXT, max_size=10),
            "max_sections": st.integers(1, 20),
        },
    ),
    "data_analyst": st.fixed_dictionaries(
        {"question": QUESTION, "data": rows()},
        optional={
            "data_description": st.none() | st.text(max_size=20),
            "generate_charts": st.booleans(),
        },
    ),
    "email_draft": st.fixed_dictionaries(
        {
            "context": TEXT.map(lambda text: f"{text[:4990]} context"),
            "purpose": TEXT.map(lambda text: f"{text[:990]} why"),
        },
        optional={
            "tone": st.sampled_from(
                ["assertive", "casual", "empathetic", "formal", "friendly", "professional"]
            ),
            "recipient_info": st.none() | TEXT.map(lambda text: text[:2000]),
            "previous_emails": st.none() | st.lists(TEXT, max_size=4),
            "include_subject": st.booleans(),
        },
    ),
    "content_repurpose": st.fixed_dictionaries(
        {
            "content": padded(5),
            "source_format": st.text(min_size=1, max_size=50),
            "target_formats": st.lists(
                st.sampled_from([one.id for one in FORMATS]), min_size=1, max_size=10
            ),
        },
        optional={"preserve_key_points": st.booleans(), "adapt_length": st.booleans()},
    ),
    "proofreading": st.fixed_dictionaries(
        {"text": padded(3)},
        optional={
            "style_guide": st.sampled_from([None, "ap", "chicago", "apa", "mla", "none"]),
            "preserve_voice": st.booleans(),
        },
    ),
}
CASES = st.sampled_from(sorted(BODIES)).flatmap(
    lambda agent: st.tuples(st.just(agent), BODIES[agent])
)


@cache
def validator(agent: str) -> jsonschema_rs.Draft202012Validator:
    components = json.loads(BUNDLE.read_text("utf-8"))["components"]
    reference = f"#/components/schemas/{RESULTS[agent]}"
    schema = {"$ref": reference, "components": components}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@pytest.mark.parametrize("agent", BODIES)
@given(data=st.data())
def test_result_of_any_legal_input_conforms_to_the_contract(
    agent: str, data: st.DataObject
) -> None:
    body = data.draw(BODIES[agent])
    assert AGENTS[agent].refuse(body) is None
    made = AGENTS[agent].run(AGENTS[agent].normalise(body), Random(0), NOW)

    sent = orjson.loads(orjson.dumps(made.result))
    validator(agent).validate(sent)
    assert sent == made.result  # a number that JSON lacks would have become null
    assert made.tokens_input > 0
    assert made.tokens_output >= 0


@pytest.mark.parametrize("text", HARD_TEXTS, ids=lambda text: repr(text[:9]))
def test_longest_texts_give_results_that_conform(text: str) -> None:
    long = f"{text[:49_980]} x x x x x"
    formats: list[JSON] = [one.id for one in FORMATS]
    bodies: dict[str, dict[str, JSON]] = {
        "content_repurpose": {"content": long, "source_format": "x", "target_formats": formats},
        "proofreading": {"text": long, "style_guide": "chicago", "preserve_voice": False},
    }
    for agent, body in bodies.items():
        made = AGENTS[agent].run(AGENTS[agent].normalise(body), Random(0), NOW)
        validator(agent).validate(made.result)


@given(CASES, st.integers(0, 100))
def test_same_input_and_seed_give_the_same_outcome(
    case: tuple[str, dict[str, JSON]], seed: int
) -> None:
    agent, inputs = AGENTS[case[0]], AGENTS[case[0]].normalise(case[1])

    first = agent.run(inputs, Random(seed), NOW)
    assert first == agent.run(inputs, Random(seed), NOW)


@given(CASES)
def test_normalising_twice_changes_nothing(case: tuple[str, dict[str, JSON]]) -> None:
    normalise = AGENTS[case[0]].normalise
    once = normalise(case[1])

    assert repr(normalise(once)) == repr(once)  # NaN is not equal to itself


@given(CASES)
def test_steps_climb_to_100(case: tuple[str, dict[str, JSON]]) -> None:
    agent = AGENTS[case[0]]
    steps = agent.steps(agent.normalise(case[1]))

    percents = [step.percent for step in steps]
    assert percents == sorted(percents)
    assert (steps[-1].percent, steps[-1].step) == (100, "done")
    assert all(1 <= step.number <= step.total for step in steps)


def test_research_reports_as_many_sections_as_it_writes() -> None:
    agent = AGENTS["research"]
    inputs = agent.normalise({"topic": "solar power", "focus_areas": ["cost", "Cost", "law"]})

    reported = [step for step in agent.steps(inputs) if step.message.startswith("Researching: ")]
    assert len(reported) == len(agent.run(inputs, Random(0), NOW).result["sections"])  # type: ignore[arg-type]
