"""Ways of the live service, each off and on."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agent_tasks.calls import AGENT, TASKS, begin, submit, tell
from mock_server.tests.wire import WorldClient

MakeWorld = Callable[..., WorldClient]


def _world(make_world: MakeWorld, *quirks: str, **options: Any) -> WorldClient:
    world = make_world(quirks=[f"agent_tasks.{quirk}" for quirk in quirks], **options)
    world.log_in("agent_tasks")
    return world


@pytest.mark.parametrize(
    "body",
    [
        {"priority": "7"},
        {"priority": " 7.5 "},
        {"timeout_override": "60"},
        {"message": 5},
        {"message": True},
    ],
)
def test_lenient_types_casts_values_before_they_are_checked(
    make_world: MakeWorld, body: dict[str, Any]
) -> None:
    assert submit(_world(make_world), **body).status_code == 400
    assert submit(_world(make_world, "lenient_types"), **body).status_code == 202


@pytest.mark.parametrize(
    "body", [{"priority": "seven"}, {"priority": "11"}, {"message": None}, {"message": []}]
)
def test_lenient_types_takes_no_more_than_can_be_cast(
    make_world: MakeWorld, body: dict[str, Any]
) -> None:
    assert submit(_world(make_world, "lenient_types"), **body).status_code == 400


def test_lenient_types_casts_messages_and_leaves_other_bodies_alone(
    make_world: MakeWorld,
) -> None:
    world = _world(make_world, "lenient_types")
    path = f"/agent/{AGENT}/task/{TASKS['running']}/message"
    assert world.post(path, json={"message": 5}).status_code == 200
    assert world.post(path, json=[]).status_code == 400
    assert tell(world, TASKS["running"]).status_code == 200


def test_a_priority_that_was_cast_orders_the_queue(make_world: MakeWorld) -> None:
    world = _world(make_world, "lenient_types")
    begin(world)
    world.advance(0.1)
    low, high = begin(world, priority="2"), begin(world, priority="10")
    world.advance(1.95)
    states = [world.get(f"/agent/{AGENT}/task/{each}").json()["status"] for each in (low, high)]
    assert states == ["queued", "completed"]


@pytest.mark.parametrize(("quirks", "status"), [((), 429), (("limit_fails",), 500)])
def test_limit_fails_turns_the_limit_into_an_internal_error(
    make_world: MakeWorld, quirks: tuple[str, ...], status: int
) -> None:
    world = _world(make_world, *quirks, rate_limits=True)
    for _ in range(1000):
        world.get(f"/agent/{AGENT}/task/none")
    assert submit(world).status_code == status
