"""A run of agent_runtime in each of its states, in the caller's hands, in others' and in none."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from taskpact_contract.control import Control
from taskpact_contract.documents import cycles
from taskpact_contract.probe import Answer
from taskpact_contract.walk.apis.agent_runtime_places import (
    CALLER,
    OTHER,
    REAPED,
    THIRD,
    WORKSPACE,
    headers,
    session,
    settle,
)
from taskpact_contract.walk.situations import Place, Situation

RUN, SECOND_RUN = "run-00000000000000f1", "run-00000000000000f2"
TASK = "task-00000000000000f1"
SWEPT = 15
"""Seconds within which a run whose lease ran out is queued again."""
STARVED = 120
"""Seconds after which nobody is expected to claim a run for which enough attempts were made."""
HANDOFF = "The file has no header line."
"""Why the attempt before another one has failed."""
CLAIM = "claim_next_task"
RUNNING = cycles("agent_runtime")[0].operations
"""The operations on runs."""
CLAIMS = frozenset({CLAIM})
LEASED = RUNNING - CLAIMS
HANDS: Mapping[str, tuple[str, ...]] = {
    "claimed": (),
    "starting": ("bind",),
    "running": ("bind", "start"),
}
"""The states of a run in somebody's hands, and the controls that bring a claimed one there."""
Make = Callable[[Control], None]


@frozen
class _Eyes:
    """Looks for the run where it should be: in the caller's hands, in others', or free for all."""

    control: Control
    free: bool
    handoff: str | None = None

    def __call__(self, answer: Answer, states: Mapping[str, str]) -> str | None:
        """What is wrong with the run, or with the answer that shows it; None if nothing."""
        state = states["TaskRun"]
        shown = _record(answer)
        if shown is not None and shown != (RUN, state):
            return f"it should show {RUN}, {state}, and shows {shown}"
        held = {each: self._held_by(each) for each in (CALLER, OTHER)}
        mine = (RUN, state) in held[CALLER]
        if "Lease" in states and mine != (states["Lease"] == "held"):
            return f"the lease should be {states['Lease']}, and the holder is told {held[CALLER]}"
        if state in HANDS and states.get("Lease", "held") == "held":
            found = (RUN, state) in [*held[CALLER], *held[OTHER]]
            return self._handoff_fault() if found else f"nobody is told that they hold it: {held}"
        claimed = self.control.call(CLAIM, body={}, headers=headers(THIRD))
        found = claimed is not None and claimed["claim"]["run"]["id"] == RUN
        if found != (self.free and state == "queued"):
            return f"it should be {state}, and {'is' if found else 'is not'} there to be claimed"
        return None

    def _handoff_fault(self) -> str | None:
        """Whether the caller is not told what the attempt before has left."""
        if self.handoff is None:
            return None
        task = self.control.call("get_context", headers=headers(CALLER))["context"]["task"]
        told = task["bundle"].get("handoff_summary")
        return None if told == self.handoff else f"it should be told {self.handoff!r}, not {told!r}"

    def _held_by(self, caller: str) -> list[tuple[str, str]]:
        me = self.control.call("get_me", headers=headers(caller))["me"]
        return [(each["run_id"], each["status"]) for each in me["active_task_leases"]]


def _record(answer: Answer) -> tuple[str, str] | None:
    """The run that an answer shows, and its state."""
    if answer.status >= 300 or not isinstance(answer.body, Mapping):
        return None
    if "claim" in answer.body:
        run = answer.body["claim"]["run"]
        return run["id"], run["status"]
    lease = answer.body["lease"]
    return lease["run_id"], lease["status"]


def enqueue(control: Control, run: Mapping[str, Any] | None = None, **task: Any) -> None:
    """A run that waits."""
    records = [{"id": RUN, **(run or {})}]
    control.make({"tasks": [{"id": TASK, "workspace_id": WORKSPACE, "runs": records, **task}]})


def held(by: str, *controls: str, seconds: int = 300, more: str | None = None) -> Make:
    """The run in a session's hands, brought on by controls; the session may hold `more`."""

    def make(control: Control) -> None:
        enqueue(control, {"held_by": by, "lease_seconds": seconds})
        _control(control, *controls)
        if more is not None:
            hold_another(control, more)

    return make


def hold_another(control: Control, caller: str) -> None:
    """Put another run into a session's hands."""
    runs = [{"id": SECOND_RUN, "held_by": caller}]
    control.make({"tasks": [{"workspace_id": WORKSPACE, "runs": runs}]})


def _control(control: Control, *steps: str) -> None:
    control.make({"controls": [{"id": RUN, "control": step} for step in steps]})


def after(make: Make, seconds: float) -> Make:
    """The same, some seconds later."""

    def later(control: Control) -> None:
        make(control)
        control.advance(seconds)

    return later


def ended(by: str, operation: str) -> Make:
    """The run after its holder has done that with it."""
    body = {"error": "The file is empty."} if operation == "fail_run" else {}

    def make(control: Control) -> None:
        enqueue(control, {"held_by": by})
        control.call(operation, body=body, headers=headers(by), run_id=RUN)

    return make


def reaped(*controls: str) -> Make:
    """The run after the spawned session that held it was stopped."""

    def make(control: Control) -> None:
        lineage = {"parent_session_id": THIRD, "ttl_seconds": REAPED}
        child = session("sess-walked-child", lineage=lineage)
        control.make({"sessions": [child]})
        held(child["id"], *controls)(control)
        control.advance(REAPED)

    return make


def starving(wakes: int, *controls: str) -> Make:
    """A run that waited for long, after so many attempts to wake a session for it."""

    def make(control: Control) -> None:
        enqueue(control, {"wakes": wakes})
        control.advance(STARVED)
        _control(control, *controls)

    return make


def asking(task: Mapping[str, Any], run: Mapping[str, Any] | None = None, *controls: str) -> Make:
    """A run that waits, with such a task, and on which an operator acts."""

    def make(control: Control) -> None:
        enqueue(control, run, **task)
        _control(control, *controls)

    return make


def waiting_beside(holder: str) -> Make:
    """A run that waits, while a session holds another one."""

    def make(control: Control) -> None:
        enqueue(control)
        hold_another(control, holder)

    return make


def holding_another(control: Control) -> None:
    """No run but another one, which the caller holds."""
    hold_another(control, CALLER)


def nothing(_control: Control) -> None:
    """No run."""


def blocked(*, completed: bool) -> Make:
    """The run of a task that depends on another one, which is completed or not."""

    def make(control: Control) -> None:
        first = {"id": "task-00000000000000f0", "workspace_id": WORKSPACE}
        runs = [{"id": SECOND_RUN, "held_by": OTHER}]
        control.make({"tasks": [{**first, "runs": runs}]})
        enqueue(control, depends_on=[first["id"]])
        if completed:
            control.call("complete_run", body={}, headers=headers(OTHER), run_id=SECOND_RUN)

    return make


def below(*, paused: bool) -> Make:
    """The run of a task below one that was paused, and may go on again."""

    def make(control: Control) -> None:
        above = {"id": "task-00000000000000f0", "workspace_id": WORKSPACE}
        control.make({"tasks": [{**above, "paused": True, "runs": []}]})
        enqueue(control, parent_task_id=above["id"])
        control.make({"tasks": [{**above, "paused": paused}]})

    return make


def paused_meanwhile(operation: str | None, *, still: bool = True) -> Make:
    """The run, queued again, of a task that was paused in somebody's hands, and may go on by now.

    It comes back by the operation, or (None) as its lease runs out.
    """

    def make(control: Control) -> None:
        held(OTHER, seconds=2)(control)
        control.make({"tasks": [{"id": TASK, "paused": True}]})
        if operation is not None:
            control.call(operation, body={}, headers=headers(OTHER), run_id=RUN)
        control.advance(SWEPT)
        if not still:
            control.make({"tasks": [{"id": TASK, "paused": False}]})

    return make


def blocked_meanwhile(control: Control) -> None:
    """The run, given back, of a task that depends on another one, which is not completed."""
    first = {"id": "task-00000000000000f0", "workspace_id": WORKSPACE}
    control.make({"tasks": [{**first, "runs": []}]})
    enqueue(control, {"held_by": OTHER}, depends_on=[first["id"]])
    control.call("release_run", body={}, headers=headers(OTHER), run_id=RUN)


def soon(control: Control) -> None:
    """The run in somebody's hands, half a second before it is queued again."""
    held(OTHER, seconds=SWEPT)(control)
    control.advance(SWEPT - 0.5)


def at_rest(control: Control) -> None:
    """The run while nothing at all can be claimed."""
    enqueue(control)
    control.make({"scheduler_paused": True})


def second_attempt(control: Control) -> None:
    """The second run of a task whose first one failed."""
    runs = [{"id": SECOND_RUN, "held_by": OTHER}]
    control.make({"tasks": [{"id": TASK, "workspace_id": WORKSPACE, "runs": runs}]})
    control.call("fail_run", body={"error": HANDOFF}, headers=headers(OTHER), run_id=SECOND_RUN)
    control.make({"runs": [{"id": RUN, "task_id": TASK}]})


def of_run(
    name: str,
    state: str | None,
    lease: str | None,
    make: Make,
    *holds: str,
    free: bool = False,
    tried: frozenset[str] = frozenset(),
    claim: Mapping[str, Any] | None = None,
    channel: str | None = None,
    handoff: str | None = None,
) -> Situation:
    """A situation; `free` is a run that anybody could claim, `channel` the caller's.

    `handoff` is what who claims it is told of the attempt before.
    """

    def made(control: Control) -> Place:
        settle(control, channel=channel)
        make(control)
        eyes = None if state is None else _Eyes(control, free or "claimable" in holds, handoff)
        bodies = {CLAIM: claim or {}}
        return Place(parameters={"run_id": RUN}, headers=headers(CALLER), bodies=bodies, look=eyes)

    states = {"TaskRun": state, "Lease": lease}
    if "holds_several" in holds:
        del states["Lease"]  # no single lease lets the caller do anything
    return Situation(name=name, states=states, make=made, holds=frozenset(holds), tried=tried)
