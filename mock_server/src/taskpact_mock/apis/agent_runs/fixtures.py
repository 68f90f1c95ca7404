"""What a world holds of agent_runs when it is new: an organisation with a run in each state.

Their ids are the examples of the contract's parameters.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from taskpact_mock.api import FixtureError
from taskpact_mock.apis.agent_runs import runs
from taskpact_mock.apis.agent_runs.records import API, MACHINE, Run
from taskpact_mock.apis.agent_runs.runs import TENANT, Runs, runs_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Validators
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.world import Setting, World

USER, SECOND_USER = "demo", "second"
ORGANIZATION, SECOND_ORGANIZATION = 1, 2
FIRST = 101

_PENDING, _ACTIVE, _CANCELLED = map(MACHINE.word, ("pending", "active", "cancelled"))
_RESULT = "## Flaky tests\n\nOne test fails at random: `test_clock_rolls_over`."
_RUNS: tuple[tuple[str, str | None], ...] = (
    ("COMPLETE", _RESULT),
    ("ACTIVE", None),
    ("ERROR", None),
    ("CANCELLED", None),
)


def new_state(_world: World) -> Runs:
    """The organisations and runs of a new world; the active one stands still."""
    return _played().copy()


def add(world: World, records: Mapping[str, Any], _validators: Validators) -> JSON:
    """Put organisations and runs into a world, or stop runs, as the control plane describes it."""
    members = runs_of(world).members
    for record in records.get("organizations", ()):
        members[record["organization_id"]] = frozenset(record["members"])
    made: list[JSON] = []
    for number, record in enumerate(records.get("runs", ())):
        made += _add(world, record, f"runs.{number}")
    return {"organizations": sorted(members), "runs": made}


def _add(world: World, record: Mapping[str, Any], place: str) -> list[int]:
    """Make runs as often as `record` says, or stop the one that it names; their ids."""
    status, id = record.get("status"), record.get("id")
    organization, count = record.get("organization_id", ORGANIZATION), record.get("count", 1)
    known = runs_of(world).runs.get(id) if id is not None else None
    if known is not None:
        if status != _CANCELLED or MACHINE.is_terminal(known.state):
            raise FixtureError(f"{place}.id: run {id} is there; it can only be {_CANCELLED}, once")
        return [runs.cancel(world, known).id]
    if organization not in runs_of(world).members:
        raise FixtureError(f"{place}.organization_id: add {organization} to `organizations` first")
    if id is not None and count > 1:
        raise FixtureError(f"{place}.id: {id} must name one run")
    return [
        _make(world, organization, record.get("prompt", "A run of a fixture"), id, record).id
        for _ in range(count)
    ]


def _make(
    world: World, organization: int, prompt: str, id: int | None, record: Mapping[str, Any]
) -> Run:
    """A run that stands still in the state that `record` names, if it names one."""
    status = record.get("status")
    hold = {"hold": _PENDING if status == _PENDING else _ACTIVE} if status else None
    run = runs.create(
        world, tenant=TENANT, organization=organization, prompt=prompt, id=id, outcome=hold
    )
    if status in (None, _PENDING):
        return run
    runs.start(world, run.id)  # where the vocabulary lets it wait
    run = runs_of(world).runs[run.id]
    if status == _ACTIVE:
        return run
    if status == _CANCELLED:
        return runs.cancel(world, run)
    wanted = {"result": record["result"]} if "result" in record else {}
    return runs.finish(world, run, wanted if status == "COMPLETE" else {"fail": wanted})


@cache
def _played() -> Runs:
    """The fixtures, as the life cycle itself makes them, in a world of their own."""
    setting = Setting(states={API: lambda _world: Runs()}, due={})
    world = World(setting, "fixtures", clock=Clock("manual", start=START - 3600 * SECOND))
    known = runs_of(world)
    known.members = {
        ORGANIZATION: frozenset({USER}),
        SECOND_ORGANIZATION: frozenset({SECOND_USER}),
    }
    prompt = "List the tests of the demo repository that fail at random."
    for id, (status, result) in enumerate(_RUNS, start=FIRST):
        _make(world, ORGANIZATION, prompt, id, {"status": status, "result": result})
    return known
