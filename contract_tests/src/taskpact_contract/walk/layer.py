"""Runs the walk: every operation in every situation, and what it must do there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from attrs import evolve, frozen

from taskpact_contract.bridge.compare import difference
from taskpact_contract.control import Control
from taskpact_contract.documents import Operation, cycles, operations
from taskpact_contract.findings import Report
from taskpact_contract.lifecycles import Cycle, Expected
from taskpact_contract.models.oracles import echo
from taskpact_contract.moments import birth_fault, future_fault, past
from taskpact_contract.probe import Answer, BrokenError, Probe, Style
from taskpact_contract.target import Target
from taskpact_contract.visit import Visit, controlled
from taskpact_contract.walk.pairs import made, pairs, values_of, wanted_of
from taskpact_contract.walk.situations import Place, Situation


def run(
    target: Target,
    *,
    style: Style = "raw",
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Try each operation, or `only` some, in each situation of the API.

    It needs a target with `control`, and tries the same whatever `seed` and `max_examples` are.
    """
    del seed, max_examples
    return controlled(f"walk ({style})", target, only, partial(_walk, style=style))


def _walk(visit: Visit, control: Control, *, style: Style) -> None:
    walk = _Walk(visit, control, style)
    for situation, operation in pairs(visit.target.api, visit.operations):
        walk.take(situation, operation)


@frozen
class _Walk:
    """One style's walk through an API."""

    visit: Visit
    control: Control
    style: Style

    def take(self, situation: Situation, operation: Operation) -> None:
        """Try one operation in one situation, made anew."""
        target = self.visit.target
        self.control.reset()
        with self.control.following(situation.quirks):
            with self.visit.trying(operation, situation.name):
                place = made(situation, operation, self.control)
                principal = place.caller(target.principal)
                with Probe(target, self.style, principal) as probe:
                    self._tried(probe, situation, operation, place)
            self.visit.steps |= self.control.steps()[0]

    def _tried(
        self, probe: Probe, situation: Situation, operation: Operation, place: Place
    ) -> None:
        before = self.control.now()
        answer = probe.send(operation.id, **values_of(operation, place))
        self.visit.saw(answer)
        api = self.visit.target.api
        involved = cycles(api)
        born = answer.status < 300 and any(operation.id in each.births for each in involved)
        self._timely(answer, before if born else None)
        wanted = wanted_of(api, situation, operation)
        if problem := _refusal_fault(wanted, answer):
            raise BrokenError(operation.id, "transition", problem, answer.curl)
        if place.look is not None and (problem := place.look(answer, wanted.states)):
            raise BrokenError(operation.id, "transition", problem, answer.curl)
        for cycle in involved:
            state = wanted.states.get(cycle.resource)
            if cycle.read is not None and state is not None:
                look = _Look(cycle, situation.until.get(operation.id, state), operation, answer)
                self._read_back(probe, look, place)

    def _read_back(self, probe: Probe, look: "_Look", place: Place) -> None:
        """Whether the resource is in the expected state, as the answer and a look at it say."""
        read = operations(self.visit.target.api)[look.cycle.read or ""]
        parameters = dict(place.parameters)
        if look.operation.id in look.cycle.births:
            parameters[read.subject or ""] = look.answer.body[look.cycle.id]
        found = probe.send(read.id, **values_of(read, evolve(place, parameters=parameters)))
        self._timely(found)
        problem = look.fault(look.answer) or look.fault(found, reading=True)
        if problem is not None:
            raise BrokenError(look.operation.id, "transition", problem, look.answer.curl)
        problem = look.other(found)
        if problem is None and look.operation.id == read.id and found.status < 300:
            problem = _lack(place.shows, found.body)
        if problem is not None:
            raise BrokenError(look.operation.id, "record", problem, look.answer.curl)

    def _timely(self, answer: Answer, before: datetime | None = None) -> None:
        """Raises BrokenError if moments cannot be, of what was made since `before` if it was."""
        problem = None
        if next(past(answer.body), None) is not None:
            problem = future_fault(answer.body, self.control.now())
        if problem is None and before is not None:
            problem = birth_fault(answer.body, before)
        if problem is not None:
            raise BrokenError(answer.operation, "time", problem, answer.curl)


@frozen
class _Look:
    """What to find after an operation: the resource of a life cycle in a state."""

    cycle: Cycle
    state: str
    operation: Operation
    answer: Answer

    def fault(self, found: Answer, *, reading: bool = False) -> str | None:
        """What is wrong with an answer that shows the resource; None also for any other answer."""
        gone = self.cycle.missing is not None and self.state in self.cycle.gone
        if reading and gone:
            readable = found.status != self.cycle.missing.status if self.cycle.missing else True
            return f"it is {self.state}, and reading it is {found.status}" if readable else None
        if reading and found.status >= 300:
            return f"it should be {self.state}, and cannot be read: {found.status}"
        word = found.body.get(self.cycle.state) if isinstance(found.body, Mapping) else None
        if self.operation.streams and found.status < 300 and isinstance(found.body, list):
            return self._end_fault(found.body)
        shown = isinstance(word, str) and found.status < 300
        now = self.cycle.words.get(word) if isinstance(word, str) else None
        moving = self.operation.streams and self.cycle.leads(self.state, now or "")
        if not shown or gone or now == self.state or moving:
            return None
        return f"it should be {self.state}, and is {now or word}"

    def _end_fault(self, events: Sequence[Any]) -> str | None:
        """Whether a stream about what has ended does not end with how it did."""
        if self.state not in self.cycle.terminal:
            return None
        told = {self.cycle.words.get(each) for each in _strings(events[-1:])}
        return None if self.state in told else f"it is {self.state}; its stream ends {events[-1:]}"

    def other(self, found: Answer) -> str | None:
        """How the answer shows the resource otherwise than a look at it, now that it has ended."""
        one, two = self.answer.body, found.body
        if self.state not in self.cycle.terminal or max(self.answer.status, found.status) >= 300:
            return None
        if not isinstance(one, Mapping) or not isinstance(two, Mapping):
            return None
        return echo(one, two) if one.get(self.cycle.state) == two.get(self.cycle.state) else None


def _refusal_fault(wanted: Expected, answer: Answer) -> str | None:
    """What is wrong with the status, and the code where the contract gives one."""
    if wanted.status is None:
        return None if answer.status < 300 else f"refused by {answer.status}: {answer.body}"
    if answer.status != wanted.status:
        return f"answered {answer.status} instead of {wanted.status}"
    if wanted.code is not None and not _tells(wanted.code, answer.body):
        return f"the code {wanted.code} is not in the answer: {answer.body}"
    return None


def _lack(wanted: Any, shown: Any, name: str = "it") -> str | None:
    """What a record does not show of what it should, member by member."""
    if not isinstance(wanted, Mapping) or not isinstance(shown, Mapping):
        return difference(wanted, shown, name)
    for each, value in wanted.items():
        if problem := _lack(value, shown.get(each), f"{name}.{each}"):
            return problem
    return None


def _tells(code: str, body: Any) -> bool:
    """Whether the code stands in the body, as a text or as a word of one."""
    return any(code in each.replace(":", " ").split() for each in _strings(body))


def _strings(body: Any) -> Iterator[str]:
    match body:
        case str():
            yield body
        case Mapping():
            for value in body.values():
                yield from _strings(value)
        case list():
            for value in body:
                yield from _strings(value)
