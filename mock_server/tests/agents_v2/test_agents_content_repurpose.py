import re
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, FORMATS, JSON

NOW = "2026-02-15T10:00:00+00:00"
EVERY: list[JSON] = [one.id for one in FORMATS]
CONTENT = """Our new library opens on 3 March. It has 40,000 books and 120 study places.
The city should invest in libraries because they serve everyone. Visitors can borrow tools.
Children get free library cards. See https://example.org/library for hours.
The building uses 60% less energy than the old one. Staff will offer tours every Saturday."""
SENTENCE = "The new library in the old town lends books, tools and games to everyone who asks. "
LONG = "".join(f"Fact {number} about it. {SENTENCE}" for number in range(200))


def outputs(content: str = CONTENT, **fields: JSON) -> dict[str, str]:
    return {one["format"]: one["content"] for one in result(content, **fields)["outputs"]}


def result(content: str = CONTENT, **fields: JSON) -> dict[str, Any]:
    body = {"content": content, "source_format": "Article", "target_formats": EVERY, **fields}
    agent = AGENTS["content_repurpose"]
    return agent.run(agent.normalise(body), Random(0), NOW).result


def test_every_format_is_made_in_the_order_asked_for() -> None:
    made = result(target_formats=["slides", "tweet_thread"])

    assert [one["format"] for one in made["outputs"]] == ["slides", "tweet_thread"]
    assert made["adaptations_made"] == ["Converted to slides", "Converted to tweet_thread"]
    assert (made["formats_requested"], made["formats_succeeded"], made["formats_failed"]) == (
        2,
        2,
        0,
    )
    assert made["original_format"] == "article"


def test_counts_are_those_of_the_content() -> None:
    for one in result()["outputs"]:
        assert one["word_count"] == len(one["content"].split())
        assert one["char_count"] == len(one["content"])
        assert one["error"] is None


@pytest.mark.parametrize("content", [CONTENT, LONG, "one two three four five"])
def test_thread_has_five_to_ten_numbered_tweets_that_fit(content: str) -> None:
    tweets = outputs(content)["tweet_thread"].split("\n\n")

    assert 5 <= len(tweets) <= 10
    assert all(len(tweet) <= 280 for tweet in tweets)
    marks = [tweet.split(" ", 1)[0] for tweet in tweets]
    assert marks == [f"{number}/{len(tweets)}" for number in range(1, len(tweets) + 1)]


@pytest.mark.parametrize("adapt_length", [True, False])
def test_linkedin_post_fits_and_ends_with_hashtags(adapt_length: bool) -> None:
    post = outputs(LONG, adapt_length=adapt_length)["linkedin_post"]

    assert len(post) <= 1300
    assert "#Library" in post.splitlines()[-1]


def test_blog_summary_has_at_most_500_words() -> None:
    words = len(outputs(LONG)["blog_summary"].split())

    assert 300 <= words <= 500


def test_slides_are_numbered_and_have_bullets() -> None:
    slides = outputs()["slides"].split("\n\n")

    assert [slide.split(":")[0] for slide in slides] == [f"Slide {n}" for n in range(1, 6)]
    assert all(line.startswith("- ") for slide in slides for line in slide.splitlines()[1:])


def test_newsletter_begins_with_its_subject() -> None:
    assert outputs()["email_newsletter"].startswith("Subject: Our new library opens on 3 March\n")


def test_video_scenes_follow_each_other_within_three_minutes() -> None:
    times = re.findall(r"\[(\d):(\d\d)-(\d):(\d\d)\]", outputs(LONG)["video_script"])
    spans = [(int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in times]

    assert spans[0][0] == 0
    assert all(end == start for (_, end), (start, _) in pairwise(spans))
    assert 120 <= spans[-1][1] <= 180


def test_infographic_shows_the_numbers_of_the_content() -> None:
    numbers = outputs()["infographic"].split("IN NUMBERS\n")[1].split("\n\n")[0]

    assert numbers.splitlines() == [
        "- Our new library opens on 3 March.",
        "- It has 40,000 books and 120 study places.",
        "- The building uses 60% less energy than the old one.",
    ]


def test_podcast_notes_have_times_and_links() -> None:
    notes = outputs()["podcast_notes"]

    assert "\n0:00 Our New Library Opens on 3 March\n" in notes
    assert notes.endswith("Links\n- https://example.org/library")


def test_press_release_has_a_dateline() -> None:
    release = outputs()["press_release"]

    assert release.startswith("FOR IMMEDIATE RELEASE\n\nOur New Library Opens on 3 March\n")
    assert "[CITY], 2026-02-15 - Our new library opens" in release


def test_executive_summary_lists_what_is_to_be_decided() -> None:
    decisions = outputs()["executive_summary"].split("Decisions and next steps\n")[1]

    assert decisions.splitlines() == [
        "- The city should invest in libraries because they serve everyone.",
        "- Staff will offer tours every Saturday.",
    ]


def test_executive_summary_says_if_nothing_is_to_be_decided() -> None:
    summary = outputs("The sky was blue and clear today.")["executive_summary"]

    assert summary.endswith("- None stated in the source.")


def test_key_points_are_kept_word_for_word_or_cut_short() -> None:
    kept = outputs(LONG)["infographic"]
    cut = outputs(LONG, preserve_key_points=False)["infographic"]

    assert f"- {SENTENCE.strip()}" in kept
    assert SENTENCE.strip() not in cut
    assert len(cut) < len(kept)


def test_length_follows_the_source_unless_adapted() -> None:
    adapted, whole = outputs(LONG), outputs(LONG, adapt_length=False)

    for one in EVERY:
        if one != "linkedin_post":
            assert len(whole[str(one)]) > 2 * len(adapted[str(one)])


def test_overlong_sentence_is_cut_to_the_budget() -> None:
    words = outputs("word " * 5000)["blog_summary"].split()

    assert len(words) <= 500
