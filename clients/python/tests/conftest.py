"""Fixtures of the client's tests."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clients.python.tests.styles import Pauses
from clients.python.tests.wire import Server

BUNDLES = Path(__file__).parents[3] / "openapi" / "bundled"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    """Pauses that are noted and not taken."""
    pauses = Pauses()
    monkeypatch.setattr("time.sleep", pauses)
    monkeypatch.setattr("asyncio.sleep", pauses.later)
    return pauses


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer has set must not decide a test."""
    for api in ("AGENTS_V2", "AGENT_TASKS", "TASK_RECORDS", "AGENT_RUNS", "AGENT_RUNTIME"):
        for word in ("BASE_URL", "TOKEN", "API_KEY", "SESSION", "AGENT", "WORKSPACE"):
            monkeypatch.delenv(f"TASKPACT_{api}_{word}", raising=False)


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    """The example of a finished task in the contract of agents_v2."""
    document = json.loads((BUNDLES / "agents_v2.json").read_text(encoding="utf-8"))
    operation = document["paths"]["/api/v1/agents/v2/tasks/{task_id}"]["get"]
    example: dict[str, Any] = operation["responses"]["200"]["content"]["application/json"][
        "example"
    ]
    return example


@pytest.fixture
def finished(published: dict[str, Any]) -> dict[str, Any]:
    """A copy of it, to be changed."""
    return copy.deepcopy(published)
