"""Ways of the live service, each off and on."""

import json
from collections.abc import Callable

import pytest

from mock_server.tests.task_records.calls import BASE, TASKS, listed, read, run, tell_story
from mock_server.tests.wire import Receiver, WorldClient

MakeWorld = Callable[..., WorldClient]


def _world(make_world: MakeWorld, *quirks: str) -> WorldClient:
    world = make_world(quirks=[f"task_records.{quirk}" for quirk in quirks])
    world.log_in("task_records")
    return world


def test_examples_only_sends_what_the_examples_show(make_world: MakeWorld) -> None:
    brief = {"id", "logs", "output", "status", "callback"}
    usual, quirky = _world(make_world), _world(make_world, "examples_only")
    for world, same in ((usual, False), (quirky, True), (usual, False)):
        assert all((set(record) == brief) is same for record in listed(world))
        assert (set(read(world, TASKS["running"])) == brief) is same
    assert set(quirky.delete(f"{BASE}/{TASKS['running']}").json()) == brief


def test_text_output_writes_a_single_output_as_text_and_lists_as_objects(
    make_world: MakeWorld,
) -> None:
    usual, quirky = _world(make_world), _world(make_world, "text_output")
    output = read(usual, TASKS["complete"])["output"]
    assert isinstance(output, dict)
    assert json.loads(read(quirky, TASKS["complete"])["output"]) == output
    assert read(quirky, TASKS["running"])["output"] == ""
    assert read(quirky, TASKS["error"])["output"] == ""
    assert [each["output"] for each in listed(quirky)] == [output, {}, {}]
    assert quirky.delete(f"{BASE}/{TASKS['error']}").json()["output"] == ""


@pytest.mark.parametrize(
    ("quirks", "status", "lines"), [((), "error", 2), (("stuck_on_error",), "running", 1)]
)
def test_stuck_on_error_leaves_a_failing_run_running_for_ever(
    make_world: MakeWorld,
    receiver: Receiver,
    quirks: tuple[str, ...],
    status: str,
    lines: int,
) -> None:
    world = _world(make_world, *quirks)
    task_id = run(world, fail={}, callback=receiver.url)
    world.advance(1_000)
    task = read(world, task_id)
    assert (task["status"], len(task["logs"])) == (status, lines)
    assert receiver.received.empty() is bool(quirks)


@pytest.mark.parametrize(("quirks", "calls"), [((), 1), (("webhook_on_update",), 8)])
def test_webhook_on_update_tells_of_each_start_and_end_of_a_node(
    make_world: MakeWorld, receiver: Receiver, quirks: tuple[str, ...], calls: int
) -> None:
    world = _world(make_world, *quirks)
    tell_story(world, callback=receiver.url)
    world.advance(4)
    states = [json.loads(receiver.get()[1])["status"] for _ in range(calls)]
    assert states == [*["running"] * (calls - 1), "complete"]
    assert receiver.received.empty()


@pytest.mark.parametrize(
    ("quirks", "message"), [((), "Internal server error"), (("blank_errors",), {})]
)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", BASE), ("GET", f"{BASE}/x"), ("DELETE", f"{BASE}/x")]
)
def test_blank_errors_lose_the_reason_of_an_internal_error(
    make_world: MakeWorld, quirks: tuple[str, ...], message: object, method: str, path: str
) -> None:
    world = _world(make_world, *quirks)
    world.script("task_records", {"status": 500})
    response = world.request(method, path)
    assert (response.status_code, response.json()) == (500, {"message": message})


def test_webhooks_are_written_as_the_world_writes_records(
    make_world: MakeWorld, receiver: Receiver
) -> None:
    world = _world(make_world, "examples_only", "text_output")
    task_id = run(world, callback=receiver.url)
    world.advance(1)
    assert json.loads(receiver.get()[1]) == read(world, task_id)
