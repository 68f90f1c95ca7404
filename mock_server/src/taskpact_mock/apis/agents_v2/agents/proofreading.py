"""The proofreading agent: corrections by rules, suggestions on style, and readability."""

from __future__ import annotations

import re
from collections.abc import Collection
from random import Random

from taskpact_mock.apis.agents_v2.agents import fields
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
from taskpact_mock.apis.agents_v2.agents.corrections import Correction, Rule, apply, find
from taskpact_mock.apis.agents_v2.agents.readability import reading_ease, reading_level
from taskpact_mock.apis.agents_v2.agents.rules import rules
from taskpact_mock.apis.agents_v2.agents.text import clip, count_words, sentences

_MODEL = "ProofreadingInput"
_STYLE_GUIDES = ("ap", "chicago", "apa", "mla", "none")
_FOCUS_AREAS = (
    "grammar",
    "spelling",
    "punctuation",
    "clarity",
    "conciseness",
    "tone",
    "consistency",
    "formatting",
    "word_choice",
    "structure",
)
_MAX_FOCUS_AREAS = 5
_MIN_WORDS = 3
_LONG_SENTENCE = 30
_LONG_PARAGRAPH = 150
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:[a-z]{2,30}ed|done|given|made|seen|taken|written)\b"
)


def _normalise(body: Inputs) -> dict[str, JSON]:
    guide = fields.string(body, "style_guide").strip().lower()
    areas = fields.keywords(fields.strings(body, "focus_areas"))[:_MAX_FOCUS_AREAS]
    return {
        "text": fields.string(body, "text").strip(),
        "style_guide": None if guide in {"", "none"} else guide,
        "focus_areas": [*areas] or None,
        "preserve_voice": fields.flag(body, "preserve_voice", True),
    }


def _refuse(body: Inputs) -> Refusal | None:
    if count_words(fields.string(body, "text")) < _MIN_WORDS:
        return refusal(_MODEL, "text", f"Give at least {_MIN_WORDS} words to proofread")
    guide = fields.string(body, "style_guide", "none").strip().lower()
    if guide not in _STYLE_GUIDES:
        reason = f"No style guide is called {clip(guide, 50)!r}: use {', '.join(_STYLE_GUIDES)}"
        return refusal(_MODEL, "style_guide", reason)
    for area in fields.keywords(fields.strings(body, "focus_areas")):
        if area not in _FOCUS_AREAS:
            reason = f"No focus area is called {clip(area, 50)!r}: use {', '.join(_FOCUS_AREAS)}"
            return refusal(_MODEL, "focus_areas", reason)
    return None


def _steps(inputs: Inputs) -> tuple[Step, ...]:
    return (
        Step(10, "Computing readability metrics...", "readability", 1, 2),
        Step(20, "Proofreading text...", "proofreading", 2, 2),
        Step(85, "Compiling report...", "proofreading", 2, 2),
        Step(100, "Proofreading complete", "done", 2, 2),
    )


def _run(inputs: Inputs, rng: Random, now: str) -> Outcome:
    original = fields.string(inputs, "text")
    areas = fields.strings(inputs, "focus_areas") or _FOCUS_AREAS
    keep_voice = fields.flag(inputs, "preserve_voice", True)
    asked = [
        rule
        for rule in rules()
        if rule.area in areas
        and (not rule.guides or fields.string(inputs, "style_guide") in rule.guides)
    ]
    corrections = find(original, _of_voice(asked, False) if keep_voice else asked)
    offers = find(original, _of_voice(asked, True)) if keep_voice else ()
    corrected = apply(original, corrections)
    score = reading_ease(original)
    result: dict[str, JSON] = {
        "original_text": original,
        "corrected_text": corrected,
        "issues_found": [_issue(correction) for correction in corrections],
        "style_suggestions": [*_offers(offers), *_suggestions(original, areas)],
        "readability_score": round(score, 1),
        "reading_level": reading_level(score),
        "word_count": count_words(original),
        "issue_count": len(corrections),
        "generated_at": now,
    }
    return outcome(result, (original, corrected))


def _of_voice(asked: Collection[Rule], changes_voice: bool) -> list[Rule]:
    return [rule for rule in asked if rule.changes_voice == changes_voice]


def _issue(correction: Correction) -> JSON:
    return {
        "issue_type": correction.rule.area,
        "original": correction.original,
        "correction": correction.replacement,
        "explanation": correction.rule.explanation,
        "severity": correction.rule.severity,
    }


def _offers(corrections: Collection[Correction]) -> list[str]:
    """What would read better but is the writer's choice: each phrase once."""
    offers = (
        f"Consider `{offer.replacement.lower()}` for `{offer.original.lower()}`. "
        f"{offer.rule.explanation}"
        for offer in corrections
    )
    return list(dict.fromkeys(offers))


def _suggestions(text: str, areas: Collection[str]) -> list[str]:
    """What a rule can see but not mend."""
    long = sum(1 for sentence in sentences(text) if count_words(sentence) > _LONG_SENTENCE)
    passives = len(_PASSIVE.findall(text))
    paragraphs = sum(1 for part in text.split("\n\n") if count_words(part) > _LONG_PARAGRAPH)
    shouts = text.count("!")
    found = (
        ("clarity", long, "Long sentences to split (over 30 words)"),
        ("clarity", passives, "Passive verbs to make active"),
        ("structure", paragraphs, "Long paragraphs to divide (over 150 words)"),
        ("tone", shouts, "Exclamation marks to weigh"),
    )
    return [f"{what}: {count}." for area, count, what in found if count and area in areas]


AGENT = Agent(
    type="proofreading",
    name="Proofreading Agent",
    description="Corrects grammar, spelling and punctuation, and measures how easy a text reads.",
    slug="proofreading",
    normalise=_normalise,
    refuse=_refuse,
    steps=_steps,
    run=_run,
)
