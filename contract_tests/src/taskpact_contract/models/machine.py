"""What the models of all APIs are made of: calls through both clients in turn, and oracles."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from itertools import cycle
from typing import Any

import httpx
from attrs import define, field
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from schemathesis import Case, GenerationMode

from taskpact_contract.bridge.calls import NOTHING
from taskpact_contract.control import Control
from taskpact_contract.documents import cycles, operations
from taskpact_contract.lifecycles import Cycle
from taskpact_contract.models.deliveries import Delivery
from taskpact_contract.probe import Answer, BrokenError, Probe, Style, schemas
from taskpact_contract.target import Principal, Target


@define
class Bench:
    """What all runs of a model share: the target, its clients, and what was seen so far.

    `story` are the calls of the run under way, `asked` the operation of the last one, and `wrong`
    says whether it went wrong; `broken` is the shortest story that did, and how.
    """

    target: Target
    control: Control | None
    probes: Iterator[Probe]
    second: Iterator[Probe] | None
    stack: ExitStack
    seen: set[tuple[str, int]] = field(factory=set)
    checked: Counter[str] = field(factory=Counter)
    story: list[str] = field(factory=list)
    asked: str = ""
    broken: tuple[list[str], BrokenError] | None = None
    wrong: bool = False
    _others: dict[str, Iterator[Probe]] = field(factory=dict)
    _last: int | None = None

    def fail(self, error: BrokenError) -> None:
        """A run went wrong; the first of all, and shorter ones, are kept."""
        self.wrong = True
        if self.broken is None or len(self.story) < len(self.broken[0]):
            self.broken = list(self.story), error
        if self._last is None:
            self._last = self.target.pace.sent + SHRINKING

    def lose(self, error: Exception) -> None:
        """A run could not go on, since an answer was like none that a model can make sense of."""
        problem = f"nothing fits together any more: {type(error).__name__} {error}"
        self.fail(BrokenError(self.asked, "model", problem))

    def check_limits(self) -> None:
        """Raises EnoughError if a request more would be too many."""
        over = self._last is not None and self.target.pace.sent >= self._last
        if over or self.target.pace.spent:
            raise EnoughError

    def probes_of(self, principal: Principal) -> Iterator[Probe]:
        """The clients of somebody whom a model has made."""
        name = str(sorted(principal.headers.items()))
        if name not in self._others:
            probes = [Probe(self.target, style, principal) for style in STYLES]
            self._others[name] = cycle([self.stack.enter_context(each) for each in probes])
        return self._others[name]

    @classmethod
    def of(cls, target: Target, stack: ExitStack) -> "Bench":
        """The bench of a target; `stack` closes its connections."""
        control = stack.enter_context(Control.of(target)) if target.control else None
        probes = [stack.enter_context(Probe(target, style)) for style in STYLES]
        second = None
        if target.second is not None:
            others = [stack.enter_context(Probe(target, style, target.second)) for style in STYLES]
            second = cycle(others)
        return cls(target, control, cycle(probes), second, stack)


STYLES: tuple[Style, ...] = ("sync", "async")

SHRINKING = 600
"""How many requests are spent on a shorter story once a first one has gone wrong."""


class EnoughError(BaseException):
    """The run is over, whatever the engine has in mind: so no Exception, which it would keep."""


class Machine(RuleBasedStateMachine):
    """A model of one API: what it should hold, beside what it says it holds.

    Every run begins in a world as new where there is a control plane; elsewhere with whatever the
    server holds, and rules that need to know everything do not run.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.begun = False
        bench.story, bench.wrong = [], False
        if bench.control is not None:
            bench.control.reset()

    def teardown(self) -> None:
        """The end of every run."""
        if self.begun and not self.bench.wrong:
            self.conclude()

    def conclude(self) -> None:
        """Look at what must hold at the end of a run that has `begun`, whatever its rules were."""

    def may(self, operation: str) -> bool:
        """Whether the target allows the operation."""
        known = operations(self.bench.target.api)[operation]
        return self.bench.target.destructive or not known.destructive

    def advance(self, seconds: float) -> None:
        """Let time go by, where there is a control plane."""
        with self._controlling(f"{seconds} s go by") as control:
            control.advance(seconds)

    def script(self, operation: str, outcome: Mapping[str, Any], times: int = 1) -> None:
        """Decide what comes of the next requests, where there is a control plane."""
        with self._controlling(f"script {operation} {times} x {outcome}") as control:
            control.script(operation, outcome, times)

    def unscript(self) -> None:
        """Take back what was decided and has not come, where there is a control plane."""
        with self._controlling("no scripts any more") as control:
            control.unscript()

    def make(self, fixtures: Mapping[str, Any]) -> Any:
        """Put records into the world, where there is a control plane; answers with their ids."""
        with self._controlling(f"make {fixtures}") as control:
            return control.make(fixtures)

    def deliveries(self) -> list[Delivery]:
        """The webhooks that were sent so far, where there is a control plane."""
        with self._controlling("look at the webhooks") as control:
            return [Delivery.listed(each) for each in control.deliveries()]

    def clock(self) -> datetime:
        """What the world's clock shows, where there is a control plane."""
        with self._controlling("look at the clock") as control:
            return control.now()

    @property
    def work(self) -> Cycle:
        """The life cycle of the API's work."""
        return next(each for each in cycles(self.bench.target.api) if each.read is not None)

    def send(
        self,
        operation: str,
        *,
        second: bool = False,
        who: Principal | None = None,
        **arguments: Any,
    ) -> Answer:
        """Call an operation, through each client in turn; as the second principal on request.

        `who` is anybody else that the model has made.
        """
        probes = self.bench.second if second else self.bench.probes
        if who is not None:
            probes = self.bench.probes_of(who)
        assert probes is not None, "rules that need a second principal ask for one first"
        words = ", ".join(f"{name}={value}" for name, value in arguments.items())
        self.bench.story.append(f"{operation}({words}){' as the second' if second else ''}")
        if who is not None:
            self.bench.story[-1] += f" as {', '.join(who.headers.values())}"
        self.bench.check_limits()
        self.bench.asked = operation
        try:
            answer = next(probes).send(operation, **arguments)
        except BrokenError as error:
            self.bench.fail(error)
            raise
        self.bench.story[-1] += f" -> {answer.status}"
        self.bench.seen.add((operation, answer.status))
        self.bench.checked[operation] += 1
        return answer

    def done(self, operation: str, check: str = "model", **arguments: Any) -> Answer:
        """An answer that must be a success; `check` is the rule that is broken otherwise."""
        answer = self.send(operation, **arguments)
        problem = None if answer.status < 300 else f"refused by {answer.status}: {answer.body}"
        self.judge(answer, check, problem)
        return answer

    def works(self, operation: str, **arguments: Any) -> Any:
        """The body of an answer that must be a success."""
        return self.done(operation, **arguments).body

    def refused(self, statuses: int | tuple[int, ...], operation: str, **arguments: Any) -> Answer:
        """An answer that must have one of these statuses."""
        answer = self.send(operation, **arguments)
        wanted = (statuses,) if isinstance(statuses, int) else statuses
        if answer.status not in wanted:
            words = " or ".join(map(str, wanted))
            self.judge(answer, "model", f"answered {answer.status} instead of {words}")
        return answer

    def judge(self, answer: Answer, check: str, problem: str | None) -> None:
        """Raises BrokenError if an oracle has found a problem with an answer."""
        if problem is not None:
            error = BrokenError(answer.operation, check, problem, answer.curl)
            self.bench.fail(error)
            raise error

    @contextmanager
    def _controlling(self, what: str) -> Iterator[Control]:
        """The control plane, for one request. A server that cannot do what it asks for is wrong."""
        assert self.bench.control is not None, "rules that control ask for a control plane first"
        self.bench.story.append(what)
        try:
            yield self.bench.control
        except httpx.HTTPStatusError as failure:
            answer = failure.response
            problem = f"{failure.request.url.path} is {answer.status_code}: {answer.text}"
            operation = self.work.read or min(self.work.operations)
            error = BrokenError(operation, "control", problem)
            self.bench.fail(error)
            raise error from failure


def bodies(api: str, operation: str) -> st.SearchStrategy[Any]:
    """Valid bodies of an operation, with members that the contract lists only."""
    cases = schemas(api)[operation].as_strategy(generation_mode=GenerationMode.POSITIVE)
    members = operations(api)[operation].members

    def listed(case: Case[Any]) -> Any:
        if not isinstance(case.body, Mapping):
            return NOTHING
        return {name: value for name, value in case.body.items() if name in members}

    return cases.map(listed)
