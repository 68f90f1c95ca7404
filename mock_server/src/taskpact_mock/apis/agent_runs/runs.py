"""What happens to runs: they begin, and end by themselves. Every state comes from the life cycle.

Source: facts 5.2.
"""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from taskpact_mock.apis.agent_runs.records import API, MACHINE, Run, form_of, queues
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.scripts import Outcome
from taskpact_mock.world.world import World

TENANT = "demo"
"""The one service in which the known users and their organisations are."""
RUN = 1.0
"""Seconds from the creation of a run to its end."""
PICKUP = 0.1
"""Seconds of them before a run that waits begins."""


class Runs:
    """All that agent_runs keeps in a world: runs by id, and each organisation's members."""

    def __init__(self) -> None:
        self.runs: dict[int, Run] = {}
        self.members: dict[int, frozenset[str]] = {}
        self.plans: dict[int, Outcome] = {}
        self.next_id = 1

    def copy(self) -> "Runs":
        """Runs of its own, in the same states."""
        twin = Runs()
        twin.runs = dict(self.runs)
        twin.members = dict(self.members)
        twin.plans = dict(self.plans)
        twin.next_id = self.next_id
        return twin


def runs_of(world: World) -> Runs:
    """The runs of a world."""
    found: Runs = world.state(API)
    return found


def find(world: World, tenant: str, organization: int, id: int) -> Run | None:
    """The organisation's run of that id."""
    run = runs_of(world).runs.get(id)
    return run if run and (run.tenant, run.organization) == (tenant, organization) else None


def create(
    world: World,
    *,
    tenant: str,
    organization: int,
    prompt: str,
    id: int | None = None,
    outcome: Outcome | None = None,
) -> Run:
    """A new run; it begins at once, unless the vocabulary of the world has a word for waiting.

    An outcome, of the caller or of a script, is what the control plane's contract describes in
    AgentRunsOutcome.
    """
    runs = runs_of(world)
    if outcome is None:
        asked = {"prompt": prompt}
        outcome = world.scripts.take(API, "create_agent_run", asked, of_request=False) or {}
    waits = queues(form_of(world)) or outcome.get("hold") == MACHINE.word("pending")
    run = Run(
        id=runs.next_id if id is None else id,
        tenant=tenant,
        organization=organization,
        prompt=prompt,
        state=MACHINE.advance("operation", "create_agent_run", None, lambda _queues: waits),
        created=world.now,
    )
    runs.next_id = max(runs.next_id, run.id + 1)
    runs.runs[run.id] = run
    if outcome.get("hold") == MACHINE.word(run.state):
        return run
    runs.plans[run.id] = outcome
    if waits:
        world.plan(world.now + int(PICKUP * SECOND), API, "start", run.id)
    else:
        _work(world, run)
    return run


def start(world: World, id: int) -> None:
    """A due event: a run that waited begins, if nobody stopped it."""
    runs = runs_of(world)
    if id in runs.plans:
        run = runs.runs[id]
        run = _store(world, run, state=MACHINE.advance("time", "start", run.state))
        _work(world, run)


def end(world: World, id: int) -> None:
    """A due event: the work is done or failed, if nobody stopped it."""
    runs = runs_of(world)
    outcome = runs.plans.pop(id, None)
    if outcome is not None:
        finish(world, runs.runs[id], outcome)


def finish(world: World, run: Run, outcome: Mapping[str, Any]) -> Run:
    """A run under way completes, or fails as the outcome wants it."""
    fail = outcome.get("fail")
    if fail is None:
        state = MACHINE.advance("time", "complete", run.state)
        return _store(world, run, state=state, result=outcome.get("result", _sample(run)))
    state = MACHINE.advance("time", "fail", run.state)
    return _store(world, run, state=state, result=fail.get("result"), word=fail.get("code"))


def cancel(world: World, run: Run) -> Run:
    """Control stops a run. Raises IllegalStepError when it has ended."""
    state = MACHINE.advance("control", "cancel", run.state)
    runs_of(world).plans.pop(run.id, None)
    return _store(world, run, state=state)


def _work(world: World, run: Run) -> None:
    """The agent works on a run until it ends, or stands still."""
    outcome = runs_of(world).plans[run.id]
    if outcome.get("hold") == MACHINE.word(run.state):
        del runs_of(world).plans[run.id]
        return
    seconds = outcome.get("take", RUN - (world.now - run.created) / SECOND)
    world.plan(world.now + int(seconds * SECOND), API, "end", run.id)


def _sample(run: Run) -> str:
    return f"## Done\n\nThe agent did what was asked:\n\n> {run.prompt or '(nothing)'}"


def _store(world: World, run: Run, **changes: Any) -> Run:
    changed = evolve(run, **changes)
    runs_of(world).runs[run.id] = changed
    return changed
