"""Lists in pages, read as one."""

from itertools import islice
from typing import Any

import pytest

from clients.python.tests.styles import Drive, both, events_of
from clients.python.tests.wire import Answer, Server, answer
from taskpact import AgentsV2


@pytest.fixture
def page(finished: dict[str, Any]) -> Any:
    """Makes the answer that holds these tasks."""

    def make(*ids: str, offset: int, total: int) -> Answer:
        tasks = [{**finished, "task_id": name} for name in ids]
        return answer({"tasks": tasks, "total": total, "limit": 2, "offset": offset})

    return make


@both
def test_every_item_of_every_page_comes_once(server: Server, page: Any, drive: Drive) -> None:
    server.replies(page("a", "b", offset=0, total=3), page("c", offset=2, total=3))
    read = events_of(lambda client: client.iter_tasks(status="completed", page_size=2))
    assert [task.task_id for task in drive("AgentsV2", server.url, read)] == ["a", "b", "c"]
    assert [dict(seen.query) for seen in server.requests] == [
        {"status": "completed", "limit": "2", "offset": "0"},
        {"status": "completed", "limit": "2", "offset": "2"},
    ]


def test_page_is_asked_for_when_its_first_item_is(server: Server, page: Any) -> None:
    server.replies(page("a", "b", offset=0, total=9))
    with AgentsV2(base_url=server.url) as client:
        tasks = client.iter_tasks(page_size=2)
        assert server.requests == []
        assert len(list(islice(tasks, 2))) == 2
    assert len(server.requests) == 1


@both
def test_item_that_moves_to_the_next_page_comes_once(
    server: Server, page: Any, drive: Drive
) -> None:
    server.replies(page("b", "c", offset=0, total=3), page("c", "d", offset=2, total=4))
    read = events_of(lambda client: client.iter_tasks(page_size=2))
    assert [task.task_id for task in drive("AgentsV2", server.url, read)] == ["b", "c", "d"]


@both
def test_list_that_shrinks_ends(server: Server, page: Any, drive: Drive) -> None:
    server.replies(page("a", "b", offset=0, total=5), page(offset=2, total=5))
    read = events_of(lambda client: client.iter_tasks(page_size=2).pages())
    assert len(drive("AgentsV2", server.url, read)) == 2


def test_list_is_read_anew_each_time(server: Server, page: Any) -> None:
    server.replies(page("a", offset=0, total=1))
    with AgentsV2(base_url=server.url) as client:
        tasks = client.iter_tasks()
        assert len(list(tasks)) == len(list(tasks)) == 1


@both
def test_items_that_move_by_more_than_a_page_come_once(
    server: Server, page: Any, drive: Drive
) -> None:
    """Whoever adds faster than is read moves what was given behind what was just read."""
    server.replies(
        page("d", "e", offset=0, total=3),
        page("b", "c", offset=2, total=7),
        page("d", "e", offset=4, total=7),
        page("f", offset=6, total=7),
    )
    read = events_of(lambda client: client.iter_tasks(page_size=2))
    found = [task.task_id for task in drive("AgentsV2", server.url, read)]
    assert found == ["d", "e", "b", "c", "f"]
