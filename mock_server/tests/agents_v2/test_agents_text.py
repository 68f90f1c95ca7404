import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.apis.agents_v2.agents import text


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("table", 1),
        ("banana", 3),
        ("readability", 5),
        ("the", 1),
        ("rhythm", 1),
        ("nth", 1),
        ("QUEUE", 1),
    ],
)
def test_syllables_are_vowel_groups_without_a_final_e(word: str, count: int) -> None:
    assert text.syllables(word) == count


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "Dr. Who met Mrs. Smith vs. Mr. X. Then left",
            ["Dr. Who met Mrs. Smith vs. Mr. X.", "Then left"],
        ),
        ("Use tools, e.g. hammers. Done", ["Use tools, e.g. hammers.", "Done"]),
        ("Version 2.5 is out", ["Version 2.5 is out"]),
        ("Title\n\nBody", ["Title", "Body"]),
        ("第一。第二。", ["第一。", "第二。"]),
        (" \n ", []),
    ],
)
def test_sentences_end_at_marks_and_lines(said: str, expected: list[str]) -> None:
    assert text.sentences(said) == expected


def test_words_keep_apostrophes_and_hyphens() -> None:
    assert text.words("Don't over-think it, 42 times!") == [
        "Don't",
        "over-think",
        "it",
        "42",
        "times",
    ]


def test_keywords_are_the_most_frequent_terms() -> None:
    assert text.keywords("the cat and the dog saw a dog", 2) == ["dog", "cat"]


def test_key_sentences_keep_the_order_of_the_text() -> None:
    said = "Solar power grows. It rained. Solar power is cheap power."

    assert text.key_sentences(said, 2) == ["Solar power grows.", "Solar power is cheap power."]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("the law of the land", "The Law of the Land"),
        ("ai in the EU", "Ai in the EU"),
        ("  what it is  for ", "What It Is For"),
    ],
)
def test_title_case_leaves_small_words_and_acronyms(heading: str, expected: str) -> None:
    assert text.title_case(heading) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_joined_reads_as_a_list(items: list[str], expected: str) -> None:
    assert text.joined(items) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [("Solar Power!", "solar-power"), ("日本", "topic"), ("a" * 80, "a" * 60)]
)
def test_slug_is_ascii(said: str, expected: str) -> None:
    assert text.slug(said) == expected


def test_clip_cuts_between_words() -> None:
    assert text.clip("alpha beta gamma", 12) == "alpha beta…"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_clip_never_exceeds_its_limit(said: str, limit: int) -> None:
    assert len(text.clip(said, limit)) <= limit


@given(st.text())
def test_sentences_lose_only_white_space(said: str) -> None:
    assert "".join("".join(text.sentences(said)).split()) == "".join(said.split())
