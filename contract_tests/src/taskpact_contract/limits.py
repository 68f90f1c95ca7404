"""The limits layer: where calls are counted, every answer says how many are left, and it is true.

It asks each operation that documents the headers of a limit in a world that counts, until one call
too many where the limit is small, and again once the count has begun anew.
"""

import math
from collections.abc import Collection
from datetime import datetime

from attrs import define, frozen

from taskpact_contract.control import Control
from taskpact_contract.documents import Operation
from taskpact_contract.doors import example
from taskpact_contract.findings import Report
from taskpact_contract.probe import Answer, BrokenError, Probe
from taskpact_contract.target import Target
from taskpact_contract.visit import Visit, controlled

LAYER = "limits"
LIMIT, LEFT, RESET = (f"x-ratelimit-{name}" for name in ("limit", "remaining", "reset"))
RETRY = "retry-after"
TOLD = (LIMIT, LEFT, RESET, RETRY)
"""Headers of a limit; which of them an answer has, its contract says."""
WINDOW = 60
"""Seconds in which calls are counted: every contract that tells of limits counts by the minute."""
FEW = 20
"""A limit up to which one call too many is made."""
REFUSED = 429


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Count along at each operation, or at `only` some, that tells how many calls are left.

    It needs a target with `control`, and sends the same whatever `seed` and `max_examples` are.
    """
    del seed, max_examples
    return controlled(LAYER, target, only, _count_all)


def _count_all(visit: Visit, control: Control) -> None:
    for operation in filter(_counted, visit.operations):
        with visit.trying(operation), control.limited():
            _count(visit, control, operation)


@frozen
class Told:
    """What the headers of an answer say: numbers of calls, a moment, and seconds until then."""

    limit: int
    left: int
    reset: float
    retry: int | None


@define
class _Counting:
    """Calls of one principal, who is the only one to count; `made` are those so far."""

    probe: Probe
    control: Control
    operation: Operation
    visit: Visit
    made: int = 0
    last: Told | None = None

    def call(self, *, refused: bool = False) -> Told:
        """One call more. Raises BrokenError if its answer does not tell the truth."""
        before = self.control.now()
        answer = self.probe.send(
            self.operation.id, **example(self.operation, self.control.target.principal)
        )
        after = self.control.now()
        self.visit.saw(answer)
        self.made += not refused
        found = _told(self.operation, answer)
        for problem in (
            _status_fault(answer, refused=refused),
            _number_fault(found, self.made, self.last),
            _moment_fault(found, before, after),
        ):
            if problem is not None:
                raise BrokenError(self.operation.id, "limits", problem, answer.curl)
        self.last = found
        return found

    def begin_anew(self) -> None:
        """The time in which the calls so far count goes by."""
        self.control.advance(WINDOW)
        self.made, self.last = 0, None


def _counted(operation: Operation) -> bool:
    return any(LEFT in names for names in operation.headers.values())


def _count(visit: Visit, control: Control, operation: Operation) -> None:
    target = visit.target
    with Probe(target, "raw") as probe:
        own = _Counting(probe, control, operation, visit)
        own.call()
        first = own.call()
        if target.second is not None:
            with Probe(target, "raw", target.second) as other:
                _Counting(other, control, operation, visit).call()
        if first.limit <= FEW:
            for _ in range(first.left):
                own.call()
            own.call(refused=True)
        own.begin_anew()
        own.call()


def _told(operation: Operation, answer: Answer) -> Told:
    """What an answer tells. Raises BrokenError if it lacks a documented header, or says nothing."""
    assert answer.exchange.response is not None
    headers = answer.exchange.response.headers
    documented = operation.headers[answer.status]
    for name in TOLD:
        if name in documented and name not in headers:
            problem = f"{answer.status} has no {name}, though calls are counted"
            raise BrokenError(operation.id, "limits", problem, answer.curl)
    if LEFT not in documented:
        problem = f"answered {answer.status}, which tells nothing of limits"
        raise BrokenError(operation.id, "limits", problem, answer.curl)
    try:
        return Told(
            limit=int(headers[LIMIT]),
            left=int(headers[LEFT]),
            reset=float(headers[RESET]),
            retry=int(headers[RETRY]) if RETRY in documented else None,
        )
    except ValueError as error:
        problem = f"a header of the limit is no number: {error}"
        raise BrokenError(operation.id, "limits", problem, answer.curl) from error


def _status_fault(answer: Answer, *, refused: bool) -> str | None:
    if refused and answer.status != REFUSED:
        return f"one call too many is answered {answer.status} instead of {REFUSED}"
    if answer.status == REFUSED and not refused:
        return f"refused, though calls were left: {answer.body}"
    return None


def _number_fault(found: Told, made: int, last: Told | None) -> str | None:
    """How the numbers of an answer are not those of that many calls."""
    if last is not None and (found.limit, found.reset) != (last.limit, last.reset):
        return f"{last} has become {found}, and the time of the limit is not over"
    left = max(0, found.limit - made)
    if found.left != left:
        return f"{found.left} calls are left after {made} of {found.limit}, not {left}"
    return None


def _moment_fault(found: Told, before: datetime, after: datetime) -> str | None:
    """How the end of the count is none, for a call between two moments of the world's clock."""
    latest, earliest = (found.reset - each.timestamp() for each in (before, after))
    if not 0 < latest <= WINDOW + 1:  # a whole second may be rounded up
        return f"the count ends {latest} s from now, not within {WINDOW} s"
    if found.retry is not None and not math.floor(earliest) <= found.retry <= math.ceil(latest):
        return f"come again in {found.retry} s, it says, and the count ends in {latest} s"
    return None
