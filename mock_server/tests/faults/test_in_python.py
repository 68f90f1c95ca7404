"""Faults that a test adds to a world in its own process."""

from collections.abc import Callable

import httpx
import pytest

from mock_server.tests.agents_v2.client import ok
from mock_server.tests.faults.calls import KEY, TASK
from mock_server.tests.wire import PLAIN
from taskpact_mock.app import App
from taskpact_mock.serving import MockServer
from taskpact_mock.world.fault_kinds import Cut, DropHeartbeats, Latency, Reset
from taskpact_mock.world.faults import FaultError, Faults
from taskpact_mock.world.worlds import Defaults


@pytest.mark.parametrize(
    "make",
    [
        lambda faults: faults.add("agents_v2", None, Reset(phase="during")),  # type: ignore[arg-type]
        lambda faults: faults.add("agents_v2", None, Cut()),
        lambda faults: faults.add("agents_v2", None, Cut(event=1, byte=1)),
        lambda faults: faults.add("agents_v2", None, Latency(seconds=-1)),
        lambda faults: faults.add("agents_v2", None, Reset(), probability=0),
        lambda faults: faults.add("agents_v2", None, Reset(), times=0),
        lambda faults: faults.add("agents_v2", "get_task", DropHeartbeats()),
    ],
)
def test_nonsense_is_refused_in_python_too(make: Callable[[Faults], object]) -> None:
    faults = App().worlds.get("default").faults
    with pytest.raises(ValueError):
        make(faults)
    assert list(faults) == []


def test_a_tests_thread_changes_a_running_world_by_call() -> None:
    with MockServer(Defaults(clock="manual")) as mock:
        world = mock.app.worlds.get("default")
        fault = mock.call(lambda: world.faults.add("agents_v2", "get_task", Reset(), times=None))
        mock.call(lambda: world.advance(60))
        with httpx.Client(base_url=mock.url, headers=KEY, **PLAIN) as client:
            with pytest.raises(httpx.ReadError):
                client.get(TASK)
            assert mock.call(lambda: world.faults.remove(fault.id))
            assert client.get(TASK).status_code == 200
            assert ok(client.get("/_mock/clock"))["now"] == "2026-01-01T01:01:00Z"
        with pytest.raises(FaultError, match="operation: agents_v2 has no operation 'brew'"):
            mock.call(lambda: world.faults.add("agents_v2", "brew", Reset()))


def test_call_needs_a_server_that_runs() -> None:
    mock = MockServer()
    with pytest.raises(RuntimeError, match="start it first"):
        mock.call(lambda: None)
    with mock:
        assert mock.call(lambda: 5) == 5
    with pytest.raises(RuntimeError, match="start it first"):
        mock.call(lambda: None)
