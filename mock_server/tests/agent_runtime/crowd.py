"""Many workers on one queue over HTTP, and a ledger that notices whatever must not happen."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from attrs import Factory, define

LEASE = 60
"""Seconds of the world for which a run is claimed."""

Send = Callable[[str, str, Any], Awaitable[tuple[int, Any]]]
"""Method, path and body to status and JSON."""


@define
class Holding:
    """Who holds a run, and until when if nothing more is heard of it."""

    session: str
    until: datetime


@define
class Ledger:
    """What workers were told, checked as it comes in."""

    held: dict[str, Holding] = Factory(dict)
    ended: dict[str, str] = Factory(dict)
    claims: int = 0
    lost: int = 0

    def claimed(self, session: str, run: dict[str, Any]) -> None:
        """A run was given out: nobody else may hold it, and it may not have ended."""
        run_id, at = run["id"], moment(run["claimed_at"])
        assert run_id not in self.ended, f"{run_id} was claimed after it had {self.ended[run_id]}"
        before = self.held.get(run_id)
        assert before is None or before.until <= at, f"{run_id} is held by {before} and {session}"
        self.held[run_id] = Holding(session, moment(run["lease_until"]))
        self.claims += 1

    def extended(self, session: str, run_id: str, lease: dict[str, Any]) -> None:
        """A heartbeat was taken: only from who holds the run."""
        assert self.held[run_id].session == session
        self.held[run_id].until = moment(lease["lease_until"])

    def over(self, session: str, run_id: str, how: str) -> None:
        """A run ended or went back: once, and by who holds it."""
        assert self.held.pop(run_id).session == session
        if how != "released":
            assert run_id not in self.ended
            self.ended[run_id] = how


@define
class Worker:
    """One session. What it does next is drawn from its chance."""

    session: str
    send: Send
    ledger: Ledger
    chance: random.Random
    run_id: str | None = None

    async def step(self) -> bool:
        """Claim, or go on with what is held; False when there is nothing to claim."""
        if self.run_id is None:
            return await self._claim()
        match self.chance.choices(
            ("heartbeat", "complete", "fail", "release", "lose"), (30, 50, 8, 7, 5)
        ):
            case ["heartbeat"]:
                await self._heartbeat(self.run_id)
            case ["complete"]:
                await self._end(self.run_id, "complete", {"result": {"ok": True}}, "completed")
            case ["fail"]:
                await self._end(self.run_id, "fail", {"error": "broken"}, "failed")
            case ["release"]:
                await self._end(self.run_id, "release", {}, "released")
            case _:  # it falls silent, and forgets what it held
                self.run_id = None
                self.ledger.lost += 1
        return True

    async def _claim(self) -> bool:
        body = {"lease_seconds": LEASE}
        status, answer = await self.send("POST", "/api/agent/tasks/claim-next", body)
        if status == 409:  # the run it lost is still its own
            return True
        if status == 204:
            return False
        assert status == 200, answer
        run = answer["claim"]["run"]
        self.ledger.claimed(self.session, run)
        self.run_id = run["id"]
        return True

    async def _heartbeat(self, run_id: str) -> None:
        path = f"/api/agent/tasks/{run_id}/heartbeat"
        status, answer = await self.send("POST", path, {"lease_seconds": LEASE})
        if status == 200:
            self.ledger.extended(self.session, run_id, answer["lease"])
        else:
            self._gave_up(status)

    async def _end(self, run_id: str, verb: str, body: Any, how: str) -> None:
        status, _ = await self.send("POST", f"/api/agent/tasks/{run_id}/{verb}", body)
        if status == 200:
            self.ledger.over(self.session, run_id, how)
            self.run_id = None
        else:
            self._gave_up(status)

    def _gave_up(self, status: int) -> None:
        """The lease ran out meanwhile."""
        assert status in (403, 409)
        self.run_id = None
        self.ledger.lost += 1


class Connection:
    """One keep-alive connection; a client library would take most of the time of these tests."""

    def __init__(self, host: str, port: int, headers: dict[str, str]) -> None:
        self._address = (host, port)
        self._head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """One request and its answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(*self._address)
        reader, writer = self._streams
        content = json.dumps(body).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\nhost: {self._address[0]}\r\n{self._head}"
            f"content-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n"
        )
        writer.write(head.encode() + content)
        answer = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        status = int(answer.split(" ", 2)[1])
        if status == 204:
            return status, None
        length = next(
            int(line.partition(":")[2])
            for line in answer.split("\r\n")
            if line.startswith("content-length:")
        )
        text = await reader.readexactly(length)
        return status, json.loads(text) if text else None

    async def close(self) -> None:
        """Close it."""
        if self._streams is not None:
            self._streams[1].close()
            await self._streams[1].wait_closed()


def moment(text: str) -> datetime:
    """A moment on the wire."""
    return datetime.fromisoformat(text)
