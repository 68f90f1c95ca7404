"""The SDK against httpx and json alone, and what importing it costs.

Times are those of this process's CPU: what the server and others do meanwhile does not count.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from scripts.bench.load import free_port, serve
from scripts.bench.mock import BASE, HEADERS, TASK, fill
from taskpact import AgentsV2, AsyncAgentsV2
from taskpact._runtime.calls import Call
from taskpact._runtime.exchanges import Exchange
from taskpact._runtime.requests import Request

CALLS, WARM = 1500, 100
"""Calls of each side that are counted, after some that are not."""
INTERPRETERS = 31
CALL_BOUNDS = {"one object": 1.1, "list of 100": 2.0}
"""At most so many times the CPU time of httpx and json, per call."""
IMPORT_BOUND = 60.0
"""Milliseconds over those of the interpreter, at most."""
IMPORTS = {
    "`from taskpact import AgentsV2`": "from taskpact import AgentsV2",
    "the same, and a client made": (
        "from taskpact import AgentsV2\n"
        "AgentsV2(base_url='http://127.0.0.1:1', credentials='x').close()"
    ),
    "`httpx.Client()` alone": "import httpx\nhttpx.Client().close()",
}
MACHINERY_BOUND = 5.0
"""Microseconds, at most."""
PAGE = f"{BASE}/tasks?limit=100"
TASK_ID = TASK.rpartition("/")[2]

Times = tuple[list[float], list[float]]
"""Seconds of each call by httpx and json, and by the SDK."""


def calls() -> Iterator[str]:
    """The table of calls, as lines of Markdown."""
    yield (
        f"CPU time of the caller's process, medians of {CALLS:,} calls in turn; the bare responder"
        " answers both. Each asks for the same again and again, as one does who follows work."
    )
    yield from ("", "| call | style | httpx and json µs | taskpact µs | ratio | bound |")
    yield "|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        fill(folder)
        _make_it_a_hundred(folder / "list.json")
        command = [sys.executable, "-m", "scripts.bench.bare", str(port), name]
        with serve(command, port, TASK) as server:
            yield from _rows("blocking", _blocking(server.url))
            yield from _rows("asyncio", asyncio.run(_concurrent(server.url)))
    yield ""
    yield (
        "What retries, deadlines, hooks and logging add to a call when nothing goes wrong:"
        f" {_machinery() * 1e6:.1f} µs, {MACHINERY_BOUND:g} at most."
    )


def imports() -> Iterator[str]:
    """The table of imports, as lines of Markdown."""
    statements = ("pass", *IMPORTS.values())
    times: list[list[float]] = [[] for _ in statements]
    with tempfile.TemporaryDirectory() as compiled:
        for statement in statements:
            _start(statement, compiled)
        for _ in range(INTERPRETERS):
            for statement, found in zip(statements, times, strict=True):
                found.append(_start(statement, compiled))
    base, *others = (median(found) * 1e3 for found in times)
    yield (
        f"CPU time of a fresh interpreter over the {base:.0f} ms that it takes to do nothing,"
        f" medians of {INTERPRETERS}; everything is compiled, as an installation leaves it."
        " Importing a client imports no httpx."
    )
    yield from ("", "| statement | ms | bound |", "|---|---|---|")
    for name, taken in zip(IMPORTS, others, strict=True):
        bound = f"{IMPORT_BOUND:g}" if name.startswith("`from") else ""
        yield f"| {name} | {taken:.0f} | {bound} |"


def _rows(style: str, found: list[Times]) -> Iterator[str]:
    for (case, bound), times in zip(CALL_BOUNDS.items(), found, strict=True):
        raw, ours = (median(each) * 1e6 for each in times)
        yield f"| {case} | {style} | {raw:.0f} | {ours:.0f} | {ours / raw:.2f} | {bound:g} |"


def _make_it_a_hundred(page: Path) -> None:
    """Lengthen the list that the bare responder answers."""
    document = json.loads(page.read_text())
    document.update(tasks=document["tasks"][:1] * 100, total=100, limit=100)
    page.write_text(json.dumps(document, separators=(",", ":")))


def _machinery() -> float:
    """The CPU seconds that a call takes besides building, sending and reading."""
    request = Request("get_task", "GET", TASK)
    with AgentsV2(base_url="http://127.0.0.1:1", credentials="demo-token") as agents:

        def call() -> None:
            agents._home.check()
            attempts = Call(request, agents._options)
            with Exchange(agents._hooks, attempts, agents.base_url):
                attempts.left()

        runs = timeit.repeat(call, timer=time.process_time, number=CALLS, repeat=9)
    return median(runs) / CALLS


def _start(statement: str, compiled: str) -> float:
    """The CPU seconds of an interpreter that runs a statement; it keeps bytecode in a folder."""
    code = f"{statement}\nimport time\nprint(time.process_time())"
    command = [sys.executable, "-X", f"pycache_prefix={compiled}", "-c", code]
    settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    return float(ran.stdout)


def _blocking(url: str) -> list[Times]:
    with (
        httpx.Client(base_url=url, headers=HEADERS) as raw,
        AgentsV2(base_url=url, credentials="demo-token") as agents,
    ):

        def read(path: str) -> Any:
            return json.loads(raw.get(path).content)

        return [
            _compared(partial(read, TASK), partial(agents.get_task, TASK_ID)),
            _compared(partial(read, PAGE), partial(agents.list_tasks, limit=100)),
        ]


def _compared(*sides: Callable[[], object]) -> Times:
    found: Times = ([], [])
    for number in range(-WARM, CALLS):
        for call, times in zip(sides, found, strict=True):
            began = time.process_time()
            call()
            taken = time.process_time() - began
            if number >= 0:
                times.append(taken)
    return found


async def _concurrent(url: str) -> list[Times]:
    async with (
        httpx.AsyncClient(base_url=url, headers=HEADERS) as raw,
        AsyncAgentsV2(base_url=url, credentials="demo-token") as agents,
    ):

        async def read(path: str) -> Any:
            return json.loads((await raw.get(path)).content)

        return [
            await _compared_async(partial(read, TASK), partial(agents.get_task, TASK_ID)),
            await _compared_async(partial(read, PAGE), partial(agents.list_tasks, limit=100)),
        ]


async def _compared_async(*sides: Callable[[], Awaitable[object]]) -> Times:
    found: Times = ([], [])
    for number in range(-WARM, CALLS):
        for call, times in zip(sides, found, strict=True):
            began = time.process_time()
            await call()
            taken = time.process_time() - began
            if number >= 0:
                times.append(taken)
    return found
