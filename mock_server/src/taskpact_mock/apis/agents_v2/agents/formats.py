"""The ten formats of the content repurpose agent: what each is, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from random import Random

from attrs import frozen

from taskpact_mock.apis.agents_v2.agents import text
from taskpact_mock.apis.agents_v2.agents.digest import Digest

_TWEET = 280
_LINKEDIN_POST = 1300
_WORDS_A_SECOND = 2.5
_HOOKS = (
    "What matters about this, in short:",
    "Worth a minute of your time:",
    "The essentials, without the detours:",
)
_QUESTIONS = (
    "What is your experience with this?",
    "Which of these points would you add to?",
    "Where do you see it differently?",
)


@frozen
class Format:
    """A target format: how the list of formats shows it, and its writer."""

    id: str
    name: str
    description: str
    write: Callable[[Digest, Random], str]


def _tweet_thread(source: Digest, rng: Random) -> str:
    points = source.sentences if source.whole else source.points
    tweets = [
        f"{source.title} 🧵",
        *points,
        f"In a few words: {text.joined(source.keywords) or source.title}",
        rng.choice(_QUESTIONS),
        f"Thanks for reading. {_hashtags(source)}".strip(),
    ]
    marks = (f"{number}/{len(tweets)} " for number in range(1, len(tweets) + 1))
    numbered = zip(marks, tweets, strict=True)
    return "\n\n".join(mark + text.clip(tweet, _TWEET - len(mark)) for mark, tweet in numbered)


def _linkedin_post(source: Digest, rng: Random) -> str:
    hashtags = _hashtags(source)
    ending = "\n\n".join(part for part in (rng.choice(_QUESTIONS), hashtags) if part)
    opening = f"{source.title}\n\n{rng.choice(_HOOKS)}"
    room = _LINKEDIN_POST - len(opening) - len(ending) - 4
    points = text.clip(_bullets(source.sentences if source.whole else source.points, "→"), room)
    return f"{opening}\n\n{points}\n\n{ending}"


def _blog_summary(source: Digest, rng: Random) -> str:
    paragraphs = _paragraphs(source.prose(440))
    return "\n\n".join([f"# {text.title_case(source.title)}", rng.choice(_HOOKS), *paragraphs])


def _slides(source: Digest, rng: Random) -> str:
    pages = _groups(source.prose(250), 3)
    slides = [
        f"Title\n{_bullets([text.title_case(source.title)])}",
        *(f"{_heading(page[0])}\n{_bullets(page)}" for page in pages),
        f"Takeaways\n{_bullets(source.points)}",
    ]
    return "\n\n".join(f"Slide {number}: {slide}" for number, slide in enumerate(slides, 1))


def _email_newsletter(source: Digest, rng: Random) -> str:
    return "\n\n".join(
        [
            f"Subject: {text.clip(source.title, 70)}\nPreview: {text.clip(source.points[0], 90)}",
            f"Hello,\n\n{rng.choice(_HOOKS)}",
            *_paragraphs(source.prose(200)),
            f"At a glance\n{_bullets(source.points)}",
            f"{rng.choice(_QUESTIONS)} Just reply to this mail.",
        ]
    )


def _video_script(source: Digest, rng: Random) -> str:
    scenes = [
        f"Today: {text.stop(source.title)} {rng.choice(_HOOKS)}",
        *(" ".join(group) for group in _groups(source.prose(330), 2)),
        f"{' '.join(text.stop(point) for point in source.points[:2])} {rng.choice(_QUESTIONS)}",
    ]
    names = ["HOOK", *(f"SCENE {number}" for number in range(1, len(scenes) - 1)), "CLOSE"]
    starts = _starts(scenes)
    return "\n\n".join(
        f"[{_clock(start)}-{_clock(end)}] {name}\n{scene}"
        for start, end, name, scene in zip(starts, starts[1:], names, scenes, strict=False)
    )


def _infographic(source: Digest, rng: Random) -> str:
    numbers = source.with_numbers()
    parts = [f"HEADLINE\n{text.title_case(source.title)}"]
    if numbers:
        parts.append(f"IN NUMBERS\n{_bullets(numbers)}")
    if source.whole:
        parts.append(f"DETAILS\n{_bullets(source.sentences)}")
    return "\n\n".join([*parts, f"TAKEAWAYS\n{_bullets(source.points)}"])


def _podcast_notes(source: Digest, rng: Random) -> str:
    prose = source.prose(150)
    topics = _groups(prose, 2)
    starts = _starts([" ".join(topic) for topic in topics], pace=_WORDS_A_SECOND / 4)
    stamps = [f"{_clock(at)} {_heading(t[0])}" for at, t in zip(starts, topics, strict=False)]
    parts = [
        f"Episode: {text.title_case(source.title)}",
        f"Summary\n{' '.join(prose)}",
        "Timestamps\n" + "\n".join(stamps),
        f"Key points\n{_bullets(source.points)}",
    ]
    return "\n\n".join([*parts, f"Links\n{_bullets(source.links)}"] if source.links else parts)


def _press_release(source: Digest, rng: Random) -> str:
    lead, *rest = source.prose(350)
    return "\n\n".join(
        [
            "FOR IMMEDIATE RELEASE",
            text.title_case(source.title),
            f"[CITY], {source.date} - {lead}",
            *_paragraphs(rest),
            f'"{source.points[0].strip(chr(34))}" [name and role of the speaker]',
            "Contact: [name, mail address, telephone]",
            "###",
        ]
    )


def _executive_summary(source: Digest, rng: Random) -> str:
    decisions = source.decisions() or ["None stated in the source."]
    return "\n\n".join(
        [
            f"Executive summary: {source.title}",
            f"Overview\n{' '.join(source.prose(180))}",
            f"Key points\n{_bullets(source.points)}",
            f"Decisions and next steps\n{_bullets(decisions)}",
        ]
    )


def _hashtags(source: Digest) -> str:
    letters = ("".join(filter(str.isalnum, word)) for word in source.keywords)
    return " ".join(f"#{text.capitalised(word)}" for word in letters if word)


def _bullets(items: Iterable[str], mark: str = "-") -> str:
    return "\n".join(f"{mark} {item}" for item in items)


def _heading(sentence: str) -> str:
    return text.title_case(text.clip(sentence.rstrip(".!?…"), 50))


def _groups(items: Sequence[str], size: int) -> list[Sequence[str]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _paragraphs(sentences: Sequence[str]) -> list[str]:
    return [" ".join(group) for group in _groups(sentences, 4)]


def _starts(parts: Iterable[str], pace: float = _WORDS_A_SECOND) -> list[int]:
    """The second at which each part begins when read aloud, and the one at which all is read."""
    lengths = (max(1, round(text.count_words(part) / pace)) for part in parts)
    return list(accumulate(lengths, initial=0))


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


FORMATS = (
    Format("tweet_thread", "Twitter Thread", "Five to ten numbered short posts.", _tweet_thread),
    Format(
        "linkedin_post",
        "LinkedIn Post",
        "A post for a professional network, 1300 characters at most.",
        _linkedin_post,
    ),
    Format("blog_summary", "Blog Summary", "A summary of up to 500 words.", _blog_summary),
    Format("slides", "Presentation Slides", "Slides with a title and bullets each.", _slides),
    Format(
        "email_newsletter",
        "Email Newsletter",
        "A subject line and a mail to skim.",
        _email_newsletter,
    ),
    Format(
        "video_script",
        "Video Script",
        "Two to three minutes to speak, scene by scene.",
        _video_script,
    ),
    Format(
        "infographic",
        "Infographic Copy",
        "A headline, the numbers and what to remember.",
        _infographic,
    ),
    Format(
        "podcast_notes",
        "Podcast Show Notes",
        "A summary of an episode with times and links.",
        _podcast_notes,
    ),
    Format(
        "press_release",
        "Press Release",
        "A headline, a dateline and lead, and a quote.",
        _press_release,
    ),
    Format(
        "executive_summary",
        "Executive Summary",
        "One page for those who decide.",
        _executive_summary,
    ),
)
"""The formats, in the order of the API's list."""
