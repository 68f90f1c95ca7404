"""The event stream of a task, to the byte."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import (
    BASE,
    CANCELLED,
    COMPLETED,
    FAILED,
    PENDING,
    RETRYING,
    RUNNING,
    Tasks,
    detail,
    ok,
)
from mock_server.tests.wire import frames


def path(task_id: str) -> str:
    return f"{BASE}/tasks/{task_id}/stream"


def value(frame: bytes) -> Any:
    """What a frame says."""
    (line,) = [each for each in frame.decode().splitlines() if each.startswith("data: ")]
    return json.loads(line.removeprefix("data: "))


def told(frame: bytes) -> tuple[str, Any]:
    """The event of a frame, and the percentage or status that it tells."""
    found = value(frame)
    data = found["data"]
    return found["event"], data["progress"]["percent"] if "progress" in data else data.get("status")


def read(tasks: Tasks, task_id: str, **request: Any) -> httpx.Response:
    """A stream that has ended."""
    response = tasks.world.get(path(task_id), **request)
    assert response.status_code == 200
    return response


def whole(response: httpx.Response) -> list[bytes]:
    """The frames of a stream that has ended."""
    *found, rest = response.content.split(b"\n\n")
    assert rest == b""
    return [frame + b"\n\n" for frame in found]


def slow(tasks: Tasks, seconds: float) -> str:
    """A running task that will take so many seconds from now."""
    tasks.script({"take": seconds})
    task_id = tasks.submit()
    tasks.world.advance(0.1)
    return task_id


def test_a_finished_task_is_told_in_two_frames_to_the_byte(tasks: Tasks) -> None:
    task = tasks.get(COMPLETED)
    head = {"task_id": COMPLETED, "status": "completed"}
    progress = {"event": "progress", "data": {**head, "progress": task["progress"]}}
    complete = {"event": "complete", "data": {**head, "result": task["result"]}}
    response = read(tasks, COMPLETED)
    first, second = response.content.split(b"\n\n")[:2]
    version = int(first.split(b"\n")[0].removeprefix(b"id: "))
    assert (
        response.content
        == (
            f"id: {version}\ndata: {json.dumps(progress)}\n\n"
            f"id: {version}.end\ndata: {json.dumps(complete)}\n\n"
        ).encode()
    )
    assert second.startswith(b"id: ")


def test_its_headers_are_those_of_an_event_stream(tasks: Tasks) -> None:
    headers = read(tasks, COMPLETED).headers
    assert headers["content-type"].split(";")[0] == "text/event-stream"
    assert headers.get_list("cache-control") == ["no-cache"]
    assert headers["x-accel-buffering"] == "no"
    assert headers["transfer-encoding"] == "chunked"


def test_text_beyond_ascii_is_escaped(tasks: Tasks) -> None:
    task_id = tasks.submit("proofreading", text="Größe €\u2028 und \x85 😀 are written here.")
    tasks.world.advance(1)
    response = read(tasks, task_id)
    assert response.content.isascii()
    assert rb"Gr\u00f6\u00dfe \u20ac\u2028 und \u0085 \ud83d\ude00" in response.content
    last = value(response.content.split(b"\n\n")[1])
    assert last["data"]["result"] == tasks.get(task_id)["result"]


@pytest.mark.parametrize(
    ("task_id", "status"), [(FAILED, "failed"), (CANCELLED, "cancelled"), (COMPLETED, "completed")]
)
def test_the_last_frame_tells_result_or_error(tasks: Tasks, task_id: str, status: str) -> None:
    task = tasks.get(task_id)
    progress, complete = map(value, whole(read(tasks, task_id)))
    assert progress["data"]["status"] == status
    expected: dict[str, Any] = {"task_id": task_id, "status": status}
    if status == "completed":
        expected["result"] = task["result"]
    else:
        expected["error"] = {name: task["error"][name] for name in ("code", "message")}
    assert complete == {"event": "complete", "data": expected}


def test_every_change_is_a_frame_and_the_end_closes_the_stream(tasks: Tasks) -> None:
    task_id = slow(tasks, 10)  # nine steps of research, one a second
    with tasks.world.stream("GET", path(task_id)) as response:
        reading = frames(response)
        seen = [told(next(reading))]
        for _ in range(10):
            tasks.world.advance(1)
            seen.append(told(next(reading)))
        seen += map(told, reading)
    assert seen == [
        ("progress", 0),
        *[("progress", percent) for percent in (10, 25, 25, 25, 25, 75, 80, 95, 100, 100)],
        ("complete", "completed"),
    ]


def test_changes_between_two_looks_are_one_frame(tasks: Tasks) -> None:
    task_id = slow(tasks, 10)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(read, tasks, task_id, params={"poll_interval": 4})
        tasks.world.waiters()
        tasks.world.advance(12)
        seen = [told(each) for each in whole(waiting.result())]
    assert seen == [
        ("progress", 0),
        ("progress", 25),
        ("progress", 95),
        ("progress", 100),
        ("complete", "completed"),
    ] or seen == [
        ("progress", 0),
        ("progress", 25),
        ("progress", 80),
        ("progress", 100),
        ("complete", "completed"),
    ]


def test_a_task_that_stands_still_is_told_once_and_then_a_heartbeat_every_15_seconds(
    tasks: Tasks,
) -> None:
    with tasks.world.stream("GET", path(RUNNING)) as response:
        reading = frames(response)
        assert told(next(reading))[0] == "progress"
        moments = []
        for _ in range(3):
            tasks.world.advance(14.5)
            tasks.world.advance(0.5)
            beat = next(reading)
            assert b"id:" not in beat
            moments.append(value(beat)["data"]["timestamp"])
            assert value(beat)["data"]["task_id"] == RUNNING
        assert moments == [f"2026-01-01T01:00:{seconds}+00:00" for seconds in (15, 30, 45)]
        ok(tasks.cancel(RUNNING, json={"reason": "Enough"}))
        tasks.world.advance(0.5)
        assert [told(each) for each in reading] == [("progress", 0), ("complete", "cancelled")]


@pytest.mark.parametrize("task_id", [PENDING, RUNNING])
def test_a_stream_that_lasts_too_long_ends_with_an_error(tasks: Tasks, task_id: str) -> None:
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(read, tasks, task_id, params={"timeout": 20})
        tasks.world.waiters()
        tasks.world.advance(19.999)
        assert not waiting.done()
        tasks.world.advance(0.001)
        events = [value(each) for each in whole(waiting.result())]
    assert [each["event"] for each in events] == ["progress", "heartbeat", "error"]
    assert events[-1]["data"] == {
        "code": "STREAM_TIMEOUT",
        "message": "Progress stream timed out",
    }
    assert tasks.get(task_id)["status"] != "failed"


def test_a_stream_lasts_300_seconds_unless_wanted_otherwise(tasks: Tasks) -> None:
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(read, tasks, RUNNING, params={"poll_interval": 5})
        tasks.world.waiters()
        tasks.world.advance(299)
        assert not waiting.done()
        tasks.world.advance(1)
        last = whole(waiting.result())[-1]
    assert value(last)["data"]["code"] == "STREAM_TIMEOUT"


def test_a_retrying_task_is_followed_through_its_attempts(tasks: Tasks) -> None:
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(read, tasks, RETRYING)
        tasks.world.waiters()
        tasks.world.advance(120)
        found = [value(each)["data"] for each in whole(waiting.result())]
    states = [each["status"] for each in found if "status" in each]
    assert states[0] == "retrying"
    assert states[-2:] == ["completed", "completed"]


def test_a_cut_stream_goes_on_behind_the_last_frame(tasks: Tasks) -> None:
    task_id = slow(tasks, 10)
    with tasks.world.stream("GET", path(task_id)) as response:
        reading = frames(response)
        tasks.world.advance(2)
        seen = list(islice(reading, 3))
    last = seen[-1].split(b"\n")[0].removeprefix(b"id: ").decode()
    tasks.world.waiters(0)
    with tasks.world.stream("GET", path(task_id), headers={"Last-Event-ID": last}) as response:
        reading = frames(response)
        tasks.world.waiters()
        tasks.world.advance(1)
        assert told(next(reading)) == ("progress", 25)
        tasks.world.advance(10)
        assert told(list(reading)[-1]) == ("complete", "completed")


def test_ids_count_up_and_every_frame_of_the_task_has_one(tasks: Tasks) -> None:
    task_id = slow(tasks, 10)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(read, tasks, task_id)
        tasks.world.waiters()
        tasks.world.advance(12)
        found = [
            each.split(b"\n")[0].removeprefix(b"id: ").decode() for each in whole(waiting.result())
        ]
    numbers = [int(each) for each in found[:-1]]
    assert numbers == sorted(set(numbers))
    assert found[-1] == f"{numbers[-1]}.end"


def test_whoever_saw_the_end_gets_the_end_again(tasks: Tasks) -> None:
    first, last = whole(read(tasks, COMPLETED))
    for seen in (first, last):
        id = seen.split(b"\n")[0].removeprefix(b"id: ").decode()
        again = read(tasks, COMPLETED, headers={"Last-Event-ID": id})
        assert again.content == last


@pytest.mark.parametrize("id", ["", "x", "-1", "٣", "1e3", "9" * 30, ".end"])
def test_an_id_that_is_not_ours_begins_anew(tasks: Tasks, id: str) -> None:
    headers = {b"Last-Event-ID": id.encode()}
    assert read(tasks, COMPLETED, headers=headers).content == read(tasks, COMPLETED).content


def test_a_task_that_does_not_exist_has_no_stream(tasks: Tasks) -> None:
    response = tasks.world.get(path("nope"))
    assert detail(response, 404)["code"] == "TASK_NOT_FOUND"
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("poll_interval", "0.09"),
        ("poll_interval", "5.1"),
        ("poll_interval", "nan"),
        ("poll_interval", "inf"),
        ("poll_interval", "1e999"),
        ("poll_interval", "fast"),
        ("timeout", "9.9"),
        ("timeout", "601"),
    ],
)
def test_a_stream_in_impossible_steps_is_refused(tasks: Tasks, name: str, value: str) -> None:
    response = tasks.world.get(path(COMPLETED), params={name: value})
    assert detail(response, 422)[0]["loc"] == ["query", name]


@pytest.mark.parametrize("params", [{"poll_interval": "0.1"}, {"timeout": "600"}, {"timeout": 10}])
def test_the_bounds_themselves_are_taken(tasks: Tasks, params: dict[str, str]) -> None:
    read(tasks, COMPLETED, params=params)


def test_a_reset_ends_the_stream(tasks: Tasks) -> None:
    with tasks.world.stream("GET", path(RUNNING)) as response:
        reading = frames(response)
        next(reading)
        tasks.world.post("/_mock/reset").raise_for_status()
        assert list(reading) == []
