"""Where the stories play: the mock server in a process of its own, and how they are shown."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from attrs import frozen

READY = "taskpact-mock ready on "
BAR = 24


@frozen
class Stage:
    """A running mock server and what lets callers in."""

    url: str
    credentials: dict[str, Any]

    def headers(self, api: str, who: str | None = None) -> dict[str, str]:
        """The credentials of an API's default principal, or of another one that it names."""
        found = self.credentials[api] if who is None else self.credentials[api][who]
        headers: dict[str, str] = found["headers"]
        return headers

    def script(self, api: str, operation: str | None, outcome: Any, times: int = 1) -> None:
        """Let the next matching work go differently."""
        body = {"api": api, "outcome": outcome, "times": times}
        self.control("scripts", body if operation is None else body | {"operation": operation})

    def advance(self, seconds: float) -> None:
        """Move the world's clock on."""
        self.control("clock/advance", {"seconds": seconds})

    def control(self, name: str, body: Any) -> Any:
        """A request to the control plane."""
        return httpx.post(f"{self.url}/_mock/{name}", json=body).raise_for_status().json()


@contextlib.contextmanager
def stage() -> Iterator[Stage]:
    """Start the mock server, and stop it at the end."""
    command = [str(Path(sys.executable).with_name("taskpact-mock")), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            if not said.startswith(READY):
                raise SystemExit("the mock did not start: run .venv/bin/taskpact-mock to see why")
            url = said.removeprefix(READY).strip()
            yield Stage(url, httpx.get(f"{url}/_mock/credentials").raise_for_status().json())
        finally:
            process.terminate()


def title(text: str) -> None:
    """Begin a story."""
    print(f"\n{text}", flush=True)


def say(text: str) -> None:
    """One line of a story."""
    print(f"  {text}", flush=True)


def bar(percent: int, state: str, message: str | None) -> None:
    """A line of progress."""
    filled = BAR * percent // 100
    line = "#" * filled + "." * (BAR - filled)
    say(f"[{line}] {percent:3} % {state:<14} {message or ''}".rstrip())
