"""What the ten formats take from a content: its title, sentences, points, numbers and links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from attrs import frozen

from taskpact_mock.apis.agents_v2.agents import text

_LINK = re.compile(r"https?://[^\s<>\"')]{1,300}+")
_DECISION = re.compile(r"\b(?:decide|must|need|needs|plan|propose|recommend|should|will)\b", re.I)
_KEYWORD = re.compile(r"(?!\d)\w[\w'-]{1,29}")
_DIGIT = re.compile(r"\d")
_MARKUP = "#*->•= \t"
_LONGEST_TITLE = 90
_POINTS = 6
_FEWER_POINTS = 3
_CONDENSED = 60


@frozen
class Digest:
    """A content read once.

    `points` are its most telling sentences: word for word if key points are preserved, else
    fewer and cut short. `order` ranks `sentences` by how much they say. `whole` asks for all of
    them, whatever the length that a format is used to.
    """

    title: str
    sentences: Sequence[str]
    order: Sequence[int]
    points: Sequence[str]
    keywords: Sequence[str]
    links: Sequence[str]
    date: str
    whole: bool

    def prose(self, words: int) -> list[str]:
        """The sentences that say most in at most so many words, in their order."""
        if self.whole:
            return [text.stop(sentence) for sentence in self.sentences]
        chosen: list[int] = []
        room = words
        for place in self.order:
            room -= text.count_words(self.sentences[place])
            if room < 0:
                break
            chosen.append(place)
        if not chosen:  # the best one alone is too long
            best = self.sentences[self.order[0]].split()
            return [f"{' '.join(best[:words])}…"]
        return [text.stop(self.sentences[place]) for place in sorted(chosen)]

    def with_numbers(self) -> list[str]:
        """The first sentences that state a number."""
        found = (sentence for sentence in self.sentences if _DIGIT.search(sentence))
        return [text.clip(sentence, 140) for sentence in islice(found, 4)]

    def decisions(self) -> list[str]:
        """The first sentences that ask for something or announce it."""
        return [sentence for sentence in self.sentences if _DECISION.search(sentence)][:_POINTS]


def digest(content: str, *, date: str, preserve_key_points: bool, adapt_length: bool) -> Digest:
    """Read a content."""
    found = [s for s in (line.strip(_MARKUP) for line in text.sentences(content)) if s]
    found = found or [text.one_line(content)]
    order = text.ranked(found)
    count = _POINTS if preserve_key_points else _FEWER_POINTS
    best = [found[place] for place in sorted(order[:count])]
    return Digest(
        title=text.clip(found[0].rstrip(".!?:"), _LONGEST_TITLE) or "Untitled",
        sentences=found,
        order=order,
        points=best if preserve_key_points else [text.clip(one, _CONDENSED) for one in best],
        keywords=[word for word in text.keywords(content, 20) if _KEYWORD.fullmatch(word)][:5],
        links=list(dict.fromkeys(_LINK.findall(content)))[:10],
        date=date,
        whole=not adapt_length,
    )
