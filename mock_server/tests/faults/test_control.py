"""Faults on the control plane: shown, taken away, refused."""

from typing import Any

import pytest

from mock_server.tests.faults.calls import add, left
from mock_server.tests.wire import WorldClient


def test_a_fault_is_shown_as_it_was_wanted(world: WorldClient) -> None:
    body: dict[str, Any] = {
        "api": "agents_v2",
        "operation": "run_research",
        "match": {"topic": "a"},
        "times": 2,
        "probability": 0.25,
        "fault": {"status": {"status": 502, "headers": {"a": "b"}, "phase": "after", "body": [1]}},
    }
    shown = add(world, **body)
    assert shown == {"id": 1, **body} == left(world)[0]


def test_faults_are_taken_away_one_by_one_or_all(world: WorldClient) -> None:
    for _ in range(3):
        add(world, {"reset": {}})
    assert world.delete("/_mock/faults/2").status_code == 204
    assert [each["id"] for each in left(world)] == [1, 3]
    missing = world.delete("/_mock/faults/2")
    assert (missing.status_code, missing.json()) == (
        404,
        {"error": "there is no fault 2; GET /_mock/faults lists them"},
    )
    assert world.delete("/_mock/faults/two").status_code == 422
    assert world.delete("/_mock/faults").status_code == 204
    assert left(world) == []


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"api": "nobody"}, "body.api: 'nobody' is none of"),
        ({"api": "control"}, "body.api: 'control' is none of"),
        ({"operation": "brew"}, "body.operation: agents_v2 has no operation 'brew'"),
        ({"operation": "get_task", "fault": {"cut": {"byte": 1}}}, "body.fault.cut: get_task"),
        ({"api": "agent_runs", "fault": {"stall": {"event": 1}}}, "body.fault.stall: agent_runs"),
        ({"operation": "stream_task", "fault": {"truncate": {}}}, "body.fault.truncate: stream_t"),
        ({"operation": "get_task", "match": {"a": 1}}, "body.match: get_task takes no body"),
        ({"fault": {}}, "body.fault: "),
        ({"fault": {"reset": {}, "timeout": {}}}, "body.fault: "),
        ({"fault": {"explode": {}}}, "explode"),
        ({"fault": {"reset": {"phase": "during"}}}, "body.fault.reset.phase: "),
        ({"fault": {"reset": {"seconds": 1}}}, "seconds"),
        ({"fault": {"latency": {}}}, "body.fault.latency.seconds: "),
        ({"fault": {"latency": {"seconds": -1}}}, "body.fault.latency.seconds: "),
        ({"fault": {"status": {"status": 199}}}, "body.fault.status.status: "),
        ({"fault": {"status": {"status": 600}}}, "body.fault.status.status: "),
        ({"fault": {"status": {"status": 502, "headers": {"a": "\n"}}}}, "body.fault.status.head"),
        ({"fault": {"status": {"status": 502, "headers": {"a b": ""}}}}, "body.fault.status.head"),
        (
            {"fault": {"status": {"status": 502, "headers": {"Content-Length": "1"}}}},
            "body.fault.status.headers: content-length",
        ),
        (
            {"fault": {"status": {"status": 204, "body": {}}}},
            "body.fault.status.body: an answer 204 has none",
        ),
        ({"fault": {"slow_body": {"seconds": 1, "bytes": 0}}}, "body.fault.slow_body.bytes: "),
        ({"fault": {"cut": {}}}, "body.fault.cut: "),
        ({"fault": {"cut": {"event": 1, "byte": 1}}}, "body.fault.cut: "),
        ({"fault": {"duplicate": {"event": 0}}}, "body.fault.duplicate.event: "),
        ({"fault": {"reorder": {"event": 0}}}, "body.fault.reorder.event: "),
        ({"probability": 0}, "body.probability: "),
        ({"probability": 1.1}, "body.probability: "),
        ({"times": 0}, "body.times: "),
        ({"when": "now"}, "when"),
    ],
    ids=str,
)
def test_a_fault_that_can_never_strike_is_refused_by_the_member_at_fault(
    world: WorldClient, changes: dict[str, Any], text: str
) -> None:
    body = {"api": "agents_v2", "fault": {"reset": {}}, **changes}
    response = world.post("/_mock/faults", json=body)
    assert response.status_code == 422
    assert text in response.json()["error"]
    assert left(world) == []
