"""The client against the mock server, which knows what was done: no work twice, none lost."""

from collections.abc import Iterator
from typing import Any

import pytest

import taskpact
from clients.python.tests.styles import Act, Drive, both, events_of
from clients.python.tests.worlds import World, new_world
from taskpact import State
from taskpact_mock.serving import MockServer


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def world(mock: MockServer, request: pytest.FixtureRequest) -> World:
    """A world of the test's own, whose clock is fast."""
    name = request.node.name.translate(str.maketrans(" []", "---"))
    return new_world(mock, name, clock="real", speed=10)


def _research(client: Any) -> Any:
    return client.run_research(topic="Effects of remote work on small teams", sync=False)


def _total(world: World, options: dict[str, Any]) -> int:
    with taskpact.AgentsV2(base_url=world.url, **options) as client:
        total = client.get_stats().total
        assert isinstance(total, int)
        return total


@both
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"reset": {"phase": "after"}}, id="reset after"),
        pytest.param({"reset": {"phase": "before"}}, id="reset before"),
        pytest.param({"truncate": {"bytes": 9}}, id="truncated"),
        pytest.param({"status": {"status": 503}}, id="503"),
        pytest.param({"status": {"status": 529}}, id="529"),
    ],
)
def test_fault_of_a_run_makes_one_task(world: World, drive: Drive, fault: dict[str, Any]) -> None:
    options = {"credentials": world.credentials("agents_v2")}
    before = _total(world, options)
    world.control(
        "POST", "faults", {"api": "agents_v2", "operation": "run_research", "fault": fault}
    )
    drive("AgentsV2", world.url, _research, **options)
    assert _total(world, options) == before + 1


@both
@pytest.mark.parametrize(
    "fault",
    [
        *(pytest.param({"cut": {"event": at}}, id=f"cut after {at}") for at in range(1, 5)),
        pytest.param({"cut": {"byte": 50}}, id="cut within an event"),
        pytest.param({"duplicate": {"event": 2}}, id="duplicate"),
        pytest.param({"drop_heartbeats": {}}, id="no heartbeats"),
    ],
)
def test_fault_of_a_stream_gives_no_event_twice_and_always_the_end(
    world: World, drive: Drive, fault: dict[str, Any]
) -> None:
    options = {"credentials": world.credentials("agents_v2")}
    task = drive("AgentsV2", world.url, _research, **options)
    world.control(
        "POST", "faults", {"api": "agents_v2", "operation": "stream_task", "fault": fault}
    )
    follow = events_of(lambda client: client.track(task).stream())
    *frames, last = drive("AgentsV2", world.url, follow, **options)
    versions = [int(event.id.partition(".")[0]) for event in frames]
    assert versions == sorted(versions)
    assert len({event.id for event in frames}) == len(frames)
    assert type(frames[-1].data).__name__ == "CompleteFrame"
    assert last.data.status == "completed"


def _submitted(client: Any) -> Any:
    return client.submit_task("agt_active000001", message="Review the login form")


STARTS: list[tuple[str, str, Act, Act]] = [
    ("AgentsV2", "agents_v2", _research, lambda made: (made,)),
    ("AgentTasks", "agent_tasks", _submitted, lambda made: ("agt_active000001", made)),
    (
        "AgentRuns",
        "agent_runs",
        lambda client: client.create_agent_run(1, prompt="Fix the test"),
        lambda made: (1, made),
    ),
]


@both
@pytest.mark.parametrize(("name", "api", "start", "ids"), STARTS, ids=lambda value: value)
def test_work_of_each_api_is_followed_to_its_end(
    world: World, drive: Drive, name: str, api: str, start: Act, ids: Act
) -> None:
    options = {"credentials": world.credentials(api)}
    made = drive(name, world.url, start, **options)
    handle = drive(name, world.url, lambda client: client.track(*ids(made)), **options)
    assert handle.state in (State.PENDING, State.RUNNING)
    record = drive(name, world.url, lambda client: client.resume(handle.token).wait(), **options)
    handle.record = record
    assert handle.state is State.SUCCEEDED
    assert handle.created_at.tzinfo is not None


def test_records_and_runs_are_waited_for_together(world: World) -> None:
    made = world.control("POST", "fixtures", {"task_records": {"tasks": [{"take": 2}]}})
    with (
        taskpact.TaskRecords(
            base_url=world.url, credentials=world.credentials("task_records")
        ) as records,
        taskpact.AgentRuns(base_url=world.url, credentials=world.credentials("agent_runs")) as runs,
    ):
        handles: list[Any] = [
            records.track(made["task_records"]["tasks"][0]),
            runs.track(1, runs.create_agent_run(1, prompt="Fix the test")),
        ]
        done = list(taskpact.as_completed(handles, deadline=30))
        assert {handle.state for handle in done} == {State.SUCCEEDED}
