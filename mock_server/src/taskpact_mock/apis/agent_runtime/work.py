"""The operations on runs: claims, and what the holder of a lease may do."""

from collections.abc import Awaitable

import orjson

from taskpact_mock.api import Answer, Call, answer
from taskpact_mock.apis.agent_runtime import (
    errors,
    hooks,
    leases,
    safety,
    situation,
    tasks,
    work_rendering,
)
from taskpact_mock.apis.agent_runtime.identity import caller
from taskpact_mock.apis.agent_runtime.rendering import present
from taskpact_mock.apis.agent_runtime.state import patience, runtime_of
from taskpact_mock.apis.agent_runtime.work_records import Run
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.world import WorldClosedError

PART_BYTES = 65536
"""How many bytes a result or the metadata of a failure may have."""


def claim_next_task(call: Call) -> Answer | Awaitable[Answer]:
    """Lease the caller its next run."""
    wanted = call.body.get("workspace_id", "").strip()
    if wanted and wanted != caller(call).workspace_id:
        return errors.problem(403, "permission denied: the session belongs to another workspace")
    given = _claim(call)
    if given.status == 204 and call.body.get("wait"):
        return _claim_later(call, patience(call.world))
    return given


def heartbeat_run(call: Call) -> Answer:
    """Renew the caller's lease."""
    seconds = call.body.get("lease_seconds")
    return _lease(call, leases.heartbeat(call.world, caller(call), _run_id(call), seconds))


def complete_run(call: Call) -> Answer:
    """Keep the result of the caller's run."""
    result = call.body.get("result")
    if (refusal := _unkept("result", result)) is not None:
        return refusal
    return _lease(call, leases.complete(call.world, caller(call), _run_id(call), result))


def fail_run(call: Call) -> Answer:
    """Keep the error of the caller's run."""
    error, more = call.body["error"].strip(), call.body.get("metadata")
    if (refusal := _unkept("metadata", more)) is not None:
        return refusal
    return _lease(call, leases.fail(call.world, caller(call), _run_id(call), error, more))


def release_run(call: Call) -> Answer:
    """Queue the caller's run again."""
    reason = call.body.get("reason", "").strip()
    return _lease(call, leases.release(call.world, caller(call), _run_id(call), reason))


def _run_id(call: Call) -> str:
    return call.path["run_id"].strip()


def _claim(call: Call) -> Answer:
    world, session, wanted = call.world, caller(call), call.body
    offered = situation.capability_ids(world, session).union(
        wanted.get("required_capabilities", ())
    )
    criteria = hooks.before_claim(
        world, session, hooks.Criteria(offered, wanted.get("priority_min", 0))
    )
    if isinstance(criteria, hooks.Denied):
        return errors.problem(403, f"permission denied: {criteria.reason}")
    outcome = leases.claim(world, session, criteria, wanted.get("lease_seconds"))
    if isinstance(outcome, Refused):
        return Answer(204) if outcome.status == 204 else errors.refused(outcome)
    task = runtime_of(world).tasks[outcome.task_id]
    channel = work_rendering.run_channel(outcome, task)
    claim = present(
        coordination_channel=channel,
        lease=work_rendering.lease(outcome, task, channel),
        run=work_rendering.claimed_run(outcome, task),
        task=work_rendering.task_reference(task, 0, paused=task.paused),
    )
    return answer(200, {"claim": claim})


async def _claim_later(call: Call, until: int | None) -> Answer:
    topic = tasks.topic(caller(call).workspace_id)
    what = f"a run for {caller(call).id}"
    try:
        while until is None or call.world.now < until:
            await call.world.wait(topic, until=until, what=what)
            if caller(call).state != "active":
                return errors.problem(403, "permission denied: the session was stopped meanwhile")
            given = _claim(call)
            if given.status != 204:
                return given
    except WorldClosedError:
        if until is not None:
            raise
        return answer(408, {"error": "the wait was cut off"}, quirk="unbounded_wait")
    return Answer(204)


def _unkept(name: str, value: JSON) -> Answer | None:
    """The refusal of a part of the body that must not be kept."""
    if safety.holds_claim_token(value):
        return errors.problem(422, f"validation failed: {name} holds a member named claim_token")
    return errors.too_large(name, PART_BYTES) if len(orjson.dumps(value)) > PART_BYTES else None


def _lease(call: Call, outcome: Run | Refused) -> Answer:
    if isinstance(outcome, Refused):
        return errors.refused(outcome)
    task = runtime_of(call.world).tasks[outcome.task_id]
    return answer(200, {"lease": work_rendering.lease(outcome, task)})
