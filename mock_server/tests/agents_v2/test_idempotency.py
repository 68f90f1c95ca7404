"""Idempotency keys: what they answer, and for how long."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mock_server.tests.agents_v2.client import Tasks, accepted, ok
from mock_server.tests.agents_v2.outcomes import begun

DAY = 24 * 3600


def test_a_key_answers_with_its_task_whatever_is_sent(tasks: Tasks) -> None:
    first = accepted(tasks.run(idempotency_key="k"))
    assert accepted(tasks.run(idempotency_key="k", topic="Something else")) == first
    assert accepted(tasks.run("proofreading", idempotency_key="k")) == first
    assert accepted(tasks.run(idempotency_key="K"))["task_id"] != first["task_id"]


def test_a_repeated_key_does_not_wait(tasks: Tasks) -> None:
    task_id = begun(tasks, idempotency_key="k")
    again = accepted(tasks.run(idempotency_key="k", sync=True))
    assert (again["task_id"], again["status"]) == (task_id, "running")
    ok(tasks.cancel(task_id))
    assert accepted(tasks.run(idempotency_key="k"))["status"] == "cancelled"


def test_a_key_is_kept_for_24_hours(tasks: Tasks) -> None:
    first = accepted(tasks.run(idempotency_key="k"))["task_id"]
    tasks.world.advance(DAY - 0.001)
    assert accepted(tasks.run(idempotency_key="k"))["task_id"] == first
    tasks.world.advance(0.001)
    second = accepted(tasks.run(idempotency_key="k"))["task_id"]
    assert second != first
    tasks.world.advance(DAY - 0.001)
    assert accepted(tasks.run(idempotency_key="k"))["task_id"] == second


@pytest.mark.parametrize("key", ["", None])
def test_an_empty_key_is_none(tasks: Tasks, key: str | None) -> None:
    ids = {accepted(tasks.run(idempotency_key=key))["task_id"] for _ in range(2)}
    assert len(ids) == 2


def test_of_many_calls_with_one_key_exactly_one_makes_a_task(tasks: Tasks) -> None:
    before = tasks.page()["total"]
    with ThreadPoolExecutor(10) as pool:
        calls = [pool.submit(tasks.submit, idempotency_key="k") for _ in range(50)]
        assert len({call.result() for call in calls}) == 1
    assert tasks.page()["total"] == before + 1
