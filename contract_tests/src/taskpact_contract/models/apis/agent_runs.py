"""The model of agent_runs: runs, with what comes of them and how they were last seen."""

import math
from collections.abc import Mapping
from typing import Any

from attrs import define, frozen
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, multiple, precondition, rule

from taskpact_contract.documents import operations
from taskpact_contract.models import oracles
from taskpact_contract.models.machine import Bench, Machine, bodies
from taskpact_contract.probe import Answer
from taskpact_contract.target import Principal

API = "agent_runs"
BOTH, NOBODY, UNKNOWN = 71, 72, 73
"""Organisations of both principals, of nobody, and one that is not there."""
MEMBERS = ("demo", "second")
"""The users that the two principals of a new world are."""
FAR = 1_000_000
"""How far from all known runs nobody has one."""
PROMPT = {"prompt": "Whose are you?"}
KEPT = ("id", "organization_id", "created_at", "web_url")
TOLD = (*KEPT, "status", "result")
"""Every member of a run, null where the service cannot tell it."""
LONG = 30.0
APART = 15.0
"""Seconds that the world's clock, which may go by itself, and the model's may be apart."""
WAITS = (1, 10, 100)
"""How many seconds go by at once."""
OUTCOMES: tuple[Mapping[str, Any], ...] = (
    {"take": 1},
    {"result": "## Thirteen"},
    {"result": "", "take": LONG},
    {"fail": {"code": "TIMEOUT", "result": "Twelve, so far"}},
    {"fail": {}, "take": LONG},
    {"hold": "ACTIVE"},
    {"hold": "PENDING"},
)


@frozen
class Fate:
    """How a run ends, and when by the model's clock; `result` None leaves it to the agent."""

    state: str
    result: str | None
    ends: float


@define
class Run:
    """A run as the model knows it; `fate` is None where nobody can know it."""

    org_id: int
    seen: Mapping[str, Any]
    fate: Fate | None = None


class AgentRunsMachine(Machine):
    """Creates runs in several organisations and follows them; control stops some."""

    runs = Bundle("runs")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.known: dict[int, Run] = {}
        self.newest: int | None = None
        self.now = 0.0
        self.own = [_organization(bench.target.principal)]

    @initialize(target=runs, data=st.data(), outcome=st.sampled_from(OUTCOMES))
    def know_what_is_there(
        self, data: st.DataObject, outcome: Mapping[str, Any]
    ) -> MultipleResults[int]:
        """The organisations, the run that the principal is known to have, and a new one."""
        if self.bench.control is not None:
            self.make({"organizations": [
                {"organization_id": BOTH, "members": MEMBERS},
                {"organization_id": NOBODY, "members": []},
            ]})  # fmt: skip
            self.own.append(BOTH)
        run_id = self.bench.target.principal.parameters.get("agent_run_id")
        if run_id is not None:
            path = {"org_id": self.own[0], "agent_run_id": run_id}
            self.known[run_id] = Run(self.own[0], self.works("get_agent_run", path=path))
        self.create(data, outcome, 0)
        self.begun = True
        return multiple(*self.known)

    @rule(
        target=runs,
        data=st.data(),
        outcome=st.sampled_from(OUTCOMES),
        wait=st.sampled_from([0, *WAITS]),
    )
    def create(self, data: st.DataObject, outcome: Mapping[str, Any], wait: float) -> int:
        """A valid prompt starts a run of its own, which can be read at once and goes its way."""
        org_id = data.draw(st.sampled_from(self.own))
        body = data.draw(bodies(API, "create_agent_run"))
        fate = None
        if self.bench.control is not None:
            self.script("create_agent_run", outcome)
            fate = _fate(outcome, self.now)
        answer = self.done("create_agent_run", "birth", path={"org_id": org_id}, body=body)
        run, run_id = answer.body, int(answer.body["id"])
        self.judge(answer, "ids", self._id_fault(run_id))
        self.judge(answer, "echo", oracles.echo({"organization_id": org_id}, run))
        born, ended = self._state(run), self._state(run) in self.work.terminal
        waits = outcome.get("hold") == "PENDING"
        right = born == ("pending" if waits else "active") if fate is not None else not ended
        self.judge(answer, "birth", None if right else f"a new run is {run.get('status')}")
        self.known[run_id] = Run(org_id, run, fate)
        self.newest = run_id
        self._seen(answer, run)
        self.look(run_id)
        if wait and fate is not None:
            self.pass_time(wait)
        return run_id

    @rule(run_id=runs)
    def look(self, run_id: int) -> None:
        """A run is what it was, or further on."""
        answer = self.done("get_agent_run", "read", path=self._path(run_id))
        self.judge(answer, "read", oracles.unchanged({"id": run_id}, answer.body, ["id"]))
        self._seen(answer, answer.body)

    @rule(run_id=runs)
    def look_elsewhere(self, run_id: int) -> None:
        """A run is found in its own organisation only, and a number that nobody has in none."""
        for org_id in self.own:
            if org_id != self.known[run_id].org_id:
                self.refused(404, "get_agent_run", path=self._path(run_id, org_id))
            unknown = {"org_id": org_id, "agent_run_id": max(self.known) + FAR}
            self.refused(404, "get_agent_run", path=unknown)

    @precondition(lambda self: self.bench.control is not None)
    @rule(run_id=runs, org_id=st.sampled_from([NOBODY, UNKNOWN]))
    def look_as_no_member(self, run_id: int, org_id: int) -> None:
        """Who is no member of an organisation has no access to it, whether it is there or not."""
        self.refused(403, "get_agent_run", path=self._path(run_id, org_id))
        self.refused(403, "create_agent_run", path={"org_id": org_id}, body=PROMPT)

    @precondition(lambda self: self.bench.control is not None)
    @rule(run_id=runs)
    def stop(self, run_id: int) -> None:
        """Control stops a run under way."""
        self.look(run_id)
        run = self.known[run_id]
        if self._state(run.seen) not in self.work.terminal:
            self.make({"runs": [{"id": run_id, "status": "CANCELLED"}]})
            run.fate = Fate("cancelled", None, -math.inf)
            self.look(run_id)

    @precondition(lambda self: self.bench.control is not None)
    @rule(seconds=st.sampled_from(WAITS))
    def pass_time(self, seconds: float) -> None:
        """Time goes by, and runs go their way."""
        self.advance(seconds)
        self.now += seconds
        for run_id, run in self.known.items():
            if self._state(run.seen) not in self.work.terminal:
                self.look(run_id)

    def conclude(self) -> None:
        """Runs have ended, and none of them is somebody else's."""
        if self.bench.control is not None:
            self.pass_time(WAITS[-1])
        if self.bench.second is not None:
            self.pry(max(self.known))

    @precondition(lambda self: self.bench.second is not None)
    @rule(run_id=runs)
    def pry(self, run_id: int) -> None:
        """Somebody else sees the run as a member of its organisation, else nowhere."""
        assert self.bench.target.second is not None
        org_id, path = self.known[run_id].org_id, self._path(run_id)
        if org_id == BOTH:
            answer = self.done("get_agent_run", "isolation", second=True, path=path)
            self._seen(answer, answer.body)
        else:
            self.refused((403, 404), "get_agent_run", second=True, path=path)
            there = {"org_id": org_id}
            self.refused((403, 404), "create_agent_run", second=True, path=there, body=PROMPT)
        theirs = self._path(run_id, _organization(self.bench.target.second))
        self.refused((403, 404), "get_agent_run", second=True, path=theirs)
        self.look(run_id)

    def _path(self, run_id: int, org_id: int | None = None) -> dict[str, int]:
        """Where a run is, or where it is looked for instead."""
        there = self.known[run_id].org_id if org_id is None else org_id
        return {"org_id": there, "agent_run_id": run_id}

    def _state(self, run: Mapping[str, Any]) -> str | None:
        return self.work.words.get(run.get("status") or "")

    def _id_fault(self, run_id: int) -> str | None:
        """What is wrong with the number of a new run; in a world of its own, it is the next one."""
        if run_id in self.known:
            return f"{run_id} is the number of another run"
        next_id = None if self.newest is None else self.newest + 1
        alone = self.bench.control is not None
        if next_id is None or run_id == next_id or (run_id > next_id and not alone):
            return None
        return f"{run_id} comes after {self.newest}"

    def _seen(self, answer: Answer, shown: Mapping[str, Any]) -> None:
        """Compare a run with how it was last seen and with what comes of it, and keep it."""
        run = self.known[shown["id"]]
        before, run.seen = run.seen, shown
        state = self._state(shown)
        for problem in (
            oracles.unchanged(before, shown, KEPT),
            oracles.advanced(self.work, before, shown),
            oracles.frozen_at_the_end(self.work, before, shown),
        ):
            self.judge(answer, "monotone", problem)
        self.judge(answer, "shape", _shape_fault(shown, state, ended=state in self.work.terminal))
        if run.fate is not None:
            fault = _fate_fault(run.fate, shown, state, self.now)
            self.judge(answer, "fate", fault)


def _organization(principal: Principal) -> int:
    """The one that the principal is known to be a member of, else the contract's example."""
    parameter = operations(API)["create_agent_run"].parameter("path", "org_id")
    assert parameter is not None
    return int(principal.parameters.get("org_id", parameter.example))


def _shape_fault(shown: Mapping[str, Any], state: str | None, *, ended: bool) -> str | None:
    """What does not go together in a run. Words that nobody knows are left alone."""
    if missing := [name for name in TOLD if name not in shown]:
        return f"{missing[0]} is not there, not even as null"
    url, result = shown["web_url"], shown["result"]
    if url is not None and str(shown["id"]) not in url:
        return f"{url} is not the address of run {shown['id']}"
    if state is not None and not ended and result is not None:
        return f"it is {shown['status']}, with a result"
    return "it is complete, without a result" if state == "complete" and result is None else None


def _fate(outcome: Mapping[str, Any], now: float) -> Fate:
    """What becomes of a run that begins now."""
    if "hold" in outcome:
        return Fate(outcome["hold"].lower(), None, math.inf)
    ends = now + outcome.get("take", 1)
    if "fail" in outcome:
        return Fate("error", outcome["fail"].get("result"), ends)
    return Fate("complete", outcome.get("result"), ends)


def _fate_fault(fate: Fate, shown: Mapping[str, Any], state: str | None, now: float) -> str | None:
    """How a run is not what becomes of it."""
    if state in ("pending", "active"):
        late = now > fate.ends + APART
        return f"it is {state}; it should be {fate.state} by now" if late else None
    if state != fate.state or now < fate.ends - APART:
        return f"it is {state}; it becomes {fate.state}, {fate.ends - now} s from now"
    if fate.result != shown["result"] and (fate.result is not None or state != "complete"):
        return f"its result is {shown['result']!r} instead of {fate.result!r}"
    return None
