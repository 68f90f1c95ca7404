"""From bytes to values: JSON bodies and the text of parameters."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from attrs import frozen

from taskpact_mock.contract.model import Parameter

JSON = Any
"""None, bool, int, float, str, or lists and dicts of them."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?")
_TOKEN = re.compile(r'(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")\s*(?P<colon>:?)|[{}]')

MAX_DEPTH = 200
"""Levels of arrays and objects in a body. Whoever echoes one, a few levels deeper, must be able to:
neither the validator nor the JSON writer goes beyond 254."""


@frozen
class MalformedError(Exception):
    """A body is not JSON. `place` is the offset of the first character that does not fit."""

    message: str
    place: int


def decode_json(body: bytes) -> JSON:
    """The value in `body`.

    Raises MalformedError for anything but one JSON text in UTF-8, for a member name that an object
    holds twice, for numbers beyond a double, and for more than MAX_DEPTH levels.
    """
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedError(error.msg, error.pos) from None
    if _is_plain(value, body):
        return value
    members, depth = _measure(value)
    if depth > MAX_DEPTH:
        raise MalformedError(f"more than {MAX_DEPTH} levels", 0)
    # As many colons as members means that no name was dropped as a repetition.
    if body.count(b":") != members:
        _refuse_repetition(body.decode())
    return value


def decode_text(text: str, parameter: Parameter) -> JSON:
    """The value that `text` stands for, by the parameter's type; unfit text comes back as it is.

    The validator then says what is wrong with it.
    """
    for each in parameter.types:
        if (value := _DECODERS[each](text)) is not None:
            return value
    return text


def select(parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> dict[str, JSON]:
    """The decoded values of those `parameters` that were `given`."""
    return {
        each.name: decode_text(given[each.key], each) for each in parameters if each.key in given
    }


def _is_plain(value: JSON, body: bytes) -> bool:
    """Whether counting bytes shows that `value` repeats no name and is not too deep.

    So it is with nearly every small body: an object with as many colons as members has no further
    objects in it, and no more brackets than levels allowed cannot be deeper.
    """
    return (
        type(value) is dict
        and body.count(b":") == len(value)
        and body.count(b"[") + body.count(b"{") <= MAX_DEPTH
    )


def _measure(value: JSON) -> tuple[int, int]:
    """How many members all objects in `value` have together, and how deep it is."""
    members = depth = 0
    level = [value]
    while True:
        objects = [each for each in level if type(each) is dict]
        arrays = [each for each in level if type(each) is list]
        if not objects and not arrays:
            return members, depth
        depth += 1
        members += sum(map(len, objects))
        level = [part for each in objects for part in each.values()]
        level += [part for each in arrays for part in each]


def _refuse_repetition(text: str) -> None:
    """Raise MalformedError at the first member name that its object has already, if there is one.

    `text` is known to be JSON.
    """
    objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token["colon"]:
            name = orjson.loads(token["string"])
            if name in objects[-1]:
                raise MalformedError(f"duplicate member name {name!r}", token.start())
            objects[-1].add(name)
        elif token[0] == "{":
            objects.append(set())
        elif token[0] == "}":
            objects.pop()


def _integer(text: str) -> float | None:
    """The whole number that `text` is; beyond 64 bits a float, as in bodies: it can be echoed."""
    if not _WHOLE.fullmatch(text):
        return None
    value = int(text)
    return value if -(2**63) <= value < 2**64 else float(value)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


_DECODERS: dict[str, Callable[[str], JSON]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}
