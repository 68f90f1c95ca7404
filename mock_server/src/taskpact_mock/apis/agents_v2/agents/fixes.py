"""The decisions of the proofreading rules: what should stand where a pattern matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from taskpact_mock.apis.agents_v2.agents import lexicon
from taskpact_mock.apis.agents_v2.agents.corrections import begins_sentence, in_case_of
from taskpact_mock.apis.agents_v2.agents.text import vocabulary

Fix: TypeAlias = Callable[[re.Match[str]], str | None]
"""Gives the text to put in place of a match, or None if the match is no mistake."""

_NEIGHBOUR = 16
_RIGHTLY_DOUBLED = vocabulary("bye ha had no really so that very")
_A_BEFORE_VOWEL = re.compile(
    r"(?:uni[cfoqtv]|us[aeiu]|eu|ewe|once\b|ones?\b|ubiq|util|uter|uro)", re.IGNORECASE
)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_EITHER_H = re.compile(r"(?:histor|hotel|herb)", re.IGNORECASE)
_PLURAL_VERBS = {"was": "were", "is": "are", "has": "have", "doesn't": "don't"}
_NO_LIST_BEFORE = vocabulary("""
    finally first however indeed instead meanwhile next no now perhaps so still then therefore
    today tomorrow well yes yesterday
""")
_SUBJECTS = vocabulary("he i it she that there they this we you")
_NUMBERED_THINGS = vocabulary("""
    age april august chapter day december equation february figure january july june line march may
    no november number october page part phase room section september step table version volume week
""")
_MEASURES = vocabulary("am cm gb kb kg km m mb mg ml mm percent pm")


def phrases(table: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern for the phrases that a table begins its pairs with, whatever their case."""
    longest_first = sorted(table, key=len, reverse=True)
    joined = "|".join(re.escape(phrase).replace("'", r"['\u2019]") for phrase in longest_first)
    return re.compile(rf"\b(?:{joined})\b(?!['\u2019]\w)", re.IGNORECASE)


def look_up(table: Mapping[str, str]) -> Fix:
    """What a table puts for the phrase, in the case of the phrase."""

    def fix(match: re.Match[str]) -> str | None:
        # Without case a long s is an s to the pattern, yet not to the table.
        replacement = table.get(match[0].lower().replace("\u2019", "'"))
        return replacement and in_case_of(match, replacement)

    return fix


def constant(replacement: str) -> Fix:
    """Always the same text."""
    return lambda match: replacement


def template(template: str) -> Fix:
    """A text with the groups of the match in it."""
    return lambda match: match.expand(template)


def undouble(match: re.Match[str]) -> str | None:
    """A word once, unless English doubles it."""
    return None if match[1].lower() in _RIGHTLY_DOUBLED else match[1]


def article(match: re.Match[str]) -> str | None:
    """The article that the sound of the next word asks for."""
    article, word = match[1], match[2]
    if len(word) == 1 or word.isupper():  # an X-ray, a UN body: the ear decides
        return None
    vowel = word[0] in "aeiouAEIOU" and not _A_BEFORE_VOWEL.match(word)
    if word[0] in "hH":
        if _EITHER_H.match(word):
            return None
        vowel = _SILENT_H.match(word) is not None
    return f"{article[0]}{'n' if vowel else ''} {word}"


def agree(match: re.Match[str]) -> str | None:
    """A subject in the plural with the verb in the plural."""
    verb = _PLURAL_VERBS.get(match[2].lower().replace("\u2019", "'"))
    return verb and f"{match[1]} {verb}"


def sentence_capital(match: re.Match[str]) -> str | None:
    """A word with a capital if it begins a sentence."""
    return match[0].capitalize() if begins_sentence(match) else None


def final_stop(match: re.Match[str]) -> str | None:
    """The end of a text with a full stop, unless its last line is a heading or a list item."""
    last_line = match.string.rpartition("\n")[2]
    is_sentence = len(last_line.split()) >= 3 and last_line.lstrip()[:1].isalpha()
    return f"{match[0]}." if is_sentence else None


def drop_serial_comma(match: re.Match[str]) -> str | None:
    """The end of a list without its last comma."""
    return None if match[1].lower() in _NO_LIST_BEFORE else f"{match[1]} {match[2]}"


def add_serial_comma(match: re.Match[str]) -> str | None:
    """The end of a list with a last comma."""
    first, last, conjunction = match[1], match[2], match[3]
    if first.lower() in _NO_LIST_BEFORE or last.lower() in _SUBJECTS:
        return None
    return f"{first}, {last}, {conjunction}"


def spell_out(limit: int) -> Fix:
    """A number below the limit as a word, unless it names or measures something."""

    def fix(match: re.Match[str]) -> str | None:
        number = int(match[0])
        if number >= limit or _is_a_name_or_measure(match):
            return None
        return in_case_of(match, lexicon.NUMBER_WORDS[number])

    return fix


def _is_a_name_or_measure(match: re.Match[str]) -> bool:
    """Whether the words around a number say that it stays one: `page 5`, `5 km`."""
    before = match.string[max(0, match.start() - _NEIGHBOUR) : match.start()].split()
    after = match.string[match.end() : match.end() + _NEIGHBOUR].split()
    named = bool(before) and before[-1].rstrip(".").lower() in _NUMBERED_THINGS
    return named or (bool(after) and after[0].rstrip(".,;!?").lower() in _MEASURES)
