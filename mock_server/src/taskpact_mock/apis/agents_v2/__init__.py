"""agents_v2: five ready-made agents behind one task record."""

from collections.abc import Mapping, Sequence

from attrs import evolve

from taskpact_mock.api import Answer, Api, Call, Fields, Principal, RateLimit, Work, admit, bearer
from taskpact_mock.apis.agents_v2 import errors, lifecycle, tasks
from taskpact_mock.apis.agents_v2.agents import AGENTS
from taskpact_mock.apis.agents_v2.casts import cast
from taskpact_mock.apis.agents_v2.fixtures import FIRST, TENANT, add, new_state
from taskpact_mock.apis.agents_v2.handlers import HANDLERS, run_refused
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Fault
from taskpact_mock.world.world import World

_DEMO = Principal(user=TENANT, tenant=TENANT)
_SECOND = Principal(user="second", tenant="second")
_KNOWN = {
    "bearer demo-token": _DEMO,
    "key demo-key": _DEMO,
    "bearer second-token": _SECOND,
    "key second-key": _SECOND,
}
_NOT_STORED = b"cache-control", b"no-store"
_OUTCOMES = frozenset({"fail", "hold", "take"})
_RUNS = frozenset(f"run_{agent_type}" for agent_type in AGENTS)


def _authenticate(world: World, headers: Mapping[str, str]) -> Principal | Answer:
    """A known token or a known key; a token that is not known does not spoil a key that is."""
    offered = []
    if token := bearer(headers):
        offered.append(f"bearer {token}")
    if key := headers.get("x-api-key"):
        offered.append(f"key {key}")
    principal = admit(world, offered, _KNOWN, _DEMO)
    if principal is None:
        return errors.unauthorized()
    # Where no task keeps its user, all of them are everybody's.
    shared = world.has_quirk("agents_v2.no_users")
    return evolve(principal, tenant=TENANT) if shared else principal


def _credentials(_world: World) -> dict[str, JSON]:
    return {
        "headers": {"Authorization": "Bearer demo-token"},
        "parameters": {"task_id": FIRST},
        "second": {"headers": {"Authorization": "Bearer second-token"}, "parameters": {}},
    }


def _invalid(call: Call, faults: Sequence[Fault]) -> Answer:
    """The refusal of a request; under a quirk, research that only its agent refuses is accepted."""
    if errors.only_refused(faults) and call.world.has_quirk("agents_v2.accepted_research"):
        return run_refused(call)
    return errors.invalid(call, faults)


def _always(sent: Mapping[str, str], world: World) -> Fields:
    name = sent.get("x-correlation-id") or world.request_ids.hex(32)
    return (b"x-correlation-id", name.encode("latin-1")), _NOT_STORED


def _rate_limit(operation: str) -> RateLimit | None:
    return _TEN_A_MINUTE if operation in _RUNS else None


def _limit_key(call: Call) -> tuple[str, ...]:
    return "agents_v2", call.operation.id, call.principal.tenant, call.principal.user


_TEN_A_MINUTE = RateLimit(calls=10, seconds=60, key=_limit_key)

API = Api(
    name=lifecycle.API,
    handlers=HANDLERS,
    authenticate=_authenticate,
    new_state=new_state,
    problem=errors.problem,
    invalid=_invalid,
    malformed=errors.malformed,
    no_body=errors.no_body,
    wrong_media=errors.wrong_media,
    cast=cast,
    due={"finish": tasks.finish, "retry_due": tasks.retry_due},
    credentials=_credentials,
    add_fixtures=add,
    work=Work(
        records=lambda world: tasks.settle(world).table,
        state=lambda task: task.status,
        owner=lambda task: task.tenant,
        created=lambda task: task.created,
    ),
    outcomes={
        **dict.fromkeys(_RUNS, _OUTCOMES),
        "run_content_repurpose": _OUTCOMES | {"partial"},
    },
    quirks=frozenset(
        {
            "accepted_research",
            "cancelled_sync",
            "idle_retries",
            "ignored_filters",
            "lenient_types",
            "naive_times",
            "no_users",
            "plain_stream",
            "refused_retries",
            "replay_header",
            "short_links",
            "unique_keys",
            "unlisted_expired",
            "wrapped_errors",
        }
    ),
    rate_limit=_rate_limit,
    limited=errors.limited,
    limit_headers=errors.limit_headers,
    always_headers=_always,
    malformed_first=True,
    redirects_slash=True,
    max_body=64 * 1024 * 1024,
)
