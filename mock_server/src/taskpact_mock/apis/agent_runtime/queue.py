"""The runs that can be claimed, ordered so that the next one is found without a search.

Runs that any caller sees alike share a lane, oldest first. A claim looks at the head of each lane
of its workspace, so it costs the same however many runs wait behind the heads.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen
from sortedcontainers import SortedList

from taskpact_mock.apis.agent_runtime.records import Reference
from taskpact_mock.apis.agent_runtime.work_records import PRIORITIES, Run, Task

Entry = tuple[int, str]
"""When a run was queued, and its id."""


@frozen(cache_hash=True)
class Lane:
    """All that decides who may claim a run, and how soon. Source: facts 3.2.

    `channel` is None where each run has one of its own; `agents` None is open to all.
    """

    workspace_id: str | None
    priority: int
    channel: str | None
    owner: Reference | None
    agents: frozenset[str] | None
    required: frozenset[str]
    preferred: frozenset[str]


@frozen
class Claimer:
    """Who wants a run: its place, who it is, what it can do, and the least priority it takes.

    `own` is the run whose derived channel it joined, if it joined such a one.
    """

    workspace_id: str | None
    channel: str | None
    session_id: str
    agent_name: str
    capabilities: frozenset[str]
    priority_min: int
    own: Entry | None = None

    def fits(self, lane: Lane) -> bool:
        """Whether it may claim the runs of the lane, its channel aside."""
        return (
            lane.priority >= self.priority_min
            and lane.required <= self.capabilities
            and (lane.agents is None or self.agent_name in lane.agents)
            and lane.owner in (None, ("pool", self.agent_name), ("agent_session", self.session_id))
        )


class Queue:
    """Every claimable run, by workspace and lane."""

    __slots__ = ("_lanes",)

    def __init__(self) -> None:
        self._lanes: dict[str | None, dict[Lane, SortedList]] = {}

    def add(self, run: Run, task: Task) -> None:
        """Let the run be claimed, if it cannot be already."""
        lane = lane_of(run, task)
        entries = self._lanes.setdefault(lane.workspace_id, {}).setdefault(lane, SortedList())
        entry = (run.queued, run.id)
        if entry not in entries:
            entries.add(entry)

    def discard(self, run: Run, task: Task) -> None:
        """Let the run be claimed no more."""
        lane = lane_of(run, task)
        lanes = self._lanes.get(lane.workspace_id, {})
        entries = lanes.get(lane)
        if entries is not None:
            entries.discard((run.queued, run.id))
            if not entries:
                del lanes[lane]

    def best(self, claimer: Claimer) -> str | None:
        """The run that is the claimer's next, by priority, preferences matched, age and id."""
        heads = [
            (-lane.priority, -len(lane.preferred & claimer.capabilities), *entry)
            for lane, entry in self._heads(claimer)
            if claimer.fits(lane)
        ]
        return min(heads)[-1] if heads else None

    def copy(self) -> "Queue":
        """A queue of its own with the same runs."""
        twin = Queue()
        twin._lanes = {
            workspace: {lane: SortedList(entries) for lane, entries in lanes.items()}
            for workspace, lanes in self._lanes.items()
        }
        return twin

    def _heads(self, claimer: Claimer) -> Iterator[tuple[Lane, Entry]]:
        """The first run of each lane that the claimer's channel leaves to it."""
        for lane, entries in self._lanes.get(claimer.workspace_id, {}).items():
            if claimer.channel in (None, lane.channel):
                queued, run_id = entries[0]
                yield lane, (queued, run_id)
            elif lane.channel is None and claimer.own is not None and claimer.own in entries:
                yield lane, claimer.own


def lane_of(run: Run, task: Task) -> Lane:
    """Where the run stands in the queue."""
    worker, participants = task.profile.get("worker", {}), task.profile.get("participants", {})
    bounds = [frozenset(each) for each in _bounds(worker, participants) if each]
    return Lane(
        workspace_id=task.workspace_id,
        priority=PRIORITIES[task.priority],
        channel=run.channel or task.channel,
        owner=task.owner,
        agents=frozenset.intersection(*bounds) if bounds else None,
        required=run.required.union(
            worker.get("required_capabilities", ()), participants.get("required_capabilities", ())
        ),
        preferred=run.preferred.union(
            worker.get("preferred_capabilities", ()),
            participants.get("preferred_capabilities", ()),
        ),
    )


def _bounds(worker: Mapping[str, Any], participants: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """The lists of agents of which a claimer must be on every one."""
    if name := worker.get("agent_name"):
        yield [name]
    yield from (each.get("allowed_agent_names", ()) for each in (worker, participants))
