"""Faults added, shown and met on the wire, and the calls that they strike."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from mock_server.tests.agents_v2.client import BASE, COMPLETED, ok
from mock_server.tests.wire import WorldClient

SOON = 0.2
"""Seconds after which a client of these tests gives up."""
KEY = {"X-API-Key": "demo-key"}
RESEARCH = f"{BASE}/research"
TASK = f"{BASE}/tasks/{COMPLETED}"
LOST: dict[str, type[httpx.TransportError]] = {
    "reset": httpx.ReadError,
    "timeout": httpx.ReadTimeout,
}


def add(world: WorldClient, fault: dict[str, Any], **rule: Any) -> dict[str, Any]:
    """Add a fault to the world; as it is shown."""
    response = world.post("/_mock/faults", json={"api": "agents_v2", "fault": fault, **rule})
    assert response.status_code == 201, response.text
    shown: dict[str, Any] = response.json()
    return shown


def left(world: WorldClient) -> list[dict[str, Any]]:
    """The faults that the world still has."""
    found: list[dict[str, Any]] = ok(world.get("/_mock/faults"))["faults"]
    return found


@contextmanager
def connected(world: WorldClient, path: str) -> Iterator[socket.socket]:
    """A connection over which `path` was asked for."""
    head = "".join(f"{name}: {value}\r\n" for name, value in world.headers.items())
    with socket.create_connection((world.base_url.host, world.base_url.port or 80), 10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode())
        yield line


def received(line: socket.socket) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer, up to the end of the connection."""
    with line.makefile("rb") as source:
        head, _, body = source.read().partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    return dict(each.split(": ", 1) for each in lines), body
