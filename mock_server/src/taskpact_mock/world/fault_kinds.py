"""What can go wrong between a request, its effect and its answer.

What has a phase happens `before` the request has done anything in the world, or `after`: its effect
stands, and the answer to it is lost.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from attrs import Factory, field, frozen
from attrs.converters import optional as optional_of
from attrs.validators import ge, in_, le, optional

Phase = Literal["before", "after"]


def _phase() -> Any:
    return field(default="before", validator=in_(get_args(Phase)))


def _seconds() -> Any:
    return field(converter=float, validator=ge(0))


def _count(least: int, **more: Any) -> Any:
    """Numbers may come from JSON, where 1.0 is a whole one."""
    return field(converter=int, validator=ge(least), **more)


def _maybe_count() -> Any:
    return field(default=None, converter=optional_of(int), validator=optional(ge(0)))


@frozen
class Reset:
    """The connection is reset, and there is no answer."""

    phase: Phase = _phase()


@frozen
class Timeout:
    """No answer comes until the client gives up or the world is closed."""

    phase: Phase = _phase()


@frozen
class Status:
    """Another answer, such as a gateway's. `body` is JSON, or a text if the headers say so."""

    status: int = field(converter=int, validator=[ge(200), le(599)])
    body: Any = None
    headers: Mapping[str, str] = Factory(dict)
    phase: Phase = _phase()


@frozen
class Latency:
    """The answer is ready at once and arrives so many seconds of the world's clock later."""

    seconds: float = _seconds()


@frozen
class Truncate:
    """The connection ends after some `bytes` of the body that was announced; half without them."""

    bytes: int | None = _maybe_count()


@frozen
class Malformed:
    """The body ends in the middle of its JSON, and is announced as that."""


@frozen
class ContentType:
    """The answer is said to be something else; text/html also has a page for its body."""

    media: str = "text/html; charset=utf-8"


@frozen
class SlowBody:
    """The body comes a few `bytes` at a time, with `seconds` of the world's clock before each."""

    seconds: float = _seconds()
    bytes: int = _count(1, default=1)


@frozen
class Cut:
    """The connection ends after so many events, or after so many bytes, of a stream."""

    event: int | None = _maybe_count()
    byte: int | None = _maybe_count()

    def __attrs_post_init__(self) -> None:
        if (self.event is None) == (self.byte is None):
            raise ValueError("cut after an event or after a byte: give one of them")


@frozen
class Stall:
    """A stream says nothing more after so many events, and stays open."""

    event: int = _count(0)


@frozen
class Duplicate:
    """That event of a stream, counted from 1, comes twice."""

    event: int = _count(1)


@frozen
class Reorder:
    """That event of a stream, counted from 1, comes after the next one."""

    event: int = _count(1)


@frozen
class DropHeartbeats:
    """A stream gives no sign of life while nothing happens."""


OfStream = Cut | Stall | Duplicate | Reorder | DropHeartbeats
OfBody = Truncate | Malformed | SlowBody
OfAnswer = Reset | Timeout | Status | Latency | ContentType | OfBody
What = OfAnswer | OfStream

KINDS: Mapping[str, type[What]] = {
    "reset": Reset,
    "timeout": Timeout,
    "status": Status,
    "latency": Latency,
    "truncate": Truncate,
    "malformed": Malformed,
    "content_type": ContentType,
    "slow_body": SlowBody,
    "cut": Cut,
    "stall": Stall,
    "duplicate": Duplicate,
    "reorder": Reorder,
    "drop_heartbeats": DropHeartbeats,
}
"""The faults by their names in the control plane."""

NAMES: Mapping[type[What], str] = {kind: name for name, kind in KINDS.items()}
