"""Worlds as tests use them: the handle, and the fixtures for pytest."""

import sys
from collections.abc import Iterator
from subprocess import run

import httpx
import pytest

from mock_server.tests.agents_v2.client import BASE, BODIES, RUNNING
from mock_server.tests.wire import PLAIN
from taskpact_mock.serving import MockServer
from taskpact_mock.testing import ControlError, MockWorld

pytest_plugins = ["pytester"]

TASK = f"{BASE}/tasks/{RUNNING}"


@pytest.fixture
def own(server: MockServer) -> Iterator[MockWorld]:
    with MockWorld(server.url, "a world of its own", clock="manual") as world:
        yield world


def agents(world: MockWorld, *, second: bool = False) -> httpx.Client:
    """A client of agents_v2 in that world."""
    headers = world.credentials("agents_v2", second=second)
    return httpx.Client(base_url=world.url, headers=headers, **PLAIN)


def test_its_address_and_its_headers_name_the_same_world(own: MockWorld) -> None:
    with agents(own) as client:
        client.post(f"{TASK}/cancel").raise_for_status()
    headers = {**own.headers, **own.credentials("agents_v2")}
    found = httpx.get(f"{own.server}{TASK}", headers=headers, **PLAIN)
    assert found.json()["status"] == "cancelled"
    assert [each["operation"] for each in own.requests()] == ["cancel_task", "get_task"]


def test_it_moves_time_and_plays_scripts_faults_and_fixtures(own: MockWorld) -> None:
    own.script("agents_v2", {"take": 100})
    own.fault("agents_v2", {"status": {"status": 502}}, operation="get_task")
    research = {"agent_type": "research", "body": {"topic": "a b"}, "task_id": "mine"}
    assert own.fixtures(agents_v2={"tasks": [research]}) == {"agents_v2": {"tasks": ["mine"]}}
    with agents(own) as client:
        assert client.get(f"{BASE}/tasks/mine").status_code == 502
        own.advance(99)
        assert client.get(f"{BASE}/tasks/mine").json()["status"] == "running"
        own.advance(10)
        assert client.get(f"{BASE}/tasks/mine").json()["status"] == "completed"
    own.reset()
    assert own.requests() == []


def test_the_second_principal_sees_nothing_of_the_first(own: MockWorld) -> None:
    with agents(own, second=True) as client:
        assert client.get(TASK).status_code == 404


def test_a_fork_under_an_older_name_restores_that_world(own: MockWorld) -> None:
    with own.fork("before") as before:
        with agents(own) as client:
            client.post(f"{TASK}/cancel").raise_for_status()
            own.advance(60)
            restored = before.fork(own.name)
            assert client.get(TASK).json()["status"] == "running"
            assert len(restored.requests()) == 1
            client.post(f"{TASK}/cancel").raise_for_status()
        with agents(before) as client:
            assert client.get(TASK).json()["status"] == "running"
        restored.close()


def test_a_refusal_is_raised_with_its_reason(own: MockWorld, server: MockServer) -> None:
    with pytest.raises(ControlError, match=r"POST /_mock/faults: body\.fault\.cut: get_task"):
        own.fault("agents_v2", {"cut": {"event": 1}}, operation="get_task")
    with pytest.raises(ControlError, match=r"body\.clock: "):
        MockWorld(server.url, "never", clock="slow")
    assert server.app.worlds.find("never") is None


def test_a_closed_world_is_gone(server: MockServer) -> None:
    with MockWorld(server.url, "short") as world:
        assert repr(world) == f"<MockWorld short at {server.url}>"
        assert server.app.worlds.find("short") is not None
    assert server.app.worlds.find("short") is None


# pytest


def test_each_test_has_a_world_of_its_own_on_one_server(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        f'''
        import httpx
        import pytest

        seen = []

        @pytest.mark.parametrize("number", [1, 2])
        def test_world(mock_world, taskpact_mock, number):
            seen.append((taskpact_mock.url, mock_world.name))
            headers = mock_world.credentials("agents_v2")
            client = httpx.Client(base_url=mock_world.url, headers=headers, trust_env=False)
            with client:
                body = {BODIES["research"]!r}
                assert client.get("{BASE}/tasks").json()["total"] == 10
                client.post("{BASE}/research", json=body | {{"sync": False}}).raise_for_status()
                mock_world.advance(60)
                assert client.get("{BASE}/tasks?status=completed").json()["total"] == 6

        def test_worlds_are_dropped(taskpact_mock):
            (one, first), (other, second) = seen
            assert one == other == taskpact_mock.url
            worlds = taskpact_mock.call(lambda: list(taskpact_mock.app.worlds))
            assert [each.name for each in worlds] == ["default"]
        '''
    )
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=3)


def test_the_plugin_loads_nothing_before_it_is_used() -> None:
    code = (
        "import sys, taskpact_mock.pytest_plugin as plugin;"
        "assert not {'uvicorn', 'httpx', 'taskpact_mock.app'} & set(sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
