"""From JSON values to typed ones; whatever does not fit raises DecodeError with its path.

Decoders take the value last. Generated code tests the exact type of scalars in place and calls the
decoder only for what fails the test, which is what makes long lists cheap.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date, datetime
from operator import itemgetter
from typing import Any, TypeVar, cast
from uuid import UUID

from taskpact.errors import DecodeError

from .types import UNSET, OpenEnum

T = TypeVar("T")
Words = TypeVar("Words", bound=OpenEnum)
Decoder = Callable[[Any], T]


class Members:
    """The members of a JSON object that its contract lists, in order.

    `wire_names` maps the attribute of each to its name in JSON.
    """

    def __init__(self, wire_names: Mapping[str, str]) -> None:
        """Prepare for the names."""
        self.wire_names = wire_names
        self._names = tuple(wire_names.values())
        self._known = frozenset(self._names)
        self._values: Callable[[Any], tuple[Any, ...]] = (
            itemgetter(*self._names)
            if len(self._names) > 1
            else lambda source: (source[self._names[0]],)  # a single one comes bare
        )

    def take(self, source: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The values of the members, UNSET for those that are absent, and all others by name."""
        if not isinstance(source, dict):
            raise mismatch("an object", source)
        if len(source) == len(self._names):
            try:
                return self._values(source), {}
            except KeyError:
                pass  # as many as listed, but not the same
        return (
            tuple([source.get(name, UNSET) for name in self._names]),
            {name: value for name, value in source.items() if name not in self._known},
        )


UNFIT = (DecodeError, TypeError, ValueError)
"""What decoding a value may raise."""


def mismatch(expected: str, value: object) -> DecodeError:
    """The error for a value of another kind."""
    if value is UNSET:
        return DecodeError("required, but not there")
    return DecodeError(f"expected {expected}, found {kind_of(value)} {_short(value)}")


def located(error: Exception, at: str) -> DecodeError:
    """The error of decoding the member `at`, as the object that holds it raises it."""
    if isinstance(error, DecodeError):
        return error.inside(at)
    return DecodeError(str(error), at)


def string(value: Any) -> str:
    """A string."""
    if isinstance(value, str):
        return value
    raise mismatch("a string", value)


def integer(value: Any) -> int:
    """An integer, which JSON may also write as 2.0."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise mismatch("an integer", value)


def number(value: Any) -> float:
    """A number; one without a fraction stays an int."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise mismatch("a number", value)


def boolean(value: Any) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise mismatch("a boolean", value)


def nothing(value: Any) -> None:
    """Null."""
    if value is not None:
        raise mismatch("null", value)


def anything(value: Any) -> Any:
    """Any JSON value, as it is."""
    if value is UNSET:
        raise mismatch("any value", value)
    return value


def word(kind: type[Words], value: Any) -> Words:
    """A member of an enum; a word that it does not know becomes a member of its own."""
    try:
        # A third of the time that calling an enum takes: long lists of records pay for it.
        return cast(Words, kind._value2member_map_[value])
    except (KeyError, TypeError):
        return kind(string(value))


def instant(value: Any) -> datetime:
    """A date-time of RFC 3339."""
    return datetime.fromisoformat(string(value))


def day(value: Any) -> date:
    """A full-date of RFC 3339."""
    return date.fromisoformat(string(value))


def uuid(value: Any) -> UUID:
    """A UUID."""
    return UUID(string(value))


def constant(expected: object, value: Any) -> Any:
    """The one value that the contract allows."""
    if value == expected and type(value) is type(expected):
        return expected
    raise mismatch(repr(expected), value)


def json_object(value: Any) -> dict[str, Any]:
    """An object whose members the contract leaves open, as it is."""
    if isinstance(value, dict):
        return value
    raise mismatch("an object", value)


def array(decode: Decoder[T], value: Any) -> list[T]:
    """A list."""
    if not isinstance(value, list):
        raise mismatch("an array", value)
    try:
        return [decode(item) for item in value]
    except UNFIT:
        return [_member(decode, item, f"[{index}]") for index, item in enumerate(value)]


def plain_array(plain: type[T], decode: Decoder[T], value: Any) -> list[T]:
    """A list of scalars; one that JSON already types right is taken as it is."""
    if isinstance(value, list) and {*map(type, value)} <= {plain}:
        return value
    return array(decode, value)


def mapping(decode: Decoder[T], value: Any) -> dict[str, T]:
    """An object with any names and values of one type."""
    return {name: _member(decode, item, name) for name, item in json_object(value).items()}


def nullable(decode: Decoder[T], value: Any) -> T | None:
    """A value or null."""
    return None if value is None else decode(value)


# The three below return Any because no type checker derives the union of the decoders' results;
# generated code states it where the value is kept.


def by_kind(decoders: Mapping[str, Decoder[Any]], value: Any) -> Any:
    """One of several types that JSON itself tells apart."""
    if decode := decoders.get(kind_of(value)):
        return decode(value)
    raise mismatch(f"one of {', '.join(decoders)}", value)


def tagged(key: str, decoders: Mapping[Any, Decoder[Any]], value: Any) -> Any:
    """One of several objects that the constant `key` tells apart; a new kind stays a dict."""
    tag = json_object(value).get(key)
    decode = decoders.get(tag) if isinstance(tag, str) else None
    return decode(value) if decode else value


def by_members(members: Sequence[tuple[Set[str], Decoder[Any]]], value: Any) -> Any:
    """The one object whose required members are all there; if not exactly one, it stays a dict."""
    names = json_object(value).keys()
    fitting: Decoder[Any] | None = None
    for required, decode in members:
        if names >= required:
            if fitting is not None:
                return value
            fitting = decode
    return fitting(value) if fitting else value


def kind_of(value: object) -> str:
    """What JSON calls the type of a value."""
    return _KINDS.get(type(value), type(value).__name__)


_KINDS: Mapping[type, str] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    dict: "object",
    list: "array",
    type(None): "null",
}


def _member(decode: Decoder[T], value: Any, at: str) -> T:
    try:
        return decode(value)
    except UNFIT as error:
        raise located(error, at) from None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
