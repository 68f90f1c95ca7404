"""Groups of handles: which of them completes first."""

import asyncio
import gc
from contextlib import aclosing
from typing import Any

import httpx
import pytest

import taskpact
from clients.python.tests.kinds import RECORDED, RUNS
from clients.python.tests.wire import Answer, Server, answer
from taskpact._runtime.groups import AT_ONCE
from taskpact.errors import ConfigurationError, WaitTimeout


@pytest.mark.usefixtures("pauses")
def test_handles_of_different_apis_come_as_they_complete(server: Server) -> None:
    with Server() as second:
        server.replies(answer(RUNS.record("ACTIVE")), answer(RUNS.record("COMPLETE")))
        second.replies(answer(RECORDED.record("complete")))
        with (
            taskpact.AgentRuns(base_url=server.url) as runs,
            taskpact.TaskRecords(base_url=second.url) as records,
        ):
            slow, fast = runs.track(7, 1), records.track("t")
            group: list[Any] = [slow, fast]
            assert list(taskpact.as_completed(group)) == [fast, slow]
            assert taskpact.wait_any(group) is slow


@pytest.mark.usefixtures("pauses")
def test_asyncio_handles_come_as_they_complete(server: Server) -> None:
    import asyncio

    async def run() -> None:
        server.replies(answer(RUNS.record("ACTIVE")), answer(RUNS.record("COMPLETE")))
        async with taskpact.AsyncAgentRuns(base_url=server.url) as runs:
            first, second = runs.track(7, 1), runs.track(7, 2)
            found = await taskpact.wait_any([first, second])  # whichever was answered second
            assert found.status == "COMPLETE"
            assert {handle async for handle in taskpact.as_completed([first, second])} == {
                first,
                second,
            }

    asyncio.run(run())


def test_asyncio_group_looks_at_all_of_its_work_at_once() -> None:
    """A record that nobody answers for must not hold up the others."""
    import asyncio

    looking = most = 0

    async def answered(request: httpx.Request) -> httpx.Response:
        nonlocal looking, most
        if request.url.path.endswith("/1"):
            await asyncio.Event().wait()
        looking += 1
        most = max(most, looking)
        await asyncio.sleep(0)
        looking -= 1
        return httpx.Response(200, json=RUNS.record("COMPLETE"))

    async def run() -> None:
        transport = httpx.MockTransport(answered)
        async with taskpact.AsyncAgentRuns(base_url="http://t", transport=transport) as runs:
            handles = [runs.track(7, number) for number in range(1, 100)]
            found: list[Any] = []
            async with aclosing(taskpact.as_completed(handles)) as completed:
                async for handle in completed:
                    found.append(handle)
                    if len(found) == 98:
                        break
            assert handles[0] not in found
            assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing goes on looking"

    asyncio.run(run())
    assert 1 < most <= AT_ONCE


def test_asyncio_group_leaves_nothing_behind_when_one_is_enough(server: Server) -> None:
    import asyncio

    async def run() -> None:
        server.replies(answer(RUNS.record("COMPLETE")), answer(RUNS.record("ACTIVE")))
        async with taskpact.AsyncAgentRuns(base_url=server.url) as runs:
            await taskpact.wait_any([runs.track(7, 1), runs.track(7, 2)])
            assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())


def test_asyncio_group_is_bounded_by_its_deadline(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    import asyncio

    async def run() -> None:
        server.replies(answer(RUNS.record("ACTIVE")))
        async with taskpact.AsyncAgentRuns(base_url=server.url) as runs:
            handles = [runs.track(7, 1), runs.track(7, 2)]
            with pytest.raises(WaitTimeout):
                await taskpact.wait_any(handles, deadline=0.3)

    asyncio.run(run())
    gc.collect()
    assert not caplog.records, "no error of a handle is left unread"


def test_group_is_bounded_by_its_deadline(server: Server) -> None:
    server.replies(answer(RUNS.record("ACTIVE")))
    with taskpact.AgentRuns(base_url=server.url) as runs, pytest.raises(WaitTimeout):
        taskpact.wait_any([runs.track(7, 1)], deadline=0.3)


def test_work_that_is_gone_does_not_stop_the_group(server: Server) -> None:
    server.replies(Answer(404), answer(RECORDED.record("complete")))
    with taskpact.TaskRecords(base_url=server.url) as records:
        gone, there = records.track("a"), records.track("b")
        assert list(taskpact.as_completed([gone, there])) == [gone, there]


def test_group_of_both_styles_is_refused() -> None:
    runs = taskpact.AgentRuns(base_url="http://127.0.0.1:9")
    twin = taskpact.AsyncAgentRuns(base_url="http://127.0.0.1:9")
    group: list[Any] = [runs.track(7, 1), twin.track(7, 1)]
    with runs, pytest.raises(ConfigurationError, match="of one style"):
        taskpact.as_completed(group)


def test_nothing_to_wait_for_is_said_so() -> None:
    nothing: list[Any] = []
    with pytest.raises(ConfigurationError, match="nothing to wait for"):
        taskpact.wait_any(nothing)


def test_no_handles_complete_at_once_in_both_styles() -> None:
    plain: list[taskpact.Handle[Any, Any, Any]] = []
    twins: list[taskpact.AsyncHandle[Any, Any, Any]] = []

    async def collected() -> list[Any]:
        async with aclosing(taskpact.as_completed(twins)) as completed:
            return [handle async for handle in completed]

    assert list(taskpact.as_completed(plain)) == []
    assert asyncio.run(collected()) == []
