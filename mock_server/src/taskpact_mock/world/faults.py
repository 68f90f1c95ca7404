"""Faults: rules by which requests go wrong.

A fault is no behaviour of a service, so neither contract nor credentials matter to it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import asdict, field, frozen
from attrs.validators import gt, le

from taskpact_mock.contract.model import Operation
from taskpact_mock.world.fault_kinds import NAMES, OfAnswer, OfBody, OfStream, Status, What
from taskpact_mock.world.ids import Ids
from taskpact_mock.world.rules import BODILESS, Rule, Rules, misfit

Operations = Mapping[str, Mapping[str, Operation]]
"""The operations that may be disturbed, by API and id."""

_FRAMING = {"content-length", "transfer-encoding"}


class FaultError(ValueError):
    """A fault can never strike; the text names the member that is wrong, and says why."""


@frozen(kw_only=True)
class Fault(Rule):
    """A rule, how probable it is that the fault strikes where it fits, and the fault."""

    probability: float = field(validator=[gt(0), le(1)])
    what: What

    def as_json(self) -> dict[str, Any]:
        """The fault as the control plane shows it, and as it takes it."""
        shown = asdict(self)
        members = {name: value for name, value in shown.pop("what").items() if value is not None}
        return {**shown, "fault": {NAMES[type(self.what)]: members}}


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
        name = NAMES[type(what)]
        if isinstance(what, OfStream) and not any(each.streams for each in meant):
            raise FaultError(f"fault.{name}: {operation or api} answers no stream")
        if isinstance(what, OfBody) and all(each.streams for each in meant):
            raise FaultError(f"fault.{name}: {operation} answers a stream; cut or stall it")
        if isinstance(what, Status) and (own := _FRAMING & {each.lower() for each in what.headers}):
            raise FaultError(
                f"fault.status.headers: {min(own)} follows from the body, leave it out"
            )
        if isinstance(what, Status) and what.status in BODILESS and what.body is not None:
            raise FaultError(f"fault.status.body: an answer {what.status} has none, leave it out")
        if (why := misfit(match, meant)) is not None:
            raise FaultError(f"match: {why}")
