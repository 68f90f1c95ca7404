"""agent_runs: long agent runs of an organisation."""

from collections.abc import Mapping

from taskpact_mock.api import Answer, Api, Call, Principal, RateLimit, Work, admit, bearer
from taskpact_mock.apis.agent_runs import errors, runs
from taskpact_mock.apis.agent_runs.fixtures import (
    FIRST,
    ORGANIZATION,
    SECOND_ORGANIZATION,
    SECOND_USER,
    USER,
    add,
    new_state,
)
from taskpact_mock.apis.agent_runs.handlers import HANDLERS
from taskpact_mock.apis.agent_runs.records import API as NAME
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.world import World

_DEMO = Principal(user=USER, tenant=runs.TENANT)
_SECOND = Principal(user=SECOND_USER, tenant=runs.TENANT)
_KNOWN = {"demo-token": _DEMO, "second-token": _SECOND}


def _authenticate(world: World, headers: Mapping[str, str]) -> Principal | Answer:
    """A known token."""
    token = bearer(headers)
    return admit(world, [token] if token else [], _KNOWN, _DEMO) or errors.unauthorized()


def _credentials(_world: World) -> dict[str, JSON]:
    return {
        "headers": {"Authorization": "Bearer demo-token"},
        "parameters": {"org_id": ORGANIZATION, "agent_run_id": FIRST},
        "second": {
            "headers": {"Authorization": "Bearer second-token"},
            "parameters": {"org_id": SECOND_ORGANIZATION},
        },
    }


def _limit_key(call: Call) -> tuple[str, ...]:
    return NAME, call.operation.id, call.principal.tenant, call.principal.user


_LIMITS = {
    "create_agent_run": RateLimit(calls=10, seconds=60, key=_limit_key),
    "get_agent_run": RateLimit(calls=60, seconds=30, key=_limit_key),
}

API = Api(
    name=NAME,
    handlers=HANDLERS,
    authenticate=_authenticate,
    new_state=new_state,
    problem=errors.problem,
    invalid=errors.invalid,
    malformed=errors.malformed,
    no_body=errors.no_body,
    wrong_media=errors.wrong_media,
    due={"start": runs.start, "end": runs.end},
    credentials=_credentials,
    add_fixtures=add,
    work=Work(
        records=lambda world: runs.runs_of(world).runs.values(),
        state=lambda run: run.state,
        owner=lambda run: f"organisation {run.organization}",
        created=lambda run: run.created,
    ),
    outcomes={"create_agent_run": frozenset({"fail", "hold", "result", "take"})},
    quirks=frozenset(
        {
            "create_words",
            "docs_words",
            "iso_times",
            "message_on_429",
            "retry_after",
            "terminal_words",
            "test_words",
        }
    ),
    rate_limit=_LIMITS.get,
    limited=errors.limited,
    malformed_first=True,
    redirects_slash=True,
)
