"""Mutants of the life cycles, and of the events that time lets happen.

The mock's machines run on a changed `x-lifecycle` while such a mutant lives.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.patching import patched
from contract_tests.mutants.server import Hits, Making, MutantApp
from taskpact_mock.apis.agent_runs import records as agent_runs
from taskpact_mock.apis.agent_runtime import state as agent_runtime
from taskpact_mock.apis.agent_tasks import agents as agent_tasks_agents
from taskpact_mock.apis.agent_tasks import tasks as agent_tasks
from taskpact_mock.apis.agents_v2 import lifecycle as agents_v2
from taskpact_mock.apis.task_records import tasks as task_records
from taskpact_mock.contract.load import load
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import IllegalStepError, Machine, Move, Refused
from taskpact_mock.world.world import World

MACHINES: dict[tuple[str, str], Machine] = {
    (machine.api, machine.resource): machine
    for machine in (
        agents_v2.MACHINE,
        agent_tasks.MACHINE,
        agent_tasks_agents.MACHINE,
        task_records.MACHINE,
        agent_runs.MACHINE,
        agent_runtime.RUNS,
        agent_runtime.LEASES,
        agent_runtime.SESSIONS,
    )
}
"""Every machine that the mock runs, by API and resource."""

LATE = 3600 * SECOND
"""How much later an event happens that is late."""

Cycle = dict[str, Any]
Change = tuple[str, Callable[[Cycle], None]]
"""The end of a mutant's name, and what it does to a life cycle."""

_READ_MISSING = {("agent_runtime", "TaskRun")}
"""Whose refusal for what is not there comes out of the machine; the others' are in `heads`."""
_CHOOSING = {"claim_next_task"}
"""Operations that choose the resource themselves, and so meet none in another state."""
_PLANNED_BY_MAKING = {("agent_runtime", "starve")}
"""Events that only records bring with them that were put into a world. What time makes of those is
no means of a test."""
_TOLD = {("agents_v2", "Task", "progress")}
"""Steps that note what is told and store nothing: where they lead makes no difference."""
_OTHER_STATUS = {400: 409, 401: 403, 403: 404, 404: 410, 409: 400, 204: 409, 503: 409}


class _Wrong(Machine):
    """A machine on a changed life cycle, which counts where the right one says otherwise."""

    def __init__(self, right: Mapping[str, Any], changed: Mapping[str, Any], hits: Hits) -> None:
        super().__init__(changed)
        self._right = Machine(right)
        self._hits = hits

    def is_terminal(self, state: str) -> bool:
        found = super().is_terminal(state)
        self._compare(found, self._right.is_terminal(state))
        return found

    def step(self, *args: Any, **kwargs: Any) -> Move | Refused:
        if Making.depth:
            return self._right.step(*args, **kwargs)
        expected: Move | Refused | None = None
        with suppress(IllegalStepError):
            expected = self._right.step(*args, **kwargs)
        try:
            found = super().step(*args, **kwargs)
        except IllegalStepError:
            self._compare(None, expected)
            raise
        self._compare(found, expected)
        return found

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name == "missing" and found != (right := vars(self)["_right"].missing):
            self._compare(found, right)
        return found

    def _compare(self, found: Any, expected: Any) -> None:
        if found != expected:
            self._hits.count()


def derive(api: str) -> Iterator[Mutant]:
    """Every mutant of the API's life cycles and of its due events."""
    for resource, lifecycle in load(api).lifecycles.items():
        for what, change in _changes(lifecycle):
            changed = copy.deepcopy(dict(lifecycle))
            change(changed)
            yield _mutant(api, resource, what, changed)
        for guard in _guards(lifecycle):
            for value in (True, False):
                yield _guarded(api, resource, guard, value)
    for (owner, event), wrong in _EVENTS.items():
        if owner == api:
            for operator in wrong:
                yield _timed(api, event, operator)


def _guards(lifecycle: Mapping[str, Any]) -> list[str]:
    """The conditions, but those of control alone, which is no part of the contract."""
    rows = (*lifecycle["transitions"], *lifecycle.get("refused", ()))
    asked = {row.get("if") for row in rows if "control" not in row["by"]}
    return [name for name in lifecycle.get("guards", ()) if name in asked]


def _changes(lifecycle: Mapping[str, Any]) -> Iterator[Change]:
    yield from _moved(lifecycle)
    yield from _allowed(lifecycle)
    yield from _refusals(lifecycle)
    for state, entry in lifecycle["states"].items():
        if entry.get("terminal"):
            yield f"not_terminal:{state}", partial(_not_terminal, state)


def _moved(lifecycle: Mapping[str, Any]) -> Iterator[Change]:
    """Each transition dropped, or leading elsewhere. Control is no part of the contract.

    Where no record keeps a state, as it is read off the time, staying leads nowhere else.
    """
    states = [name for name, entry in lifecycle["states"].items() if not entry.get("gone")]
    for number, row in enumerate(lifecycle["transitions"]):
        ((by, names),) = row["by"].items()
        if by == "control":
            continue
        name = names if isinstance(names, str) else "any"
        for state in row["from"] or (None,):
            what = f"{name}/{state or 'birth'}" + (f"/{row['if']}" if "if" in row else "")
            if by == "operation" and state is not None:
                yield f"drop:{what}", partial(_drop, number, state)
            told = (lifecycle["api"], lifecycle["resource"], name) in _TOLD
            kept = row["to"] != "same" or ("state" in lifecycle.get("record", {}) and not told)
            for target in _elsewhere(states, row["to"], state) if kept else ():
                yield f"target:{what}:{target}", partial(_lead, number, state, target)


def _elsewhere(states: list[str], right: str, state: str | None) -> list[str]:
    """Where else a transition may lead: nowhere, and to the state after the right one."""
    right = state or "" if right == "same" else right
    at = states.index(right) if right in states else -1
    found = [] if state in (None, right) else [str(state)]
    return [*found, *(each for each in [states[(at + 1) % len(states)]] if each not in found)]


def _not_terminal(state: str, lifecycle: Cycle) -> None:
    del lifecycle["states"][state]["terminal"]


def _allow(row: Cycle, lifecycle: Cycle) -> None:
    lifecycle["transitions"].append(row)


def _drop(number: int, state: str, lifecycle: Cycle) -> None:
    row = lifecycle["transitions"][number]
    row["from"] = [each for each in row["from"] if each != state]
    if not row["from"]:
        del lifecycle["transitions"][number]


def _lead(number: int, state: str | None, target: str, lifecycle: Cycle) -> None:
    """From that state, the transition leads to the target; from the others as before."""
    row = lifecycle["transitions"][number]
    own = {**row, "from": [] if state is None else [state], "to": target}
    row["from"] = [each for each in row["from"] if each != state]
    lifecycle["transitions"][number : number + (not row["from"])] = [own]


def _allowed(lifecycle: Mapping[str, Any]) -> Iterator[Change]:
    """Each operation from each state that it does not leave: it goes on as from the others."""
    for name, rows in _by_operation(lifecycle).items():
        left = {state for row in rows for state in row["from"]}
        sample = next((row for row in rows if row["from"]), None)
        if sample is None or name in _CHOOSING:
            continue
        for state, entry in lifecycle["states"].items():
            if state in left or entry.get("gone"):
                continue
            row = {"by": {"operation": name}, "from": [state], "to": sample["to"]}
            yield f"allow:{name}/{state}", partial(_allow, row)


def _by_operation(lifecycle: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in lifecycle["transitions"]:
        names = row["by"].get("operation", ())
        for name in [names] if isinstance(names, str) else names:
            found.setdefault(name, []).append(row)
    return found


def _refusals(lifecycle: Mapping[str, Any]) -> Iterator[Change]:
    """Each refusal with another status or code, and the one for what is not there."""
    rows: list[tuple[str, tuple[str | int, ...], Mapping[str, Any]]] = [
        (_names(row) + (f"/{row['if']}" if "if" in row else ""), ("refused", number), row)
        for number, row in enumerate(lifecycle.get("refused", ()))
    ]
    if (lifecycle["api"], lifecycle["resource"]) in _READ_MISSING:
        rows.append(("missing", ("missing",), lifecycle["missing"]))
    for what, place, right in rows:
        status = _OTHER_STATUS[right["status"]]
        yield f"status:{what}:{status}", partial(_refuse, place, {"status": status})
        if "code" in right:
            yield f"code:{what}", partial(_refuse, place, {"code": "SOMETHING_ELSE"})


def _refuse(place: tuple[str | int, ...], wrong: Cycle, lifecycle: Cycle) -> None:
    found: Any = lifecycle
    for part in place:
        found = found[part]
    found.update(wrong)


def _names(row: Mapping[str, Any]) -> str:
    by = row["by"]
    return by if isinstance(by, str) else f"{by[0]}+{len(by) - 1}"


def _mutant(api: str, resource: str, what: str, changed: Cycle) -> Mutant:
    @contextmanager
    def apply(_app: MutantApp, hits: Hits) -> Iterator[None]:
        machine, kind = MACHINES[api, resource], Machine
        own = dict(vars(machine))
        wrong = _Wrong(load(api).lifecycles[resource], {**changed, "api": api}, hits)
        vars(machine).clear()
        vars(machine).update(vars(wrong))
        machine.__class__ = _Wrong
        try:
            yield
        finally:
            vars(machine).clear()
            vars(machine).update(own)
            machine.__class__ = kind

    return Mutant(
        name=f"{api}:{resource}:{what}", group="machines", api=api, operation=None, apply=apply
    )


def _guarded(api: str, resource: str, guard: str, value: bool) -> Mutant:
    """A guard that always says the same."""

    @contextmanager
    def apply(_app: MutantApp, hits: Hits) -> Iterator[None]:
        machine = MACHINES[api, resource]
        right = Machine.step

        def step(by: Any, name: str, state: Any, guard_of: Any = _yes, related: Any = _none) -> Any:
            def asked(each: str) -> bool:
                found: bool = guard_of(each)
                if Making.depth:
                    return found
                if each == guard and found != value:
                    hits.count()
                return value if each == guard else found

            return right(machine, by, name, state, asked, related)

        with patched(machine, "step", step):
            yield

    return Mutant(
        name=f"{api}:{resource}:guard:{guard}:{'always' if value else 'never'}",
        group="machines",
        api=api,
        operation=None,
        apply=apply,
    )


def _yes(_guard: str) -> bool:
    return True


def _none(_resource: str) -> None:
    return None


def _timed(api: str, event: str, operator: str) -> Mutant:
    @contextmanager
    def apply(_app: MutantApp, hits: Hits) -> Iterator[None]:
        right = World.plan

        def plan(world: World, at: int, owner: str, name: str, key: Any = None) -> None:
            rightly = Making.depth and (api, event) not in _PLANNED_BY_MAKING
            if (owner, name) != (api, event) or rightly:
                right(world, at, owner, name, key)
                return
            hits.count()
            if operator == "late":
                right(world, at + LATE, owner, name, key)
            elif operator == "early":
                right(world, world.now, owner, name, key)

        with patched(World, "plan", plan):
            yield

    return Mutant(
        name=f"{api}:due:{operator}:{event}",
        group="time",
        api=api,
        operation=None,
        apply=apply,
    )


_ALL = ("lost", "late", "early")
_EVENTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("agents_v2", "finish"): _ALL,
    ("agents_v2", "retry_due"): _ALL,
    ("agent_tasks", "start"): ("lost", "late"),
    ("agent_tasks", "progress"): _ALL,
    ("agent_tasks", "time_out"): _ALL,
    ("agent_tasks", "redeliver"): _ALL,
    ("task_records", "report"): ("lost", "late"),
    ("agent_runs", "end"): _ALL,
    ("agent_runtime", "sweep"): ("lost", "late"),
    ("agent_runtime", "starve"): _ALL,
    ("agent_runtime", "reap"): ("lost", "late"),
    ("agent_runtime", "stopped"): _ALL,
}
"""The due events that the contract's users can see, and what can go wrong with each."""
