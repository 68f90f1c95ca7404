"""From bytes to values: JSON bodies and the text of parameters."""

import json
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
_SMALL = 16 * 1024


@frozen
class MalformedError(Exception):
    """A body is not JSON. `place` is the offset of the first character that does not fit."""

    message: str
    place: int


def decode_json(body: bytes) -> JSON:
    """The value in `body`.

    Raises MalformedError for anything but one JSON text in UTF-8, for a member name that an object
    holds twice, for numbers beyond a double, and for more than 1,024 levels.
    """
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedError(error.msg, error.pos) from None
    # As many colons as members means that no name was dropped as a repetition.
    if len(body) > _SMALL or body.count(b":") != _members(value):
        _refuse_repetition(body)
    return value


def decode_text(text: str, parameter: Parameter) -> JSON:
    """The value that `text` stands for, by the parameter's type; unfit text comes back as it is.

    The validator then says what is wrong with it.
    """
    kind = parameter.schema.get("type")
    types = kind if isinstance(kind, list) else [kind]
    for each in types:
        decoder = _DECODERS.get(each)
        if decoder is not None and (value := decoder(text)) is not None:
            return value
    return text


def select(parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> dict[str, JSON]:
    """The decoded values of those `parameters` that were `given`."""
    return {
        each.name: decode_text(given[each.key], each) for each in parameters if each.key in given
    }


def _members(value: JSON) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_members, value.values()))
    if isinstance(value, list):
        return sum(map(_members, value))
    return 0


def _refuse_repetition(body: bytes) -> None:
    def collect(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        members = dict(pairs)
        if len(members) < len(pairs):
            names = [name for name, _ in pairs]
            name = next(each for each in names if names.count(each) > 1)
            raise MalformedError(
                f"duplicate member name {name!r}", body.find(json.dumps(name).encode())
            )
        return members

    json.loads(body, object_pairs_hook=collect)


def _integer(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


_DECODERS: dict[Any, Callable[[str], JSON]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}
