"""The queue finds what a search through all runs would find, without searching."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.apis.agent_runtime.queue import Claimer, Queue, lane_of
from taskpact_mock.apis.agent_runtime.records import Reference
from taskpact_mock.apis.agent_runtime.work_records import PRIORITIES, Run, Task

CAPABILITIES = st.frozensets(st.sampled_from("abc"), max_size=2)
CHANNELS = st.sampled_from([None, "one", "two"])
OWNERS: st.SearchStrategy[Reference | None] = st.sampled_from(
    [None, ("pool", "me"), ("pool", "you"), ("agent_session", "mine"), ("human", "me")]
)
PROFILES: st.SearchStrategy[Mapping[str, Any]] = st.sampled_from(
    [
        {},
        {"worker": {"agent_name": "me"}},
        {"worker": {"allowed_agent_names": ["you"]}},
        {"participants": {"required_capabilities": ["a"]}},
        {"worker": {"preferred_capabilities": ["b"]}},
    ]
)


@st.composite
def _work(draw: st.DrawFn) -> list[tuple[Run, Task]]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        task = Task(
            id=f"task-{number}",
            title="A task",
            workspace_id=draw(st.sampled_from(["ws", "other"])),
            status="ready",
            created=0,
            updated=0,
            priority=draw(st.sampled_from(list(PRIORITIES))),
            owner=draw(OWNERS),
            channel=draw(CHANNELS),
            profile=draw(PROFILES),
        )
        run = Run(
            id=f"run-{number}",
            task_id=task.id,
            attempt=1,
            status="queued",
            queued=draw(st.integers(0, 3)),
            required=draw(CAPABILITIES),
            preferred=draw(CAPABILITIES),
        )
        found.append((run, task))
    return found


CLAIMERS = st.builds(
    Claimer,
    workspace_id=st.just("ws"),
    channel=CHANNELS,
    session_id=st.just("mine"),
    agent_name=st.just("me"),
    capabilities=CAPABILITIES,
    priority_min=st.sampled_from([0, 20, 21]),
)


def _searched(work: list[tuple[Run, Task]], claimer: Claimer) -> str | None:
    """The claimer's next run, by looking at every run."""
    fits = []
    for run, task in work:
        lane = lane_of(run, task)
        joined = claimer.channel is None or claimer.channel == (run.channel or task.channel)
        if task.workspace_id == claimer.workspace_id and joined and claimer.fits(lane):
            matched = len(lane.preferred & claimer.capabilities)
            fits.append((-lane.priority, -matched, run.queued, run.id))
    return min(fits)[-1] if fits else None


@given(work=_work(), claimer=CLAIMERS)
def test_the_queue_agrees_with_a_search(work: list[tuple[Run, Task]], claimer: Claimer) -> None:
    queue = Queue()
    for run, task in work:
        queue.add(run, task)
        queue.add(run, task)
    assert queue.copy().best(claimer) == queue.best(claimer) == _searched(work, claimer)


@given(work=_work(), claimer=CLAIMERS)
def test_what_is_taken_out_is_found_no_more(work: list[tuple[Run, Task]], claimer: Claimer) -> None:
    queue = Queue()
    for run, task in work:
        queue.add(run, task)
    left = list(work)
    while (found := queue.best(claimer)) is not None:
        assert found == _searched(left, claimer)
        (taken,) = (each for each in left if each[0].id == found)
        queue.discard(*taken)
        queue.discard(*taken)
        left.remove(taken)
    assert _searched(left, claimer) is None


def test_a_claim_looks_at_lanes_and_not_at_runs() -> None:
    queue = Queue()
    task = Task(id="task", title="A task", workspace_id="ws", status="ready", created=0, updated=0)
    for number in range(1000):
        run = Run(f"run-{number:04}", "task", attempt=1, status="queued", queued=number)
        queue.add(run, task)
    claimer = Claimer("ws", None, "mine", "me", frozenset(), 0)
    assert len(list(queue._heads(claimer))) == 1
    assert queue.best(claimer) == "run-0000"
