"""task_records: records of what a user's agents were run for."""

from collections.abc import Mapping

from taskpact_mock.api import Answer, Api, Principal, Work, admit
from taskpact_mock.apis.task_records import errors, tasks
from taskpact_mock.apis.task_records.fixtures import COMPLETE, SECOND_USER, USER, add, new_state
from taskpact_mock.apis.task_records.handlers import HANDLERS
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.world import World

_DEMO = Principal(user=USER.id, tenant=USER.id)
_SECOND = Principal(user=SECOND_USER.id, tenant=SECOND_USER.id)
_KNOWN = {"demo-key": _DEMO, "second-key": _SECOND}


def _authenticate(world: World, headers: Mapping[str, str]) -> Principal | Answer:
    """A known key."""
    key = headers.get("apikey")
    return admit(world, [key] if key else [], _KNOWN, _DEMO) or errors.unauthorized()


def _credentials(_world: World) -> dict[str, JSON]:
    return {
        "headers": {"apikey": "demo-key"},
        "parameters": {"taskId": COMPLETE},
        "second": {"headers": {"apikey": "second-key"}, "parameters": {}},
    }


API = Api(
    name=tasks.API,
    handlers=HANDLERS,
    authenticate=_authenticate,
    new_state=new_state,
    problem=errors.error,
    # No operation takes a body, or a parameter that could be wrong in its form.
    invalid=lambda _call, faults: errors.error(400, faults[0].message),
    malformed=lambda fault: errors.error(400, fault.message),
    no_body=lambda: errors.error(400, "a body is required"),
    due={"report": tasks.report},
    credentials=_credentials,
    add_fixtures=add,
    work=Work(
        records=lambda world: tasks.tasks_of(world).table,
        state=lambda task: task.status,
        owner=lambda task: task.user.id,
        created=lambda task: task.created,
    ),
    outcomes={"": frozenset({"fail", "hold", "partial", "take"})},
    quirks=frozenset(
        {"blank_errors", "examples_only", "stuck_on_error", "text_output", "webhook_on_update"}
    ),
)
