"""Lists of tasks: order, filters, pages."""

import pytest

from mock_server.tests.agents_v2.client import AGENTS, BASE, STATES, Tasks, accepted, detail, ok


def ids(tasks: Tasks, **query: object) -> list[str]:
    return [task["task_id"] for task in tasks.page(**query)["tasks"]]


def test_the_newest_task_comes_first(tasks: Tasks) -> None:
    made = [tasks.submit() for _ in range(5)]
    assert ids(tasks, limit=5) == made[::-1]
    moments = [each["timestamps"]["created_at"] for each in tasks.page()["tasks"]]
    assert moments == sorted(moments, reverse=True)


def test_a_change_does_not_move_a_task(tasks: Tasks) -> None:
    before = ids(tasks)
    tasks.cancel(before[4])
    tasks.world.advance(3600)
    assert ids(tasks) == before


def test_a_list_shows_tasks_as_they_are_by_themselves(tasks: Tasks) -> None:
    tasks.submit()
    tasks.world.advance(0.5)
    for task in tasks.page()["tasks"]:
        assert task == tasks.get(task["task_id"])


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
def test_pages_put_together_are_the_whole_list(tasks: Tasks, limit: int) -> None:
    for _ in range(9):
        tasks.submit()
    whole = ids(tasks, limit=100)
    found = []
    for offset in range(0, len(whole) + limit, limit):
        page = tasks.page(limit=limit, offset=offset)
        assert (page["total"], page["limit"], page["offset"]) == (len(whole), limit, offset)
        assert len(page["tasks"]) <= limit
        found += [task["task_id"] for task in page["tasks"]]
    assert found == whole


def test_fifty_are_listed_unless_wanted_otherwise(tasks: Tasks) -> None:
    record = {"agent_type": "email_draft", "body": {"context": "A slip", "purpose": "Tell"}}
    tasks.world.fixtures(agents_v2={"tasks": [{**record, "count": 60}]})
    page = tasks.page()
    assert (len(page["tasks"]), page["limit"], page["offset"], page["total"]) == (50, 50, 0, 70)


@pytest.mark.parametrize("offset", [10, 11, 2**31, 2**63 - 1])
def test_past_the_end_is_an_empty_page_with_its_total(tasks: Tasks, offset: int) -> None:
    assert tasks.page(offset=offset) == {"tasks": [], "total": 10, "limit": 50, "offset": offset}


@pytest.mark.parametrize("agent", AGENTS)
@pytest.mark.parametrize("state", STATES)
def test_filters_are_joined_by_and(tasks: Tasks, agent: str, state: str) -> None:
    for each in AGENTS:
        accepted(tasks.run(each))
    everything = tasks.page(limit=100)["tasks"]
    fitting = [
        each["task_id"]
        for each in everything
        if (each["agent_type"], each["status"]) == (agent, state)
    ]
    assert ids(tasks, agent_type=agent, status=state) == fitting
    assert tasks.page(agent_type=agent, status=state, limit=1)["total"] == len(fitting)


@pytest.mark.parametrize("name", ["agent_type", "status", "user_id"])
def test_an_empty_filter_is_none(tasks: Tasks, name: str) -> None:
    assert tasks.page(**{name: ""})["total"] == 10


def test_a_task_belongs_to_the_user_who_submitted_it(tasks: Tasks) -> None:
    record = {"agent_type": "research", "body": {"topic": "Tidal power"}, "user": "ana"}
    (made,) = tasks.world.fixtures(agents_v2={"tasks": [record]})["agents_v2"]["tasks"]
    assert ids(tasks, user_id="ana") == [made]
    assert ids(tasks, user_id="ANA") == []
    assert tasks.page(user_id="demo")["total"] == 10


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("limit", "0", "greater_than_equal"),
        ("limit", "101", "less_than_equal"),
        ("limit", "-1", "greater_than_equal"),
        ("limit", "ten", "int_parsing"),
        ("limit", "", "int_parsing"),
        ("limit", "1.5", "int_parsing"),
        ("limit", "9" * 30, "less_than_equal"),
        ("offset", "-1", "greater_than_equal"),
        ("offset", "9223372036854775808", "less_than_equal"),
    ],
)
def test_a_bad_page_is_refused(tasks: Tasks, name: str, value: str, kind: str) -> None:
    (fault,) = detail(tasks.world.get(f"{BASE}/tasks", params={name: value}), 422)
    assert (fault["type"], fault["loc"]) == (kind, ["query", name])


def test_the_last_of_a_repeated_parameter_counts(tasks: Tasks) -> None:
    assert ok(tasks.world.get(f"{BASE}/tasks?limit=0&limit=2"))["limit"] == 2
