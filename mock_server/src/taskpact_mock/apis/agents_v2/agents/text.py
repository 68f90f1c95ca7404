"""Words, sentences and summaries: the little linguistics that the agents share.

Every pattern takes linear time, whatever the text: runs are possessive or start where they begin.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]++(?:['\u2019-][^\W_]++)*+")
_SENTENCE_GAP = re.compile(
    # Not after Dr. Mr. Ms. St. vs. Mrs. e.g. i.e.
    r"(?<=[.!?…])(?<!\b[DMSv][rst]\.)(?<!\bMrs\.)(?<!\be\.g\.)(?<!\bi\.e\.)\s+"
    r"|(?<=[。\uff01\uff1f])\s*"
    r"|\n+"
)
_VOWELS = re.compile(r"[aeiouy]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def vocabulary(words: str) -> frozenset[str]:
    """A set of words, from a text of them with white space between."""
    return frozenset(words.split())


_SMALL_WORDS = vocabulary("a an and as at but by for in nor of on or the to via with")
_STOP_WORDS = _SMALL_WORDS | vocabulary("""
    about after all also am any are be because been before being between both can could did do does
    each from had has have he her here him his how i if into is it its just may me more most much
    my no not now off only other our out over own same she should so some such than that their
    them then there these they this those through too under up us very was we were what when where
    which while who why will would you your
""")


def words(text: str) -> list[str]:
    """The words of a text, without punctuation; `don't` and `follow-up` are one word each."""
    return _WORD.findall(text)


def terms(text: str) -> list[str]:
    """The words that carry the meaning of a text, in lower case."""
    return [word for word in map(str.lower, words(text)) if word not in _STOP_WORDS]


def count_words(text: str) -> int:
    """How many pieces white space cuts a text into."""
    return len(text.split())


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, each on one line, blank ones left out."""
    return [piece for piece in map(one_line, _SENTENCE_GAP.split(text)) if piece]


def syllables(word: str) -> int:
    """The syllables of an English word: its groups of vowels, a silent final e not counted."""
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    return max(1, groups - (groups > 1 and word.endswith("e")))


def keywords(text: str, count: int) -> list[str]:
    """The most frequent terms of a text, the earlier first where they tie."""
    return [term for term, _ in Counter(terms(text)).most_common(count)]


def ranked(found: Sequence[str]) -> list[int]:
    """The places of sentences, those with the most frequent terms of them all first."""
    own = [terms(sentence) for sentence in found]
    weights = Counter(term for one in own for term in one)

    def weight(place: int) -> float:
        total = sum(weights[term] for term in own[place])
        return total / math.sqrt(len(own[place]) or 1)

    return sorted(range(len(found)), key=weight, reverse=True)


def key_sentences(text: str, count: int) -> list[str]:
    """The sentences that say most of a text, in the order of the text."""
    found = sentences(text)
    return [found[place] for place in sorted(ranked(found)[:count])]


def one_line(text: str) -> str:
    """A text with every run of white space made one space."""
    return " ".join(text.split())


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of a text, cut between words if that keeps at least half."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rpartition(" ")[0].rstrip(" ,;:-")
    return (head if len(head) >= limit // 2 else cut) + "…"


def capitalised(text: str) -> str:
    """A text with its first letter in upper case, the rest as it was."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """A text with its first letter in lower case, unless its first word is a name or acronym."""
    first = text.split(" ", 1)[0]
    return text if first == "I" or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def title_case(text: str) -> str:
    """A heading: each word capitalised but the small ones inside; capitals already there stay."""
    pieces = one_line(text).split(" ")
    inner = range(1, len(pieces) - 1)
    return " ".join(
        piece.lower() if index in inner and piece.lower() in _SMALL_WORDS else capitalised(piece)
        for index, piece in enumerate(pieces)
    )


def stop(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?", "…", "。", "\uff01", "\uff1f")) else f"{text}."


def joined(items: Sequence[str]) -> str:
    """Items as they are read out: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def slug(text: str) -> str:
    """A part of a URL: lower-case ASCII letters, digits and hyphens, at most 60."""
    return _NOT_SLUG.sub("-", text.lower())[:60].strip("-") or "topic"
