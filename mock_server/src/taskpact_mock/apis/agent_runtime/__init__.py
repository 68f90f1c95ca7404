"""agent_runtime: the side of the agent that does the work, in sessions, under leases."""

from taskpact_mock.api import Api, Work
from taskpact_mock.apis.agent_runtime import default, errors, fixtures, lenient
from taskpact_mock.apis.agent_runtime.handlers import HANDLERS
from taskpact_mock.apis.agent_runtime.identity import authenticate
from taskpact_mock.apis.agent_runtime.state import API as NAME
from taskpact_mock.apis.agent_runtime.state import runtime_of

API = Api(
    name=NAME,
    handlers=HANDLERS,
    authenticate=authenticate,
    new_state=default.new_state,
    problem=errors.problem,
    invalid=errors.invalid,
    malformed=None,
    no_body=None,
    cast=lenient.cast,
    misrouted=errors.misrouted,
    due=default.DUE,
    credentials=default.credentials,
    add_fixtures=fixtures.add,
    work=Work(
        records=lambda world: runtime_of(world).runs.values(),
        state=lambda run: run.status,
        owner=lambda run: run.hold.session.id if run.hold else "",
        created=lambda run: run.queued,
    ),
    outcomes={"spawn_session": frozenset({"fail", "take"})},
    charset_quirk=f"{NAME}.charset",
    quirks=frozenset(
        {
            "lease_refusals",
            "bad_request",
            "lenient_bodies",
            "ignored_workspace",
            "config_source",
            "open_channels",
            "peer_ids",
            "soul_faults",
            "unbounded_wait",
            "plain_not_found",
            "same_origin",
            "beyond_loopback",
            "answered_options",
            "charset",
        }
    ),
)
