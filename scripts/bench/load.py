"""Servers in processes of their own, and wrk against them."""

import contextlib
import json
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

LUA = """
wrk.method = "{method}"
wrk.body = {body}
{headers}
"""


@dataclass(frozen=True)
class Case:
    """One kind of request; `headers` are sent beside those of the credentials."""

    name: str
    method: str
    path: str
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What wrk saw: requests a second, and latencies in milliseconds."""

    rate: float
    p50: float
    p99: float


@dataclass
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    start: float
    """Seconds from its birth to its first answer."""

    def memory(self) -> float:
        """MiB that the process tree has to itself, shared pages by their share."""
        return sum(map(_share, _tree(self.process.pid)))


@contextlib.contextmanager
def serve(command: Sequence[str], port: int, probe: str) -> Iterator[Server]:
    """Run a server until the block ends; ready when `probe` answers anything."""
    url = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                httpx.get(url + probe, timeout=1)
                break
            except httpx.TransportError:
                if process.poll() is not None or time.perf_counter() - began > 60:
                    raise SystemExit(f"{command[0]} did not start") from None
                time.sleep(0.005)
        yield Server(url, process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def measure(url: str, case: Case, headers: Mapping[str, str], seconds: int) -> Figures:
    """wrk with two threads and 32 connections; raises SystemExit when answers are not 2xx."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_lua(case, headers))
        script.flush()
        command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "--latency", "-s", script.name]
        run = subprocess.run([*command, url + case.path], capture_output=True, text=True)
    text = run.stdout
    if "Non-2xx" in text:
        raise SystemExit(f"{case.name} at {url}: {text}")
    return Figures(
        float(_found(r"Requests/sec:\s+([\d.]+)", text)),
        _milliseconds(_found(r"\n\s+50%\s+(\S+)", text)),
        _milliseconds(_found(r"\n\s+99%\s+(\S+)", text)),
    )


def _lua(case: Case, headers: Mapping[str, str]) -> str:
    lines = [f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items()]
    body = "nil"
    if case.body is not None:
        lines.append('wrk.headers["Content-Type"] = "application/json"')
        body = f"[==[{json.dumps(case.body)}]==]"
    return LUA.format(method=case.method, body=body, headers="\n".join(lines))


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"wrk said something else than expected: {text}")
    return found[1]


def _milliseconds(text: str) -> float:
    for unit, factor in (("us", 0.001), ("ms", 1.0), ("s", 1000.0)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    raise SystemExit(f"wrk gave a time without a unit: {text}")


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _tree(int(child)))]


def _share(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(_found(r"Pss:\s+(\d+)", rollup)) / 1024
