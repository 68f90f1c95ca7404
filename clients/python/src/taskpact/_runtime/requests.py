"""One call of an operation as a value: what generated code builds and the drivers send."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from attrs import field, frozen

from .settings import check_header
from .types import UNSET, Unset, encode

Query = tuple[tuple[str, str], ...]


@frozen
class Request:
    """One call: everything but the server's address and the credentials.

    `body` is JSON or UNSET; `secured` says whether the operation wants credentials, `keyed` whether
    it honours an idempotency key in its body.
    """

    operation: str
    method: str
    path: str
    query: Query = ()
    headers: Mapping[str, str] = field(factory=dict)
    body: Any = UNSET
    secured: bool = True
    keyed: bool = False


def segment(value: object) -> str:
    """A path parameter, escaped; raises ValueError for one that would lead to another path."""
    text = value if type(value) is str else _text(value)
    if text.isascii() and text.isalnum():
        return text  # most ids: nothing to escape
    if text in ("", ".", ".."):
        raise ValueError(f"{text!r} cannot stand in a path: give the id of an existing resource")
    return quote(text, safe="")


def query(parameters: Mapping[str, Any]) -> Query:
    """Query parameters as pairs: UNSET and None stay out, a list repeats its name."""
    return tuple(_pairs(parameters))


def header_fields(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Header parameters by lower-case name; UNSET and None stay out.

    Raises ConfigurationError for one that cannot be sent.
    """
    given = {
        name.lower(): _text(value)
        for name, value in parameters.items()
        if value is not UNSET and value is not None
    }
    for name, value in given.items():
        check_header(name, value)
    return given


def json_body(fields: Mapping[str, Any], *, required: bool) -> dict[str, Any] | Unset:
    """The members that are given; an optional body with none of them is not sent at all."""
    body = {name: encode(value) for name, value in fields.items() if value is not UNSET}
    return body if body or required else UNSET


def _pairs(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in parameters.items():
        if value is UNSET or value is None:
            continue
        for item in value if isinstance(value, list | tuple) else (value,):
            yield name, _text(item)


def _text(value: object) -> str:
    """A scalar as URLs and headers write it."""
    plain = encode(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return str(plain)
