"""What the service tells of itself."""

from mock_server.tests.agents_v2.client import (
    AGENTS,
    BASE,
    BODIES,
    BY_STATE,
    CANCELLED,
    STATES,
    Tasks,
    accepted,
    ok,
)
from mock_server.tests.agents_v2.outcomes import FILTERED


def test_stats_and_health_count_what_the_list_holds(tasks: Tasks) -> None:
    for _ in range(3):
        tasks.run()
        tasks.submit()
    tasks.script(FILTERED)
    tasks.run()
    stats = ok(tasks.world.get(f"{BASE}/stats"))
    assert stats == {
        **{state: tasks.page(status=state)["total"] for state in STATES},
        "total": tasks.page()["total"],
    }
    assert stats["total"] == sum(stats[state] for state in STATES)
    assert ok(tasks.world.get(f"{BASE}/health")) == {"status": "healthy", "tasks": stats}


def test_the_types_are_the_five_agents_and_their_endpoints_work(tasks: Tasks) -> None:
    types = ok(tasks.world.get(f"{BASE}/types"))["types"]
    assert [each["id"] for each in types] == list(AGENTS)
    for each in types:
        assert each["name"]
        assert each["description"]
        task = accepted(tasks.world.post(each["endpoint"], json=BODIES[each["id"]]))
        assert task["agent_type"] == each["id"]


def test_every_format_can_be_asked_for(tasks: Tasks) -> None:
    formats = ok(tasks.world.get(f"{BASE}/formats/repurpose"))["formats"]
    ids = [each["id"] for each in formats]
    assert len(ids) == len(set(ids)) == 10
    assert all(each["name"] and each["description"] for each in formats)
    result = accepted(tasks.run("content_repurpose", target_formats=ids))["result"]
    assert [each["format"] for each in result["outputs"]] == ids
    assert result["formats_succeeded"] == 10


def test_the_default_world_has_a_task_in_every_state_and_of_every_agent(tasks: Tasks) -> None:
    assert {state: tasks.get(task_id)["status"] for state, task_id in BY_STATE.items()} == {
        state: state for state in STATES
    }
    listed = tasks.page()["tasks"]
    assert {each["agent_type"] for each in listed if each["status"] == "completed"} == set(AGENTS)
    assert tasks.get(CANCELLED)["error"]["message"] == "The customer changed the topic"
