from itertools import pairwise
from random import Random
from typing import Any

import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, JSON
from taskpact_mock.apis.agents_v2.agents.corrections import apply, find
from taskpact_mock.apis.agents_v2.agents.readability import reading_ease, reading_level
from taskpact_mock.apis.agents_v2.agents.rules import rules

NOW = "2026-02-15T10:00:00+00:00"


def proof(text: str, **fields: JSON) -> dict[str, Any]:
    agent = AGENTS["proofreading"]
    return agent.run(agent.normalise({"text": text, **fields}), Random(0), NOW).result


def corrected(text: str, **fields: JSON) -> str:
    return str(proof(text, **fields)["corrected_text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("I saw the the cat.", "I saw the cat.", id="doubled word"),
        pytest.param("I saw the the the cat.", "I saw the cat.", id="tripled word"),
        pytest.param("We definately recieve it.", "We definitely receive it.", id="misspelling"),
        pytest.param("Teh cat sat. Wich one?", "The cat sat. Which one?", id="case is kept"),
        pytest.param("It is ALOT of fun.", "It is A LOT of fun.", id="capitals are kept"),
        pytest.param("It is a apple.", "It is an apple.", id="a before a vowel"),
        pytest.param("It is an unit.", "It is a unit.", id="an before a consonant sound"),
        pytest.param("Wait a hour here.", "Wait an hour here.", id="a before a silent h"),
        pytest.param("Its a long way.", "It's a long way.", id="its for it's"),
        pytest.param("It has it's own way.", "It has its own way.", id="it's for its"),
        pytest.param("Your welcome to come.", "You're welcome to come.", id="your for you're"),
        pytest.param("We could of won.", "We could have won.", id="could of"),
        pytest.param("They was late today.", "They were late today.", id="agreement"),
        pytest.param("She don\u2019t know it.", "She doesn't know it.", id="she don't"),
        pytest.param("Then i left it.", "Then I left it.", id="lone i"),
        pytest.param("It ended. then we left.", "It ended. Then we left.", id="capital"),
        pytest.param("We waited , and left .", "We waited, and left.", id="space before a mark"),
        pytest.param("Tea,coffee and milk.", "Tea, coffee and milk.", id="space after a comma"),
        pytest.param("We really won!!!", "We really won!", id="repeated mark"),
        pytest.param("It is over.. Yes.", "It is over. Yes.", id="double full stop"),
        pytest.param("This is the end", "This is the end.", id="missing full stop"),
        pytest.param("Two  spaces here.", "Two spaces here.", id="double space"),
        pytest.param("One line. \nNext line.", "One line.\nNext line.", id="trailing space"),
    ],
)
def test_mistake_is_corrected(text: str, expected: str) -> None:
    made = proof(text)

    assert made["corrected_text"] == expected
    assert made["issue_count"] == len(made["issues_found"]) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of that.",
        "An X-ray and a UN body were used.",
        "It was an unimportant, an honest, a useful and a European idea.",
        "We were at a historic place, an historic place.",
        "Use tools, e.g. hammers, vs. nails.",
        "Wait... there is more.",
        "See example.com or write to a@example.com for more.",
        "iPhone sales rose 2.5% in 2024, to 1,500 units.",
        "They would, of course, have come.",
        "Could of course be true.",
        "One of them is here.",
        "Shopping list\n- milk and bread",
        "It costs \u20ac5, or 7.50 in all :)",
    ],
)
def test_correct_text_stays_as_it_is(text: str) -> None:
    made = proof(text)

    assert made["corrected_text"] == text
    assert made["issues_found"] == []


@pytest.mark.parametrize(
    ("guide", "text", "expected"),
    [
        ("ap", "We sell tea, milk, and bread.", "We sell tea, milk and bread."),
        ("chicago", "We sell tea, milk and bread.", "We sell tea, milk, and bread."),
        ("apa", "We sell tea, milk and bread.", "We sell tea, milk, and bread."),
        ("mla", "We sell tea, milk or bread.", "We sell tea, milk, or bread."),
        ("chicago", "However, red and blue.", "However, red and blue."),
        ("ap", "Today, however, and soon.", "Today, however, and soon."),
        ("ap", "We saw 9 birds and 10 cats.", "We saw nine birds and 10 cats."),
        ("apa", "We saw 9 birds and 10 cats.", "We saw nine birds and 10 cats."),
        ("chicago", "We saw 42 birds and 101 cats.", "We saw forty-two birds and 101 cats."),
        ("mla", "We saw 100 birds.", "We saw one hundred birds."),
        ("ap", "It ended. 5 people left.", "It ended. Five people left."),
        ("ap", "See page 5, it is 6 km away.", "See page 5, it is 6 km away."),
    ],
)
def test_style_guide_is_honoured(guide: str, text: str, expected: str) -> None:
    assert corrected(text, style_guide=guide) == expected


def test_lists_and_numbers_stay_without_a_style_guide() -> None:
    text = "We sell tea, milk, and 5 breads. They like tea, milk and bread."

    assert corrected(text) == text


def test_focus_areas_limit_the_issues() -> None:
    made = proof("teh the the cat ,  is here", focus_areas=["spelling", "formatting"])

    assert [issue["issue_type"] for issue in made["issues_found"]] == ["spelling", "formatting"]
    assert made["corrected_text"] == "The the the cat , is here"


@pytest.mark.parametrize(
    ("text", "better", "guide"),
    [
        ("We met in order to talk.", "We met to talk.", None),
        ("We utilize tools.", "We use tools.", None),
        ("We are gonna win.", "We are going to win.", None),
        ("We don't know it.", "We do not know it.", "apa"),
    ],
)
def test_wording_changes_only_if_the_voice_need_not_be_kept(
    text: str, better: str, guide: str | None
) -> None:
    kept = proof(text, style_guide=guide)

    assert kept["corrected_text"] == text
    assert kept["style_suggestions"][0].startswith("Consider `")
    assert corrected(text, style_guide=guide, preserve_voice=False) == better


def test_style_suggestions_count_what_to_look_at() -> None:
    long_sentence = f"It {'really ' * 40}was done!"

    assert proof(f"{long_sentence} {'Go on. ' * 80}")["style_suggestions"] == [
        "Long sentences to split (over 30 words): 1.",
        "Passive verbs to make active: 1.",
        "Long paragraphs to divide (over 150 words): 1.",
        "Exclamation marks to weigh: 1.",
    ]


def test_issue_says_what_and_why() -> None:
    (issue,) = proof("We could of won.")["issues_found"]

    assert issue == {
        "issue_type": "grammar",
        "original": "could of",
        "correction": "could have",
        "explanation": "The verb after `could` or `should` is `have`.",
        "severity": "error",
    }


def test_corrections_do_not_overlap_and_make_the_text() -> None:
    text = "teh a apple  ,its a alot .. i recieve"
    found = find(text, rules())

    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[one.start : one.end] == one.original for one in found)
    assert apply(text, found) != text


def test_mistake_too_long_to_report_is_left_alone() -> None:
    text = f"It is {'a' * 300} {'a' * 300}."

    assert proof(text)["issues_found"] == []


@pytest.mark.parametrize(
    ("text", "words", "sentences", "syllables"),
    [
        ("The old teacher carefully opened seven heavy windows.", 8, 1, 17),
        ("Readers enjoy stories. Do they?", 5, 2, 8),
    ],
)
def test_reading_ease_is_flesch_s(text: str, words: int, sentences: int, syllables: int) -> None:
    expected = 206.835 - 1.015 * words / sentences - 84.6 * syllables / words

    assert reading_ease(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "bound"),
    [("The cat sat.", 100.0), ("Organisational responsibility necessitates deliberation", 0.0)],
)
def test_reading_ease_stays_within_its_bounds(text: str, bound: float) -> None:
    assert reading_ease(text) == bound


@pytest.mark.parametrize("text", ["123 456 789", "\u65e5\u672c \u8a9e \u3002", "... !!! ???"])
def test_text_without_english_words_reads_as_50(text: str) -> None:
    assert reading_ease(text) == 50.0


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (100.0, "5th grade (very easy)"),
        (90.0, "5th grade (very easy)"),
        (89.99, "6th grade (easy)"),
        (80.0, "6th grade (easy)"),
        (79.99, "7th grade (fairly easy)"),
        (69.99, "8th-9th grade (standard)"),
        (59.99, "10th-12th grade (fairly difficult)"),
        (49.99, "College (difficult)"),
        (30.0, "College (difficult)"),
        (29.99, "Professional (very difficult)"),
        (0.0, "Professional (very difficult)"),
    ],
)
def test_level_is_that_of_the_unrounded_score(score: float, level: str) -> None:
    assert reading_level(score) == level


def test_result_rounds_the_score_to_one_decimal() -> None:
    text = "The old teacher carefully opened seven heavy windows"
    made = proof(text)

    assert made["readability_score"] == round(reading_ease(text), 1)
    assert made["reading_level"] == reading_level(reading_ease(text))
    assert made["word_count"] == 8
