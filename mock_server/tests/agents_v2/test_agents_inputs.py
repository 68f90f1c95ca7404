import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, JSON, Inputs

NOT_FOR_THE_AGENT: dict[str, JSON] = {
    "idempotency_key": "k",
    "priority": 3,
    "webhook_url": "http://x",
    "sync": False,
}
BODIES: dict[str, dict[str, JSON]] = {
    "research": {"topic": " solar power "},
    "data_analyst": {"question": " how many? ", "data": [{"a": 1}]},
    "email_draft": {"context": " The plan ", "purpose": " ask for time ", "tone": " Casual"},
    "content_repurpose": {
        "content": " one two three four five ",
        "source_format": " Blog ",
        "target_formats": [" Slides", "slides", " ", "INFOGRAPHIC"],
    },
    "proofreading": {"text": " this is it ", "style_guide": " AP ", "focus_areas": ["Tone "]},
}
NORMALISED: dict[str, dict[str, JSON]] = {
    "research": {
        "topic": "solar power",
        "depth": "comprehensive",
        "focus_areas": [],
        "max_sections": 5,
    },
    "data_analyst": {
        "question": "how many?",
        "data": [{"a": 1}],
        "data_description": None,
        "generate_charts": True,
    },
    "email_draft": {
        "context": "The plan",
        "purpose": "ask for time",
        "tone": "casual",
        "recipient_info": None,
        "previous_emails": None,
        "include_subject": True,
    },
    "content_repurpose": {
        "content": "one two three four five",
        "source_format": "blog",
        "target_formats": ["slides", "infographic"],
        "preserve_key_points": True,
        "adapt_length": True,
    },
    "proofreading": {
        "text": "this is it",
        "style_guide": "ap",
        "focus_areas": ["tone"],
        "preserve_voice": True,
    },
}


def altered(agent: str, **fields: JSON) -> dict[str, JSON]:
    return BODIES[agent] | fields


@pytest.mark.parametrize("agent", AGENTS)
def test_normalising_trims_and_fills_in_defaults(agent: str) -> None:
    assert AGENTS[agent].normalise(BODIES[agent]) == NORMALISED[agent]


@pytest.mark.parametrize("agent", AGENTS)
def test_normalising_drops_what_is_not_the_agents_business(agent: str) -> None:
    body = BODIES[agent] | NOT_FOR_THE_AGENT | {"unknown": 1}

    assert AGENTS[agent].normalise(body) == NORMALISED[agent]


@pytest.mark.parametrize("agent", AGENTS)
def test_legal_body_is_not_refused(agent: str) -> None:
    assert AGENTS[agent].refuse(BODIES[agent]) is None


def test_style_guide_none_is_no_style_guide() -> None:
    inputs = AGENTS["proofreading"].normalise(altered("proofreading", style_guide=" NONE "))

    assert inputs["style_guide"] is None


def test_proofreading_keeps_the_first_five_focus_areas() -> None:
    areas: list[JSON] = [
        "tone",
        "TONE",
        "clarity",
        "grammar",
        "spelling",
        "structure",
        "formatting",
    ]
    inputs = AGENTS["proofreading"].normalise(altered("proofreading", focus_areas=areas))

    assert inputs["focus_areas"] == ["tone", "clarity", "grammar", "spelling", "structure"]


@pytest.mark.parametrize(
    ("thread", "kept"),
    [
        pytest.param(["1", "2", "3", "4"], ["2", "3", "4"], id="last three"),
        pytest.param(["a" * 5999, "b", "c"], ["b", "c"], id="oldest too long"),
        pytest.param(["a", "b" * 6000], ["b" * 6000], id="exactly full"),
        pytest.param(["a", "b" * 6001], [], id="newest too long"),
        pytest.param([], [], id="empty"),
    ],
)
def test_thread_is_cut_to_what_fits(thread: list[JSON], kept: list[str]) -> None:
    inputs = AGENTS["email_draft"].normalise(altered("email_draft", previous_emails=thread))

    assert inputs["previous_emails"] == kept


ROWS: list[JSON] = [{"a": 1}] * 9
REFUSED: list[tuple[str, Inputs, str, str]] = [
    ("research", altered("research", topic="12 34 !@#"), "topic", "needs words"),
    (
        "data_analyst",
        altered("data_analyst", data=[*ROWS, {"b": 1}]),
        "data",
        "Row 9 has inconsistent columns",
    ),
    ("data_analyst", altered("data_analyst", data=[{}] * 100_001), "data", "at most 100000"),
    ("email_draft", altered("email_draft", context=" \n   "), "context", "blank"),
    ("email_draft", altered("email_draft", purpose="    "), "purpose", "blank"),
    ("email_draft", altered("email_draft", tone="rude"), "tone", "assertive, casual"),
    ("content_repurpose", altered("content_repurpose", content="a " * 4), "content", "5 words"),
    (
        "content_repurpose",
        altered("content_repurpose", target_formats=["slides"] * 11),
        "target_formats",
        "at most 10",
    ),
    (
        "content_repurpose",
        altered("content_repurpose", target_formats=["poem"]),
        "target_formats",
        "No format is called 'poem'",
    ),
    (
        "content_repurpose",
        altered("content_repurpose", target_formats=[" "]),
        "target_formats",
        "Name a format",
    ),
    ("proofreading", altered("proofreading", text="two      words"), "text", "3 words"),
    ("proofreading", altered("proofreading", style_guide="oxford"), "style_guide", "ap, chicago"),
    ("proofreading", altered("proofreading", focus_areas=["vibe"]), "focus_areas", "'vibe'"),
]


@pytest.mark.parametrize(("agent", "body", "field", "reason"), REFUSED)
def test_illegal_input_is_refused_with_its_field(
    agent: str, body: Inputs, field: str, reason: str
) -> None:
    refused = AGENTS[agent].refuse(body)

    assert refused is not None
    assert refused.field == field
    assert refused.message.startswith("1 validation error for ")
    assert reason in refused.message


@pytest.mark.parametrize("tone", ["assertive", "casual", "empathetic", "formal", "friendly"])
def test_every_tone_is_accepted(tone: str) -> None:
    assert AGENTS["email_draft"].refuse(altered("email_draft", tone=f" {tone.upper()}")) is None


@pytest.mark.parametrize("guide", ["ap", "chicago", "apa", "mla", "none", None])
def test_every_style_guide_is_accepted(guide: str | None) -> None:
    assert AGENTS["proofreading"].refuse(altered("proofreading", style_guide=guide)) is None


def test_rows_after_the_tenth_may_have_other_columns() -> None:
    body = altered("data_analyst", data=[*ROWS, {"a": 1}, {"b": 1}])

    assert AGENTS["data_analyst"].refuse(body) is None
