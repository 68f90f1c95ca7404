"""Finding mistakes by rules and applying the corrections: text in, text and corrections out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

_LONGEST = 500
"""The API's limit for `original` and `correction`; a longer mistake is left alone."""

_CONTEXT = 12
_SENTENCE_MARKS = (".", "!", "?")
_ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "vs.", "approx.", "no.", "dr.", "mr.", "mrs.", "ms.")
_ELLIPSIS = "..."


@frozen
class Rule:
    """One kind of mistake: where it may be, and what should stand there.

    `fix` gives the text to put in place of the whole match, or None if this match is no mistake.
    `guides` names the style guides that ask for the rule; empty means that good English does.
    A rule that `changes_voice` replaces words that are right by words that are better.
    """

    area: str
    severity: str
    explanation: str
    pattern: re.Pattern[str]
    fix: Callable[[re.Match[str]], str | None]
    guides: frozenset[str] = frozenset()
    changes_voice: bool = False


@frozen
class Correction:
    """A rule applied to the characters `start` to `end` of a text."""

    start: int
    end: int
    original: str
    replacement: str
    rule: Rule


def find(text: str, rules: Iterable[Rule]) -> tuple[Correction, ...]:
    """The corrections of a text in its order; where two overlap, the one that starts first."""
    found = sorted(
        (correction for rule in rules for correction in _matches(text, rule)),
        key=lambda correction: (correction.start, -correction.end),
    )
    kept: list[Correction] = []
    for correction in found:
        if not kept or correction.start >= kept[-1].end:
            kept.append(correction)
    return tuple(kept)


def apply(text: str, corrections: Sequence[Correction]) -> str:
    """The text with corrections that do not overlap, in its order, made."""
    pieces, position = [], 0
    for correction in corrections:
        pieces += [text[position : correction.start], correction.replacement]
        position = correction.end
    return "".join([*pieces, text[position:]])


def begins_sentence(match: re.Match[str]) -> bool:
    """Whether a match is the first word of the text or follows the end of a sentence."""
    start, text = match.start(), match.string
    before = text[max(0, start - _CONTEXT) : start].rstrip()
    if start == 0:
        return True
    return (
        text[start - 1].isspace()
        and before.endswith(_SENTENCE_MARKS)
        and not before.endswith(_ELLIPSIS)
        and not before.lower().endswith(_ABBREVIATIONS)
    )


def in_case_of(match: re.Match[str], replacement: str) -> str:
    """A replacement in the case of what it replaces, and with a capital to begin a sentence."""
    original = match[0]
    if len(original) > 1 and original.isupper():
        return replacement.upper()
    if original[:1].isupper() or begins_sentence(match):
        return replacement[:1].upper() + replacement[1:]
    return replacement


def _matches(text: str, rule: Rule) -> Iterable[Correction]:
    for match in rule.pattern.finditer(text):
        original, replacement = match[0], rule.fix(match)
        if replacement is None or replacement == original:
            continue
        if max(len(original), len(replacement)) <= _LONGEST:
            yield Correction(match.start(), match.end(), original, replacement, rule)
