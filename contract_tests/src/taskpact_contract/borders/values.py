"""What stands on the borders of a schema's rules, and just beyond them."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain, cycle, islice
from typing import Any, Final

from attrs import frozen

EACH_TYPE: Final[Mapping[str, Any]] = {
    "null": None,
    "boolean": True,
    "integer": 1,
    "number": 1.5,
    "string": "a b",
    "array": [],
    "object": {},
}
"""A value of each type."""
TEXTS = ("", " ", "\t", "a", "a b", "A b", "1 2", "a,b", "a/b", "!")
"""Texts of which most patterns fit some and not others."""
SIZES: Final[Mapping[str, int]] = {"int32": 2**31, "int64": 2**63}
"""The formats of whole numbers: the first number beyond each."""
UNLISTED = "not-listed"
"""A member that no schema lists."""
TICK = 2**-10
"""How far beyond its border a number stands that need not be whole."""


@frozen
class Candidate:
    """A value that is tried in the place of another one.

    `rule` is the keyword that it is made from, with the word that it is about where there are
    several. One `within` is meant to stand on the right side of the border, and must be taken if
    the schema agrees; of any other that fits nothing is said, as it may be refused for what it
    means, such as the name of something that is not there.
    """

    rule: str
    value: Any
    within: bool = False


def candidates(schemas: Collection[Mapping[str, Any]], value: Any) -> Iterator[Candidate]:
    """Candidates for a place that all, or some, of the `schemas` describe, and where `value` is."""
    for schema in schemas:
        for keyword, border in schema.items():
            if keyword in _MAKERS:
                yield from _MAKERS[keyword](border, value)
    if isinstance(value, dict):
        for name in value:
            rest = {key: each for key, each in value.items() if key != name}
            yield Candidate(f"required {name}", rest)


def _types(_border: Any, _value: Any) -> Iterator[Candidate]:
    for each in EACH_TYPE.values():
        yield Candidate("type", each)


def _words(border: Any, _value: Any) -> Iterator[Candidate]:
    for word in border:
        yield Candidate(f"enum {word}", word, within=True)
    yield Candidate("enum", f"{border[-1]}-{UNLISTED}")


def _constant(border: Any, _value: Any) -> Iterator[Candidate]:
    yield Candidate("const", border, within=True)
    yield Candidate("const", f"{border}-{UNLISTED}")


def _number(keyword: str, direction: int, *, taken: bool) -> Callable[..., Iterator[Candidate]]:
    """Numbers beside a border that is `taken` or not; outside lies in that direction."""

    def make(border: Any, _value: Any) -> Iterator[Candidate]:
        yield Candidate(keyword, border, within=taken)
        for step in (TICK, 1):  # of two that break the same the first is tried
            yield Candidate(keyword, _beside(border, direction * step))
            yield Candidate(keyword, _beside(border, -direction * step), within=not taken)

    return make


def _beside(border: float, step: float) -> float:
    """The number a step away; a larger step where a double could not tell it from the border.

    Many a server reads all numbers as doubles, which JSON allows.
    """
    if float(border + step) != float(border):
        return border + step
    return int(math.nextafter(float(border), math.copysign(math.inf, step)))


def _whole(border: Any, value: Any) -> Iterator[Candidate]:
    """Beside the ends of whole numbers of a size; other formats have no border."""
    if border in SIZES:
        yield from _number("format", -1, taken=True)(-SIZES[border], value)
        yield from _number("format", 1, taken=True)(SIZES[border] - 1, value)


def _length(keyword: str, beyond: int) -> Callable[..., Iterator[Candidate]]:
    def make(border: Any, value: Any) -> Iterator[Candidate]:
        for text in (value, "a b", "a"):
            if isinstance(text, str) and text:
                yield Candidate(keyword, _filled(text, border), within=True)
                if border + beyond >= 0:
                    yield Candidate(keyword, _filled(text, border + beyond))

    return make


def _size(keyword: str, beyond: int) -> Callable[..., Iterator[Candidate]]:
    def make(border: Any, value: Any) -> Iterator[Candidate]:
        items = value or ["a b"]
        yield Candidate(keyword, _repeated(items, border), within=True)
        if border + beyond >= 0:
            yield Candidate(keyword, _repeated(items, border + beyond))

    return make


def _texts(_border: Any, value: Any) -> Iterator[Candidate]:
    yield from (Candidate("pattern", text) for text in TEXTS)
    if isinstance(value, str):
        yield from (Candidate("pattern", f"{text}{value}") for text in TEXTS)


def _unlisted(border: Any, value: Any) -> Iterator[Candidate]:
    if border is False and isinstance(value, dict):
        yield Candidate("additionalProperties", {**value, UNLISTED: "a b"})


def _filled(text: str, length: int) -> str:
    return "".join(islice(cycle(text), length))


def _repeated(items: Any, length: int) -> list[Any]:
    return list(islice(chain(items, cycle(items)), length))


_MAKERS: Mapping[str, Callable[[Any, Any], Iterator[Candidate]]] = {
    "type": _types,
    "enum": _words,
    "const": _constant,
    "minimum": _number("minimum", -1, taken=True),
    "maximum": _number("maximum", 1, taken=True),
    "exclusiveMinimum": _number("exclusiveMinimum", -1, taken=False),
    "exclusiveMaximum": _number("exclusiveMaximum", 1, taken=False),
    "format": _whole,
    "minLength": _length("minLength", -1),
    "maxLength": _length("maxLength", 1),
    "minItems": _size("minItems", -1),
    "maxItems": _size("maxItems", 1),
    "pattern": _texts,
    "additionalProperties": _unlisted,
}
"""By keyword: its candidates, from what it says and the value that is there."""
