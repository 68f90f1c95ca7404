"""The operations of agent_runs, one function each."""

from collections.abc import Callable

from taskpact_mock.api import Answer, Call, Handler
from taskpact_mock.apis.agent_runs import errors, runs
from taskpact_mock.apis.agent_runs.records import Run, form_of, render


def create_agent_run(call: Call) -> Answer:
    """Start a run."""

    def create(organization: int) -> Answer:
        run = runs.create(
            call.world,
            tenant=call.principal.tenant,
            organization=organization,
            prompt=call.body["prompt"],
        )
        return _run(call, run)

    return _as_member(call, create)


def get_agent_run(call: Call) -> Answer:
    """The run as it is now."""

    def get(organization: int) -> Answer:
        tenant, id = call.principal.tenant, int(call.path["agent_run_id"])
        run = runs.find(call.world, tenant, organization, id)
        return errors.run_not_found() if run is None else _run(call, run)

    return _as_member(call, get)


HANDLERS: dict[str, Handler] = {
    "create_agent_run": create_agent_run,
    "get_agent_run": get_agent_run,
}


def _as_member(call: Call, use: Callable[[int], Answer]) -> Answer:
    """What `use` answers for the organisation, if the caller is one of its members.

    A stranger, whom the world lets in all the same, has a service of its own, and is a member of
    whatever it asks for.
    """
    organization, user = int(call.path["org_id"]), call.principal.user
    members = runs.runs_of(call.world).members.get(organization, frozenset())
    stranger = call.principal.tenant != runs.TENANT
    return use(organization) if stranger or user in members else errors.forbidden()


def _run(call: Call, run: Run) -> Answer:
    form = form_of(call.world)
    body = call.render("AgentRunResponse", run, lambda: render(run, form), form=repr(form))
    return Answer(200, body, checked=True)
