"""Broken rules of agent_runs."""

from typing import Any

from contract_tests.mutants.rules.registry import Rules, done_twice
from contract_tests.mutants.server import Hits
from taskpact_mock.apis.agent_runs import handlers, records, runs

RULES = Rules("agent_runs")


@RULES.broken(handlers, "_as_member")
def membership_is_not_checked(right: Any, hits: Hits) -> Any:
    """Whoever is known is a member of every organisation."""

    def wrong(call: Any, use: Any) -> Any:
        given = right(call, use)
        if given.status != 403:
            return given
        hits.count()
        return use(int(call.path["org_id"]))

    return wrong


@RULES.broken(runs, "find")
def organisation_is_not_checked(right: Any, hits: Hits) -> Any:
    """A run is found in every organisation."""

    def wrong(world: Any, tenant: str, organization: int, id: int) -> Any:
        found = runs.runs_of(world).runs.get(id)
        found = found if found is not None and found.tenant == tenant else None
        if found is not right(world, tenant, organization, id):
            hits.count()
        return found

    return wrong


@RULES.broken(runs, "create")
def run_is_not_stored(right: Any, hits: Hits) -> Any:
    """A run that was made cannot be read."""

    def wrong(world: Any, **more: Any) -> Any:
        made = right(world, **more)
        hits.count()
        state = runs.runs_of(world)
        state.runs.pop(made.id)
        state.plans.pop(made.id, None)
        return made

    return wrong


@RULES.broken(runs, "create")
def ids_are_used_again(right: Any, hits: Hits) -> Any:
    """A new run takes the place of the one before."""

    def wrong(world: Any, **more: Any) -> Any:
        made = right(world, **more)
        hits.count()
        runs.runs_of(world).next_id = made.id
        return made

    return wrong


@RULES.broken(runs, "create")
def run_is_made_twice(right: Any, hits: Hits) -> Any:
    """Each creation makes two runs."""
    return done_twice(right, hits)


@RULES.broken(runs, "create")
def organisation_is_forgotten(right: Any, hits: Hits) -> Any:
    """Every run belongs to the first organisation."""

    def wrong(world: Any, **more: Any) -> Any:
        if more["organization"] != 1:
            hits.count()
        return right(world, **{**more, "organization": 1})

    return wrong


@RULES.broken(runs, "_sample")
def prompt_is_forgotten(_right: Any, hits: Hits) -> Any:
    """The result has nothing to do with the prompt."""

    def wrong(_run: Any) -> str:
        hits.count()
        return "## Done"

    return wrong


@RULES.broken(runs, "_store")
def result_is_lost(right: Any, hits: Hits) -> Any:
    """A run ends without what it made."""

    def wrong(world: Any, run: Any, **changes: Any) -> Any:
        if changes.get("result") is not None:
            hits.count()
        return right(world, run, **{**changes, "result": None})

    return wrong


@RULES.broken(runs, "_store")
def runs_never_end(right: Any, hits: Hits) -> Any:
    """A run stays under way."""

    def wrong(world: Any, run: Any, **changes: Any) -> Any:
        if changes["state"] in records.MACHINE.terminal:
            hits.count()
            return run
        return right(world, run, **changes)

    return wrong


@RULES.broken(runs, "finish")
def failures_are_hidden(right: Any, hits: Hits) -> Any:
    """A run that failed counts as done."""

    def wrong(world: Any, run: Any, outcome: Any) -> Any:
        if "fail" in outcome:
            hits.count()
        return right(world, run, {key: each for key, each in outcome.items() if key != "fail"})

    return wrong
