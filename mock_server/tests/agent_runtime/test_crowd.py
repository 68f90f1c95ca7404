import asyncio
import random
from collections.abc import Callable
from urllib.parse import urlsplit

from mock_server.tests.agent_runtime.crowd import LEASE, Connection, Ledger, Worker
from mock_server.tests.wire import WorldClient

WORKERS = 64
RUNS = 10_000


def test_64_workers_hold_each_of_10_000_runs_once_and_lose_none(
    make_world: Callable[..., WorldClient],
) -> None:
    # So many seconds of the world pass in one that leases run out while workers work.
    world = make_world(clock="real", speed=200)
    sessions = _crowd(world, WORKERS, RUNS)
    ledger = Ledger()
    asyncio.run(_work(world, sessions, ledger))
    _all_accounted_for(world, ledger, RUNS)
    assert ledger.lost > 0


def test_the_same_seed_gives_the_same_story_under_a_manual_clock(
    make_world: Callable[..., WorldClient],
) -> None:
    first, second = (_story(make_world(seed=7), runs=400) for _ in range(2))
    assert first == second


def _story(world: WorldClient, runs: int) -> list[object]:
    """One step at a time, by workers drawn by a seed; the clock moves on now and then."""
    ledger, chance = Ledger(), random.Random(7)
    told: list[object] = []

    async def play() -> None:
        workers = []
        for session in _crowd(world, 8, runs):
            connection = _connect(world, session)
            workers.append((Worker(session, connection.send, ledger, chance), connection))
        while len(ledger.ended) < runs:
            worker, _ = chance.choice(workers)
            if not await worker.step() or chance.random() < 0.02:
                world.advance(LEASE / 2)
            told.append((worker.session, worker.run_id, len(ledger.ended)))
        for _, connection in workers:
            await connection.close()

    asyncio.run(play())
    _all_accounted_for(world, ledger, runs)
    return [*told, ledger.ended]


def _crowd(world: WorldClient, workers: int, runs: int) -> list[str]:
    """Sessions of one agent in a workspace of their own, and runs for all of them."""
    sessions = [f"sess-crowd-{number:02}" for number in range(workers)]
    world.fixtures(
        agent_runtime={
            "workspaces": [{"id": "ws-crowd"}],
            "agents": [{"workspace_id": "ws-crowd", "name": "crowd-agent"}],
            "sessions": [
                {"id": each, "agent_name": "crowd-agent", "workspace_id": "ws-crowd"}
                for each in sessions
            ],
            "tasks": [{"workspace_id": "ws-crowd", "count": runs}],
        }
    )
    return sessions


async def _work(world: WorldClient, sessions: list[str], ledger: Ledger) -> None:
    async def work(number: int, session: str) -> None:
        connection = _connect(world, session)
        worker = Worker(session, connection.send, ledger, random.Random(number))
        while len(ledger.ended) < RUNS:
            await worker.step()
        await connection.close()

    await asyncio.gather(*(work(*each) for each in enumerate(sessions)))


def _connect(world: WorldClient, session: str) -> Connection:
    address = urlsplit(str(world.base_url))
    assert address.hostname is not None
    assert address.port is not None
    headers = {
        "X-Mock-World": world.name,
        "X-AGH-Session-ID": session,
        "X-AGH-Agent": "crowd-agent",
    }
    return Connection(address.hostname, address.port, headers)


def _all_accounted_for(world: WorldClient, ledger: Ledger, runs: int) -> None:
    """Every run has ended once, nothing is left to claim, and nobody holds anything."""
    assert len(ledger.ended) == runs
    assert not ledger.held
    assert set(ledger.ended.values()) == {"completed", "failed"}
    headers = {"X-AGH-Session-ID": "sess-crowd-00", "X-AGH-Agent": "crowd-agent"}
    world.advance(10 * LEASE)
    answer = world.post("/api/agent/tasks/claim-next", json={}, headers=headers)
    assert answer.status_code == 204
    me = world.get("/api/agent/me", headers=headers).json()["me"]
    assert me["active_task_leases"] == []
