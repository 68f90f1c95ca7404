"""The mock against Prism and against a bare responder on the same server."""

import compileall
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from scripts.bench.load import Case, Figures, Server, free_port, measure, serve

ROOT = Path(__file__).parents[2]
PRISM = "5.14.2"
BASE = "/api/v1/agents/v2"
TASK = f"{BASE}/tasks/a11ce00000000003"
HEADERS = {"Authorization": "Bearer demo-token"}
POST = {"topic": "Tidal power in Europe", "depth": "quick", "focus_areas": ["cost"], "sync": False}
CASES = (
    Case("get one", "GET", TASK),
    Case("list of 50", "GET", f"{BASE}/tasks?limit=50"),
    # Into a world of its own, or the list of the next round would be of other, longer tasks.
    Case("POST", "POST", f"{BASE}/research", POST, {"X-Mock-World": "load"}),
)
BOUNDS = {"get one": (5.0, 0.5), "list of 50": (10.0, 0.5), "POST": (3.5, 0.35)}
"""At least so many times Prism's requests/s, and such a share of the bare responder's."""
START, MEMORY = 0.4, 60.0
STARTS = 5
"""How often servers are started to see how long that takes."""
LARGE, SMALL = 1_000_000, 1_000
GROWTH, BYTES = 1.5, 2048


def compare(seconds: int, rounds: int) -> Iterator[str]:
    """The table of the three servers, as lines of Markdown."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        fill(Path(folder))
        compileall.compile_dir(ROOT / "mock_server" / "src", quiet=1)  # as an installation does
        starts = {
            "mock": median(_seconds_to_start(_mock)),
            "Prism": median(_seconds_to_start(partial(_prism, folder=Path(folder)))),
        }
        servers = {
            "mock": _mock(running),
            "Prism": _prism(running, Path(folder)),
            "bare": _bare(running, Path(folder)),
        }
        _fifty(servers["mock"].url)
        figures: dict[tuple[str, str], list[Figures]] = {}
        memory = 0.0
        for _ in range(rounds):
            for case in CASES:
                for name, server in servers.items():
                    found = measure(server.url, case, {**HEADERS, **case.headers}, seconds)
                    figures.setdefault((case.name, name), []).append(found)
                if case.name == "list of 50" and not memory:
                    memory = servers["mock"].memory()
        yield from _table(figures, servers, starts, memory)


def _table(
    figures: dict[tuple[str, str], list[Figures]],
    servers: dict[str, Server],
    starts: dict[str, float],
    memory: float,
) -> Iterator[str]:
    yield "| case | server | requests/s | p50 ms | p99 ms | mock to it | bound |"
    yield "|---|---|---|---|---|---|---|"
    for case in CASES:
        bounds = dict(zip(("Prism", "bare"), BOUNDS[case.name], strict=True))
        for name in servers:
            runs = figures[case.name, name]
            p50, p99 = (median(getattr(run, each) for run in runs) for each in ("p50", "p99"))
            cells = [case.name, name, f"{_rate(runs):,.0f}", f"{p50:.2f}", f"{p99:.2f}"]
            if name in bounds:
                cells += [f"{_share(figures[case.name, 'mock'], runs):.2f}", f"{bounds[name]:g}"]
            else:
                cells += ["", ""]
            yield f"| {' | '.join(cells)} |"
    yield ""
    yield "| | mock | Prism | bound of the mock |"
    yield "|---|---|---|---|"
    found, others = starts["mock"], starts["Prism"]
    yield f"| first answer, s, median of {STARTS} | {found:.2f} | {others:.2f} | {START:g} |"
    others = servers["Prism"].memory()
    yield f"| MiB after get and list | {memory:.0f} | {others:.0f} | {MEMORY:g} |"


def _seconds_to_start(start: Callable[[ExitStack], Server]) -> Iterator[float]:
    for _ in range(STARTS):
        with ExitStack() as running:
            yield start(running).start


def _share(mock: list[Figures], other: list[Figures]) -> float:
    """The median of the ratios of runs that followed each other, when the machine was the same."""
    return median(one.rate / two.rate for one, two in zip(mock, other, strict=True))


def _rate(runs: list[Figures]) -> float:
    return median(run.rate for run in runs)


def grow() -> Iterator[str]:
    """What a million pending records cost, against a thousand."""
    names = ("get", "first page by status", "stats", "claim-next and release")
    yield f"| pending | {' | '.join(f'{name} µs' for name in names)} | bytes a task | a run |"
    yield "|---" * (len(names) + 3) + "|"
    times: list[list[float]] = []
    for count in (SMALL, LARGE):
        tasks, task_bytes = _tasks(count)
        claims, run_bytes = _claims(count)
        times.append([*tasks, claims])
        cells = " | ".join(f"{found * 1e6:.0f}" for found in times[-1])
        yield f"| {count:,} | {cells} | {task_bytes:,.0f} | {run_bytes:,.0f} |"
    growth = " | ".join(f"{large / small:.2f}" for small, large in zip(*times, strict=True))
    yield f"| growth, at most {GROWTH:g} | {growth} | at most {BYTES:,} | at most {BYTES:,} |"


def _tasks(count: int) -> tuple[list[float], float]:
    """Median seconds of the three reads among so many pending tasks, and bytes of each task."""
    record = {"agent_type": "research", "body": POST, "hold": "pending", "count": count}
    with _filled(HEADERS, {"agents_v2": {"tasks": [record]}}) as (client, gained):
        paths = (TASK, f"{BASE}/tasks?status=pending&limit=50", f"{BASE}/stats")
        return [_time(partial(client.get, path)) for path in paths], gained / count


def _claims(count: int) -> tuple[float, float]:
    """Median seconds of claiming and releasing among so many queued runs, and bytes of each run."""
    headers = {"X-AGH-Session-ID": "sess-bench", "X-AGH-Agent": "demo-agent"}
    session = {"id": "sess-bench", "agent_name": "demo-agent"}
    records = {"agent_runtime": {"sessions": [session], "tasks": [{"count": count}]}}
    with _filled(headers, records) as (client, gained):

        def claim() -> None:
            found = client.post("/api/agent/tasks/claim-next", json={}).raise_for_status().json()
            run_id = found["claim"]["run"]["id"]
            client.post(f"/api/agent/tasks/{run_id}/release", json={}).raise_for_status()

        return _time(claim), gained / count


@contextmanager
def _filled(
    headers: dict[str, str], records: dict[str, Any]
) -> Iterator[tuple[httpx.Client, float]]:
    """A client of a mock that holds the records, and the bytes by which the mock has grown."""
    with ExitStack() as running:
        server = _mock(running)
        client = httpx.Client(base_url=server.url, headers=headers, timeout=1200)
        running.enter_context(client)
        client.get(TASK)
        client.get("/_mock/credentials")  # by then every API is imported
        before = server.memory()
        client.post("/_mock/fixtures", json=records).raise_for_status()
        yield client, (server.memory() - before) * 2**20


def _time(call: Callable[[], object], repeats: int = 300) -> float:
    """The median seconds of a call."""
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return median(taken)


def fill(folder: Path) -> None:
    """What the bare responder answers, and the contract for Prism with a page of 50."""
    document: dict[str, Any] = json.loads(
        (ROOT / "openapi" / "bundled" / "agents_v2.json").read_text()
    )
    page = document["paths"][f"{BASE}/tasks"]["get"]["responses"]["200"]["content"]
    example = page["application/json"]["example"]
    one = example["tasks"][0]
    example.update(tasks=[one] * 50, total=50, limit=50)
    pending = document["components"]["responses"]["TaskAccepted"]["content"]
    for name, value in (
        ("get", one),
        ("list", example),
        ("post", pending["application/json"]["example"]),
        ("prism", document),
    ):
        (folder / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")))


def _fifty(url: str) -> None:
    """Fill the mock's list up with finished tasks of the size of Prism's example."""
    body = {"context": "The release slipped by a week.", "purpose": "Tell the customer"}
    for _ in range(50):
        httpx.post(f"{url}{BASE}/email-draft", json=body, headers=HEADERS).raise_for_status()


def _mock(running: ExitStack) -> Server:
    port = free_port()
    command = [str(Path(sys.executable).with_name("taskpact-mock")), "--port", str(port)]
    return running.enter_context(serve(command, port, TASK))


def _bare(running: ExitStack, folder: Path) -> Server:
    port = free_port()
    command = [sys.executable, "-m", "scripts.bench.bare", str(port), str(folder)]
    return running.enter_context(serve(command, port, TASK))


def _prism(running: ExitStack, folder: Path) -> Server:
    port = free_port()
    command = [
        _prism_command(),
        "mock",
        "-v",
        "silent",
        "-p",
        str(port),
        str(folder / "prism.json"),
    ]
    return running.enter_context(serve(command, port, TASK))


def _prism_command() -> str:
    """Prism's command, from npm on its first use."""
    home = ROOT / ".bench"
    command = home / "node_modules" / ".bin" / "prism"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("the comparison needs Prism, and that needs npm: install Node.js")
        package = f"@stoplight/prism-cli@{PRISM}"
        install = [
            npm,
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(home),
            package,
        ]
        subprocess.run(install, check=True)
    return str(command)
