"""What a server loads at its start."""

import subprocess
import sys

from mock_server.tests.agents_v2.client import BASE, RUNNING


def test_only_the_apis_that_are_called_are_imported() -> None:
    """Nobody waits at the start for what nobody calls."""
    code = (
        "import asyncio, sys, httpx\n"
        "from taskpact_mock.app import App\n"
        "async def call(path):\n"
        "    transport = httpx.ASGITransport(App())\n"
        "    async with httpx.AsyncClient(transport=transport, base_url='http://mock') as client:\n"
        "        return (await client.get(path)).status_code\n"
        "found = asyncio.run(call(sys.argv[1]))\n"
        "names = sorted(n.split('.')[2] for n in sys.modules if n.count('.') == 2)\n"
        "print(found, *(n for n in names if f'taskpact_mock.apis.{n}' in sys.modules))\n"
    )
    imported = {
        path: subprocess.run(
            [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
        ).stdout.split()
        for path in ("/_mock/health", f"{BASE}/tasks/{RUNNING}")
    }
    assert imported == {
        "/_mock/health": ["200"],
        f"{BASE}/tasks/{RUNNING}": ["401", "agents_v2"],
    }
