"""What a handle shows of the record that it last saw."""

from datetime import UTC, datetime
from typing import Any

import pytest

import taskpact
from clients.python.tests.kinds import RECORDED, RUNS, SUBMITTED, Kind, v2_record
from clients.python.tests.wire import Server, answer
from taskpact import AgentsV2, Progress, State
from taskpact._runtime.times import instant
from taskpact.agents_v2 import models


def test_handle_shows_what_was_last_seen(server: Server) -> None:
    server.replies(answer(v2_record("retrying")))
    with AgentsV2(base_url=server.url, credentials="x") as client:
        task = client.track("t")
        assert (task.id, task.status, task.state, task.done) == ("t", None, State.UNKNOWN, False)
        assert (repr(task), task.progress) == ("<Handle Task t not seen yet>", Progress())
        task.refresh()
        assert (task.status, task.state, task.done) == ("retrying", State.PENDING, False)
        assert (repr(task), task.progress) == ("<Handle Task t retrying>", Progress(0.4, "Reading"))


def test_handle_is_made_from_a_record_too(finished: dict[str, Any]) -> None:
    record = models.TaskResponse.from_dict(finished)
    with AgentsV2(base_url="http://127.0.0.1:9", credentials="x") as client:
        task = client.track(record)
        assert (task.id, task.state) == (record.task_id, State.SUCCEEDED)
        assert task.wait() is record


@pytest.mark.parametrize(
    ("kind", "more", "progress"),
    [
        (
            SUBMITTED,
            {"progress": {"current_step": "Plan", "steps_completed": 1, "total_steps": 4}},
            Progress(0.25, "Plan"),
        ),
        (
            SUBMITTED,
            {"progress": {"current_step": "Plan", "steps_completed": 0, "total_steps": 0}},
            Progress(None, "Plan"),
        ),
        (SUBMITTED, {}, Progress()),
        (RECORDED, {}, Progress(None, "m")),
        (RECORDED, {"logs": []}, Progress()),
        (RUNS, {}, Progress()),
    ],
)
def test_progress_is_as_much_as_the_api_says(
    server: Server, kind: Kind, more: dict[str, Any], progress: Progress
) -> None:
    server.replies(answer({**kind.record(kind.running), **more}))
    with getattr(taskpact, kind.name)(base_url=server.url) as client:
        handle = kind.track(client)
        handle.refresh()
        assert handle.progress == progress


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-01-01 00:00:00.000000", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T00:00:00Z", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T02:00:00+02:00", datetime(2026, 1, 1, tzinfo=UTC)),
        ("Jan 1 2026", datetime(2026, 1, 1, tzinfo=UTC)),
        (datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),  # noqa: DTZ001 # the point of it
        ("yesterday", None),
        ("9" * 30, None),
        (None, None),
        (taskpact.UNSET, None),
    ],
)
def test_moment_of_any_form_has_a_zone(value: Any, moment: datetime | None) -> None:
    assert instant(value) == moment
