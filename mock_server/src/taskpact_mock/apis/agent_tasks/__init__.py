"""agent_tasks: tasks of agents that a user keeps on the platform."""

from collections.abc import Mapping

from taskpact_mock.api import Answer, Api, Call, Principal, RateLimit, Work, admit, bearer
from taskpact_mock.apis.agent_tasks import errors, tasks
from taskpact_mock.apis.agent_tasks.casts import cast
from taskpact_mock.apis.agent_tasks.fixtures import (
    AGENT,
    RUNNING,
    SECOND_AGENT,
    SECOND_TENANT,
    TENANT,
    add,
    new_state,
)
from taskpact_mock.apis.agent_tasks.handlers import HANDLERS
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.world import World

_DEMO = Principal(user=TENANT, tenant=TENANT)
_SECOND = Principal(user=SECOND_TENANT, tenant=SECOND_TENANT)
_DISABLED = Principal(user="disabled", tenant="disabled")
"""A user whose account may not use agents."""

_KEY_HEADERS = ("x-shinzo-api-key", "x-api-key")
_KEYS = {
    "sk_shinzo_test_demo": _DEMO,
    "sk_shinzo_test_second": _SECOND,
    "sk_shinzo_test_disabled": _DISABLED,
}
_KNOWN = {
    "bearer demo-token": _DEMO,
    "bearer second-token": _SECOND,
    **{f"key {key}": principal for key, principal in _KEYS.items()},
    **{f"bearer {key}": principal for key, principal in _KEYS.items()},
}


def _authenticate(world: World, headers: Mapping[str, str]) -> Principal | Answer:
    """A known key under either name, or a known token or key as a bearer token."""
    keys = [f"key {headers[name]}" for name in _KEY_HEADERS if headers.get(name)]
    token = bearer(headers)
    offered = [*keys, f"bearer {token}"] if token else keys
    principal = admit(world, offered, _KNOWN, _DEMO)
    if principal is None:
        return errors.unauthorized(token=token is not None, key=bool(keys))
    return errors.forbidden() if principal is _DISABLED else principal


def _credentials(_world: World) -> dict[str, JSON]:
    return {
        "headers": {"Authorization": "Bearer demo-token"},
        "parameters": {"id": AGENT, "taskId": RUNNING},
        "second": {
            "headers": {"Authorization": "Bearer second-token"},
            "parameters": {"id": SECOND_AGENT},
        },
    }


def _limit_key(call: Call) -> tuple[str, ...]:
    return tasks.API, call.principal.tenant


_THOUSAND_A_MINUTE = RateLimit(calls=1000, seconds=60, key=_limit_key)

API = Api(
    name=tasks.API,
    handlers=HANDLERS,
    authenticate=_authenticate,
    new_state=new_state,
    problem=errors.error,
    invalid=errors.invalid,
    malformed=errors.malformed,
    no_body=errors.no_body,
    cast=cast,
    due={
        "start": tasks.start,
        "start_held": tasks.start_held,
        "progress": tasks.progress,
        "time_out": tasks.time_out,
        "redeliver": World.redeliver,
    },
    credentials=_credentials,
    add_fixtures=add,
    work=Work(
        records=lambda world: tasks.state_of(world).tasks.values(),
        state=lambda task: task.status,
        owner=lambda task: "/".join(task.agent),
        created=lambda task: task.created,
    ),
    outcomes={"submit_task": frozenset({"ask", "fail", "hold", "partial", "result", "take"})},
    quirks=frozenset({"lenient_types", "limit_fails"}),
    rate_limit=lambda _operation: _THOUSAND_A_MINUTE,
    limited=errors.limited,
    limit_headers=errors.limit_headers,
)
