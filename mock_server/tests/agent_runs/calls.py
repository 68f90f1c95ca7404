"""Short forms of the two operations, and the ids of the default world."""

from typing import Any

import httpx

from mock_server.tests.wire import WorldClient

RUNS = {"COMPLETE": 101, "ACTIVE": 102, "ERROR": 103, "CANCELLED": 104}


def path(org: object = 1, run: object | None = None) -> str:
    """The path of an organisation's runs, or of one."""
    base = f"/v1/organizations/{org}/agent/run"
    return base if run is None else f"{base}/{run}"


def create(world: WorldClient, org: object = 1, prompt: Any = "Do it") -> httpx.Response:
    """Start a run."""
    return world.post(path(org), json={"prompt": prompt})


def begin(world: WorldClient, prompt: str = "Do it") -> int:
    """Start a run that is taken; its id."""
    run_id: int = create(world, prompt=prompt).raise_for_status().json()["id"]
    return run_id


def read(world: WorldClient, run: int, org: int = 1) -> dict[str, Any]:
    """The run, which must be there."""
    found: dict[str, Any] = world.get(path(org, run)).raise_for_status().json()
    return found


def put(world: WorldClient, **record: Any) -> list[int]:
    """Make a run, or cancel one, by a fixture; the ids."""
    made = world.fixtures(agent_runs={"runs": [record]})
    ids: list[int] = made["agent_runs"]["runs"]
    return ids
