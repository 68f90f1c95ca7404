"""Faults: what goes wrong between a request, its effect and its answer.

A fault is no behaviour of a service, so neither contract nor credentials matter to it. One with a
phase strikes `before` anything has happened in the world, or `after`: the effect stands, and the
answer to it is lost.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from attrs import Factory, asdict, field, frozen
from attrs.validators import ge, gt, in_, le, optional

from taskpact_mock.contract.model import Operation
from taskpact_mock.world.ids import Ids
from taskpact_mock.world.rules import Rule, Rules

Phase = Literal["before", "after"]
Operations = Mapping[str, Mapping[str, Operation]]
"""The operations that may be disturbed, by API and id."""


def _phase() -> Any:
    return field(default="before", validator=in_(get_args(Phase)))


def _count(least: int) -> Any:
    return field(validator=ge(least))


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

    status: int = field(validator=[ge(200), le(599)])
    body: Any = None
    headers: Mapping[str, str] = Factory(dict)
    phase: Phase = _phase()


@frozen
class Latency:
    """The answer is ready at once and arrives so many seconds of the world's clock later."""

    seconds: float = _count(0)


@frozen
class Truncate:
    """The connection ends after some `bytes` of the body that was announced; half without them."""

    bytes: int | None = field(default=None, validator=optional(ge(0)))


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

    seconds: float = _count(0)
    bytes: int = field(default=1, validator=ge(1))


@frozen
class Cut:
    """The connection ends after so many events, or after so many bytes, of a stream."""

    event: int | None = field(default=None, validator=optional(ge(0)))
    byte: int | None = field(default=None, validator=optional(ge(0)))

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

_NAMES = {kind: name for name, kind in KINDS.items()}


class FaultError(ValueError):
    """A fault can never strike; the text names the member that is wrong, and says why."""


@frozen(kw_only=True)
class Fault(Rule):
    """A rule, how probable it is that the fault strikes where it fits, and the fault."""

    probability: float = field(validator=[gt(0), le(1)])
    what: What

    def as_json(self) -> dict[str, Any]:
        """The fault as the control plane shows it."""
        shown = asdict(self)
        return shown | {"fault": {_NAMES[type(self.what)]: shown.pop("what")}}


class Faults(Rules[Fault]):
    """The faults of a world, the oldest first; the first that fits and has bad luck strikes."""

    __slots__ = ("_chance", "_operations")

    def __init__(self, operations: Operations | None = None, seed: int = 0) -> None:
        super().__init__()
        self._operations = operations or {}
        self._chance = Ids(seed)

    def add(
        self,
        api: str,
        operation: str | None,
        what: What,
        *,
        times: int | None = 1,
        match: Mapping[str, Any] | None = None,
        probability: float = 1.0,
    ) -> Fault:
        """Add a fault; `times` None is for ever. Raises FaultError when it could never strike."""
        self._check(api, operation, what, match)
        return self.append(
            lambda id: Fault(
                id=id,
                api=api,
                operation=operation,
                match=match,
                times=times,
                probability=probability,
                what=what,
            )
        )

    def strike(self, operation: Operation, body: Any) -> OfAnswer | None:
        """What happens to a request and its answer, and one use less of the fault."""
        found = self._strike(
            operation,
            body,
            lambda what: (
                not isinstance(what, OfStream)
                and not (isinstance(what, OfBody) and operation.streams)
            ),
        )
        assert not isinstance(found, OfStream)
        return found

    def strike_stream(self, operation: Operation, body: Any) -> OfStream | None:
        """What happens to the stream that answers a request, and one use less of the fault."""
        found = self._strike(operation, body, lambda what: isinstance(what, OfStream))
        assert not isinstance(found, OfAnswer)
        return found

    def copy(self) -> "Faults":
        """Faults of its own, with the same uses left and the same luck."""
        twin = super().copy()
        twin._operations, twin._chance = self._operations, self._chance.copy()
        return twin

    def _strike(
        self, operation: Operation, body: Any, suits: Callable[[What], bool]
    ) -> What | None:
        found = self.use(
            operation.api,
            operation.id,
            body,
            lambda fault: (
                suits(fault.what)
                and (fault.probability == 1 or self._chance.chance(fault.probability))
            ),
        )
        return None if found is None else found.what

    def _check(
        self, api: str, operation: str | None, what: What, match: Mapping[str, Any] | None
    ) -> None:
        known = self._operations.get(api)
        if known is None:
            raise FaultError(f"api: {api!r} is none of {list(self._operations)}")
        if operation is not None and operation not in known:
            raise FaultError(f"operation: {api} has no operation {operation!r}")
        meant = list(known.values()) if operation is None else [known[operation]]
        name = _NAMES[type(what)]
        if isinstance(what, OfStream) and not any(each.streams for each in meant):
            raise FaultError(f"fault.{name}: {operation or api} answers no stream")
        if isinstance(what, OfBody) and all(each.streams for each in meant):
            raise FaultError(f"fault.{name}: {operation} answers a stream; cut or stall it")
        if match and all(each.body is None for each in meant):
            raise FaultError(f"match: {operation} takes no body")
