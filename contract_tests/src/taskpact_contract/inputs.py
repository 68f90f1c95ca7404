"""What the commands are given, as arguments and in files, made into values or refused."""

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import frozen

from taskpact_contract.documents import operations
from taskpact_contract.session import checked_rate

SCALARS = (str, int, float, bool)
"""What the value of a parameter may be in a file of credentials."""

KINDS: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {"integer": (int,), "number": (int, float), "boolean": (bool,)}
)
"""What the value of a parameter is in Python, by its type in the contract, but for texts."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?")
"""RFC 9110, section 5: what a header's name and value may be made of, as far as ASCII goes."""


class UsageError(Exception):
    """The arguments cannot be followed; the text says what to change."""


@frozen
class Known:
    """What a file of credentials says of one API."""

    headers: Mapping[str, str]
    parameters: Mapping[str, Any]
    second: Mapping[str, str]


def positive(text: str) -> int:
    """A whole number from 1 on, for argparse."""
    if not text.isascii() or not text.isdecimal() or not (number := int(text[:20])):
        raise argparse.ArgumentTypeError(f"{text!r}: give a whole number, 1 or more")
    return number


def port(text: str) -> int:
    """A port to listen at, for argparse."""
    if not text.isascii() or not text.isdecimal() or not 0 <= int(text[:20]) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r}: give a port from 0 to 65535")
    return int(text)


def rate(text: str) -> float:
    """Requests in a second, for argparse."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    try:
        return checked_rate(number)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


def headers(option: str, given: Sequence[str]) -> dict[str, str]:
    """The headers that an option names. Raises UsageError if one is not 'Name: value'."""
    found = {}
    for each in given:
        name, colon, value = (part.strip() for part in each.partition(":"))
        if not colon or not name:
            raise UsageError(f"{option} {name!r}: write it as 'Name: value'")
        found[name] = _header(option, name, value)
    return found


def parameters(apis: Sequence[str], given: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By API, what `--parameter` gives to it, each value of the type that the contract has.

    Raises UsageError for a parameter that none of them has, and for a value of another type.
    """
    pairs = [each.partition("=") for each in given]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise UsageError(f"--parameter {wrong[0]!r}: write it as NAME=VALUE")
    known = {api: _types(api) for api in apis}
    for name, _, _ in pairs:
        if not any(name in types for types in known.values()):
            listed = ", ".join(sorted({each for types in known.values() for each in types}))
            raise UsageError(f"--parameter {name}: there is none of this name, but {listed}")
    return {
        api: {name: _typed(name, text, types[name]) for name, _, text in pairs if name in types}
        for api, types in known.items()
    }


def credentials(name: str) -> Mapping[str, Any]:
    """The content of a file of credentials, an object; `-` is standard input.

    Raises UsageError if it is none, and OSError if the file cannot be read.
    """
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        return _object(json.loads(text), "the file")
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--credentials {name}: this is no JSON: {error}") from None


def known(found: Mapping[str, Any], api: str) -> Known:
    """What a file of credentials says of an API, nothing if it does not name it.

    Raises UsageError, which names the place, if that is not as `GET /_mock/credentials` has it.
    """
    mine = _object(found.get(api, {}), api)
    second = _object(mine.get("second", {}), f"{api}.second")
    given = _object(mine.get("parameters", {}), f"{api}.parameters")
    for name, value in given.items():
        if not isinstance(value, SCALARS):
            place = f"--credentials, {api}.parameters.{name}"
            raise UsageError(f"{place}: expected a text, a number, true or false")
    return Known(
        _listed_headers(mine.get("headers", {}), f"{api}.headers"),
        given,
        _listed_headers(second.get("headers", {}), f"{api}.second.headers"),
    )


def merged(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Both sets of headers; `then` decides where they name the same one, in whatever case."""
    names = {name.lower() for name in then}
    return {**{name: value for name, value in first.items() if name.lower() not in names}, **then}


def _header(place: str, name: str, value: str) -> str:
    """The value of a header. What is refused is not repeated: it may be a secret."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{place} {name!r}: no header can have this name")
    if not _VALUE.fullmatch(value):
        raise UsageError(f"{place} {name!r}: the value of a header is one line of ASCII")
    return value


def _listed_headers(found: Any, place: str) -> dict[str, str]:
    for name, value in _object(found, place).items():
        if not isinstance(value, str):
            raise UsageError(f"--credentials, {place}.{name}: expected a text")
        _header(f"--credentials, {place},", name, value)
    return dict(found)


def _object(found: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise UsageError(f"--credentials, {place}: expected an object")
    return found


def _types(api: str) -> dict[str, frozenset[str]]:
    """The JSON types of each path and query parameter of an API, by its name."""
    found: dict[str, frozenset[str]] = {}
    for operation in operations(api).values():
        for each in operation.parameters:
            if each.location != "header":
                listed = each.schema.get("type", "string")
                types = frozenset([listed] if isinstance(listed, str) else listed)
                found[each.name] = found.get(each.name, frozenset()) | types
    return found


def _typed(name: str, text: str, types: frozenset[str]) -> Any:
    """The value that a text means, where a text is not what the contract wants."""
    if "string" in types:
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if any(type(value) in KINDS.get(each, ()) for each in types):
        return value
    wanted = " or ".join(sorted(types))
    raise UsageError(f"--parameter {name}={text}: the contract has a value of type {wanted}")
