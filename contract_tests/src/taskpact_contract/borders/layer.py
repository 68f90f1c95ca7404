"""Runs the borders: each operation where it works, and all requests beside one that does."""

from collections.abc import Collection, Iterator
from typing import Any

from attrs import frozen

from taskpact_contract.borders.requests import Attempt, Requests
from taskpact_contract.control import Control
from taskpact_contract.documents import Operation, cycles
from taskpact_contract.findings import Report
from taskpact_contract.probe import Answer, BrokenError, Probe
from taskpact_contract.target import Target
from taskpact_contract.visit import Visit, controlled
from taskpact_contract.walk.pairs import made, pairs, values_of, wanted_of
from taskpact_contract.walk.situations import Place, Situation

LAYER = "borders"
BAD_INPUT = frozenset({400, 422})
"""Of these an operation documents those by which it refuses bad input."""


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Try the borders of each operation's input, or of `only` some.

    It needs a target with `control`, and sends the same whatever `seed` and `max_examples` are.
    """
    del seed, max_examples
    return controlled(LAYER, target, only, _try_all)


def _try_all(visit: Visit, control: Control) -> None:
    requests = Requests.of(visit.target.api)
    for operation in visit.operations:
        tried = requests.attempts(operation.id, values_of(operation, Place()))
        if tried and BAD_INPUT & operation.statuses.keys():
            with visit.trying(operation):
                _Ground.of(visit, control, operation).try_all(requests)


@frozen
class _Ground:
    """Where an operation works: a situation, and a call that is answered below 300 there."""

    visit: Visit
    control: Control
    operation: Operation
    situation: Situation
    place: Place

    @classmethod
    def of(cls, visit: Visit, control: Control, operation: Operation) -> "_Ground":
        """The first situation that will do; raises BrokenError if there is none."""
        answer: Answer | None = None
        for situation in _situations(visit.target, operation):
            control.reset()
            place = made(situation, operation, control)
            ground = cls(visit, control, operation, situation, place)
            with ground.probe() as probe:
                answer = probe.send(operation.id, **ground.values)
            visit.saw(answer)
            if answer.status < 300:
                return ground
        assert answer is not None, "a new world is a situation, too"
        problem = f"it works in no situation; in a new world it is answered {answer.status}"
        raise BrokenError(operation.id, "situation", problem, answer.curl)

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of the call."""
        return values_of(self.operation, self.place)

    def probe(self) -> Probe:
        """Calls as whoever calls there."""
        target = self.visit.target
        return Probe(target, "raw", self.place.caller(target.principal))

    def try_all(self, requests: Requests) -> None:
        """Make every attempt, in a world made anew unless the one before has changed nothing."""
        untouched = False
        with self.probe() as probe:
            for attempt in requests.attempts(self.operation.id, self.values):
                with self.visit.trying(self.operation, attempt.name):
                    if not untouched:
                        self._make_anew()
                    untouched = False
                    answer = probe.send(self.operation.id, **attempt.values)
                    self.visit.saw(answer)
                    _judge(self.operation, attempt, answer)
                    untouched = bool(attempt.breaks)

    def _make_anew(self) -> None:
        """Begin again; raises BrokenError if other things are there than before."""
        self.control.reset()
        place = made(self.situation, self.operation, self.control)
        if (place.parameters, place.headers) != (self.place.parameters, self.place.headers):
            problem = f"made anew it has {place.parameters}, not {self.place.parameters}"
            raise BrokenError(self.operation.id, "situation", problem)


def _judge(operation: Operation, attempt: Attempt, answer: Answer) -> None:
    """Raises BrokenError for input that is taken or refused against the contract."""
    refusals = BAD_INPUT & operation.statuses.keys()
    problem = None
    if attempt.breaks and answer.status not in refusals:
        wanted = " or ".join(map(str, sorted(refusals)))
        rules = "\n".join(attempt.breaks)
        problem = f"answered {answer.status} instead of {wanted}, though it breaks\n{rules}"
    elif not attempt.breaks and (answer.status in BAD_INPUT or answer.status >= 500):
        problem = f"answered {answer.status}, though it is right: {answer.body}"
    if problem is not None:
        raise BrokenError(operation.id, "input", problem, answer.curl)


def _situations(target: Target, operation: Operation) -> Iterator[Situation]:
    """Those in which the operation should work, and a new world at last."""
    for situation, _ in pairs(target.api, [operation]):
        works = wanted_of(target.api, situation, operation).status is None
        ends = not operation.streams or _ended(target.api, situation)
        if works and ends and not situation.quirks:
            yield situation
    yield Situation(
        name="a new world",
        states={},
        make=lambda _: Place(parameters=target.principal.parameters),
    )


def _ended(api: str, situation: Situation) -> bool:
    """Whether no more is to come of anything in the situation: then its streams end."""
    return all(situation.states.get(each.resource) in each.terminal for each in cycles(api))
