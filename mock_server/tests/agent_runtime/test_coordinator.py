"""The settings of coordinators: whose they are, and what fills them in."""

from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import add, caller, context, get, me
from mock_server.tests.wire import WorldClient


def _config(world: WorldClient, **query: str) -> Any:
    return get(world, "/coordinator/config", params=query)


def test_settings_come_from_the_workspace_then_from_everywhere_then_are_built_in(
    client: WorldClient,
) -> None:
    second = {"workspace": "ws-second"}
    built_in = {
        "agent_name": "coordinator",
        "default_ttl_seconds": 7200,
        "enabled": False,
        "max_active_sessions_per_workspace": 5,
        "max_children": 5,
        "source": "default",
        "workspace_id": "ws-second",
    }
    assert _config(client, **second).json()["coordinator"] == built_in
    add(client, coordinator={"default_ttl_seconds": 60, "max_children": 2})
    found = _config(client, **second).json()["coordinator"]
    assert found == {
        **built_in,
        "default_ttl_seconds": 60,
        "max_children": 2,
        "source": "global",
    }
    own = {"id": "ws-second", "coordinator": {"max_children": 3}}
    add(client, workspaces=[own])
    found = _config(client, **second).json()["coordinator"]
    assert (found["default_ttl_seconds"], found["max_children"]) == (60, 3)
    assert found["source"] == "workspace"


def test_the_coordinators_definition_fills_in_what_it_runs_on(client: WorldClient) -> None:
    agent = {"name": "coordinator", "workspace_id": "ws-second", "provider": "p", "model": "m"}
    add(client, agents=[agent])
    found = _config(client, workspace="ws-second").json()["coordinator"]
    assert (found["provider"], found["model"]) == ("p", "m")


def test_a_provider_fills_in_the_model_of_what_names_none(client: WorldClient) -> None:
    add(
        client,
        providers=[{"name": "p", "default_model": "small"}],
        default_provider="p",
        agents=[{"name": "plain", "provider": None, "model": None}],
        sessions=[{"id": "sess-plain", "agent_name": "plain"}],
    )
    plain = caller("sess-plain", "plain")
    for found in (context(client, plain), me(client, plain)):
        assert (found["self"]["provider"], found["self"]["model"]) == ("p", "small")
    found = _config(client, workspace="ws-second").json()["coordinator"]
    assert (found["provider"], found["model"]) == ("p", "small")


def test_a_provider_that_needs_a_model_and_has_none_is_500(client: WorldClient) -> None:
    add(client, providers=[{"name": "p", "needs_model": True}], default_provider="p")
    assert _config(client, workspace="ws-second").status_code == 500
    add(client, coordinator={"model": "m"})
    assert _config(client, workspace="ws-second").json()["coordinator"]["provider"] == "p"


@pytest.mark.parametrize("name", ["ws-second", "Second", "/srv/second", " ws-second "])
def test_a_workspace_is_found_by_id_name_and_directory(client: WorldClient, name: str) -> None:
    found = _config(client, workspace=name).json()["coordinator"]
    assert found["workspace_id"] == "ws-second"


def test_an_unknown_workspace_is_404(client: WorldClient) -> None:
    assert _config(client, workspace="nothing").status_code == 404
    assert _config(client, workspace="").json()["coordinator"]["workspace_id"] == "ws-demo"


def test_a_model_without_provider_is_500_and_left_empty_in_ones_own_view(
    client: WorldClient,
) -> None:
    add(client, workspaces=[{"id": "ws-demo", "coordinator": {"model": "m"}}])
    response = _config(client)
    assert response.status_code == 500
    assert response.json() == {"error": "Internal Server Error"}
    assert me(client)["coordinator"] == {
        "agent_name": "",
        "default_ttl_seconds": 0,
        "enabled": False,
        "max_active_sessions_per_workspace": 0,
        "max_children": 0,
        "source": "default",
    }
