"""The client against the mock server, which keeps what was really done: no work twice, none lost."""

from collections.abc import Iterator
from typing import Any

import pytest

from clients.python.tests.styles import Drive, both, events_of
from clients.python.tests.worlds import World, new_world
from taskpact_mock.serving import MockServer


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def world(mock: MockServer, request: pytest.FixtureRequest) -> World:
    """A world of the test's own, whose clock is fast."""
    return new_world(mock, request.node.name.replace(" ", "-"), clock="real", speed=20)


def _options(world: World, api: str) -> dict[str, Any]:
    return {"credentials": world.credentials(api)}


def _research(client: Any, sync: bool = False) -> Any:
    return client.run_research(topic="Effects of remote work on small teams", sync=sync)


def _new_record(world: World) -> str:
    made = world.control("POST", "fixtures", {"task_records": {"tasks": [{"take": 2}]}})
    (task_id,) = made["task_records"]["tasks"]
    return str(task_id)


@both
def test_lost_answer_after_the_work_began_makes_no_second_task(
    world: World, drive: Drive
) -> None:
    world.control(
        "POST",
        "faults",
        {"api": "agents_v2", "operation": "run_research", "times": 1, "lost": {"phase": "after"}},
    )
    options = _options(world, "agents_v2")
    before = drive("AgentsV2", world.url, lambda client: client.get_stats(), **options).total
    drive("AgentsV2", world.url, _research, **options)
    after = drive("AgentsV2", world.url, lambda client: client.get_stats(), **options).total
    assert (after - before, world.calls("run_research")) == (1, 2)


@both
@pytest.mark.parametrize(
    ("name", "api", "start"),
    [
        ("AgentsV2", "agents_v2", lambda client: client.track("a11ce00000000001")),
    ],
)
def test_work_is_followed_to_its_end(
    world: World, drive: Drive, name: str, api: str, start: Any
) -> None:
    record = drive(name, world.url, lambda client: start(client).wait(), **_options(world, api))
    assert record


@both
def test_stream_of_a_task_brings_every_change_and_the_record(world: World, drive: Drive) -> None:
    options = _options(world, "agents_v2")
    task = drive("AgentsV2", world.url, _research, **options)
    seen = drive(
        "AgentsV2", world.url, events_of(lambda client: client.track(task).stream()), **options
    )
    assert seen[-1].data.status == "completed"
    percents = [event.data.data.progress.percent for event in seen[:-2]]
    assert percents == sorted(set(percents))
