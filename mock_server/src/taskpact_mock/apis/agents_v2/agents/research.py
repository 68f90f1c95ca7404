"""The research agent: a report in sections, outlined from focus areas and angles on the topic.

It knows no facts about the world and invents none: its text says what there is to find out, how
the parts belong together, and where a reader would look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from attrs import frozen

from taskpact_mock.apis.agents_v2.agents import fields, text
from taskpact_mock.apis.agents_v2.agents.base import (
    JSON,
    Agent,
    Inputs,
    Outcome,
    Refusal,
    Step,
    outcome,
    refusal,
)

_MEANINGLESS = re.compile(r"[\d\s!@#$%^&*()]*")

_ANGLES = (
    "Background and Scope",
    "The Current State",
    "Driving Forces",
    "Methods and Practice",
    "Benefits and Opportunities",
    "Risks and Limits",
    "Cost and Effort",
    "People and Organisations",
    "Law and Ethics",
    "Measuring Success",
    "Comparison of Alternatives",
    "Outlook",
)

_OPENERS = (
    "{title} is one of the lenses through which {topic} becomes easier to judge.",
    "Any account of {topic} has to deal with {title} early on.",
    "This part looks at {topic} with an eye on {title}.",
    "Questions about {topic} often turn out to be questions about {title}.",
)
_MIDDLES = (
    "The terms to define first are {terms}, because different readers use them differently.",
    "A useful distinction is the one between what is measured and what is merely assumed.",
    "Evidence here tends to be local, so findings should be carried over with care.",
    "Short-term effects are easier to observe than lasting ones, and both deserve a place.",
    "Those who decide and those who are affected rarely look at it from the same side.",
    "Simple cases are well understood; the mixed ones are where careful work pays off.",
    "The link to {terms} is the point at which most of the open questions meet.",
    "It helps to write down what would count against the favoured view before collecting data.",
)
_CLOSERS = (
    "What follows from this for {topic} depends on goals that should be stated openly.",
    "A small, well-documented trial would answer more than another round of opinion.",
    "The next step is to test these points against primary sources on {topic}.",
    "Taken together, this argues for steps that can be undone if they turn out to be wrong.",
)
_FINDINGS = (
    "{title} shapes how {topic} should be assessed.",
    "For {topic}, {title} deserves attention before any decision.",
    "{title} and the wider question of {topic} cannot be separated cleanly.",
)
_RECOMMENDATIONS = (
    "Agree on a definition of {topic} before comparing results.",
    "Give {title} an owner and a date for review.",
    "Collect primary sources on {title} and note their age.",
    "Start with a limited trial and decide in advance what would stop it.",
    "Ask the people affected by {topic} what they would measure.",
)
_SOURCES = (
    ("{title}: An Introduction", "https://example.org/reports/{topic}/{title}"),
    ("Review of {title}", "https://example.com/reviews/{topic}/{title}"),
    ("Field Notes on {title}", "https://example.net/notes/{topic}/{title}"),
)


@frozen
class _Depth:
    """How far a report goes: at most so many sections, paragraphs in each, and sources."""

    sections: int
    paragraphs: int
    sources: int


_DEPTHS = {
    "quick": _Depth(sections=3, paragraphs=1, sources=3),
    "moderate": _Depth(sections=6, paragraphs=2, sources=5),
    "comprehensive": _Depth(sections=20, paragraphs=3, sources=8),
}


def outline(inputs: Inputs) -> tuple[str, ...]:
    """The titles of the sections: the focus areas first, then the general angles."""
    titles: dict[str, str] = {}
    for area in (*fields.strings(inputs, "focus_areas"), *_ANGLES):
        titles.setdefault(area.lower(), text.clip(text.title_case(area), 200))
    depth = _DEPTHS[fields.string(inputs, "depth")]
    wanted = min(depth.sections, fields.integer(inputs, "max_sections", 5))
    return tuple(titles.values())[:wanted]


def _normalise(body: Inputs) -> dict[str, JSON]:
    areas = (area.strip() for area in fields.strings(body, "focus_areas"))
    return {
        "topic": fields.string(body, "topic").strip(),
        "depth": fields.string(body, "depth", "comprehensive"),
        "focus_areas": [area for area in areas if area],
        "max_sections": fields.integer(body, "max_sections", 5),
    }


def _refuse(body: Inputs) -> Refusal | None:
    if _MEANINGLESS.fullmatch(fields.string(body, "topic")):
        reason = "A topic needs words: this one has only digits and signs"
        return refusal("ResearchInput", "topic", reason)
    return None


def _steps(inputs: Inputs) -> tuple[Step, ...]:
    return (
        Step(10, "Generating research outline...", "outline", 1, 3),
        Step(25, "Outline generated", "outline", 1, 3),
        *(Step(25, f"Researching: {title}", "sections", 2, 3) for title in outline(inputs)),
        Step(75, "Sections generated", "sections", 2, 3),
        Step(80, "Synthesizing findings...", "synthesis", 3, 3),
        Step(95, "Finalizing report...", "synthesis", 3, 3),
        Step(100, "Research complete", "done", 3, 3),
    )


def _run(inputs: Inputs, rng: Random, now: str) -> Outcome:
    topic = fields.string(inputs, "topic")
    short = text.clip(text.one_line(topic), 120)
    depth = _DEPTHS[fields.string(inputs, "depth")]
    titles = outline(inputs)
    contents = [_content(title, short, depth.paragraphs, rng) for title in titles]
    summary = _summary(short, titles)
    sections: list[JSON] = [
        {"title": title, "content": content, "word_count": text.count_words(content)}
        for title, content in zip(titles, contents, strict=True)
    ]
    sources = [_source(titles[index % len(titles)], index, short) for index in range(depth.sources)]
    result: dict[str, JSON] = {
        "topic": topic,
        "depth": fields.string(inputs, "depth"),
        "summary": summary,
        "sections": sections,
        "key_findings": [_say(rng.choice(_FINDINGS), title, short) for title in titles[:6]],
        "recommendations": [
            _say(template, rng.choice(titles), short)
            for template in rng.sample(_RECOMMENDATIONS, 3)
        ],
        "sources": [*sources],
        "word_count": sum(map(text.count_words, [summary, *contents])),
        "generated_at": now,
    }
    calls = [
        (f"{topic}\n{title}", content) for title, content in zip(titles, contents, strict=True)
    ]
    written = "\n".join(contents)
    return outcome(result, (topic, "\n".join(titles)), *calls, (f"{topic}\n{written}", summary))


def _content(title: str, topic: str, paragraphs: int, rng: Random) -> str:
    middles = rng.sample(_MIDDLES, 2 * paragraphs)
    openers, closers = rng.sample(_OPENERS, paragraphs), rng.sample(_CLOSERS, paragraphs)
    return "\n\n".join(
        " ".join(
            _say(template, title, topic)
            for template in (opener, *middles[2 * index : 2 * index + 2], closer)
        )
        for index, (opener, closer) in enumerate(zip(openers, closers, strict=True))
    )


def _summary(topic: str, titles: Sequence[str]) -> str:
    looks = text.joined([_inline(title) for title in titles[:4]])
    count = "one section" if len(titles) == 1 else f"{len(titles)} sections"
    return (
        f"This report looks at {topic} in {count}, beginning with {looks}. "
        "It names the questions that matter, shows how they depend on each other, and says "
        "which steps would settle them. Its sources are pointers for a reader to follow up."
    )


def _source(title: str, index: int, topic: str) -> dict[str, JSON]:
    heading, url = _SOURCES[index % len(_SOURCES)]
    return {
        "title": text.clip(heading.replace("{title}", title), 300),
        "url": url.replace("{topic}", text.slug(topic)).replace("{title}", text.slug(title)),
        "relevance": text.clip(f"Covers {_inline(title)} in the setting of {topic}.", 500),
    }


def _say(template: str, title: str, topic: str) -> str:
    """A template filled in; never by `str.format`, which would read braces of the input."""
    terms = text.joined(text.keywords(f"{topic} {title}", 3)) or "the words used"
    sentence = template.replace("{terms}", terms)
    sentence = sentence.replace("{title}", _inline(title)).replace("{topic}", topic)
    return text.capitalised(sentence)


def _inline(title: str) -> str:
    return " ".join(text.uncapitalised(word) for word in title.split(" "))


AGENT = Agent(
    type="research",
    name="Research Agent",
    description="Explores a topic in depth and writes a report with findings and sources.",
    slug="research",
    normalise=_normalise,
    refuse=_refuse,
    steps=_steps,
    run=_run,
)
