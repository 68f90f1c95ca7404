"""How easy a text is to read: the Flesch reading-ease score and the level that it stands for."""

from __future__ import annotations

import re

from taskpact_mock.apis.agents_v2.agents.text import syllables

_SENTENCE_STOPS = re.compile(r"[.!?]+")
_ENGLISH_WORD = re.compile(r"\b[a-zA-Z]++\b")
_NO_WORDS = 50.0
_LEVELS = (
    (90.0, "5th grade (very easy)"),
    (80.0, "6th grade (easy)"),
    (70.0, "7th grade (fairly easy)"),
    (60.0, "8th-9th grade (standard)"),
    (50.0, "10th-12th grade (fairly difficult)"),
    (30.0, "College (difficult)"),
)
_HARDEST = "Professional (very difficult)"


def reading_ease(text: str) -> float:
    """Flesch's score from 0 (hard) to 100 (easy), not rounded; 50 for a text without words."""
    found = _ENGLISH_WORD.findall(text)
    if not found:
        return _NO_WORDS
    pieces = sum(1 for piece in _SENTENCE_STOPS.split(text) if piece.strip())
    score = (
        206.835
        - 1.015 * (len(found) / max(1, pieces))
        - 84.6 * (sum(map(syllables, found)) / len(found))
    )
    return min(100.0, max(0.0, score))


def reading_level(score: float) -> str:
    """The school level that an unrounded score stands for."""
    return next((level for least, level in _LEVELS if score >= least), _HARDEST)
