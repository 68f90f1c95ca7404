"""How scripted runs end, and one that stands still in the middle."""

from typing import Any

from mock_server.tests.agents_v2.client import Tasks

TIMEOUT = {"fail": {"code": "LLM_TIMEOUT"}}
FILTERED = {"fail": {"code": "LLM_CONTENT_FILTERED"}}


def begun(tasks: Tasks, **fields: Any) -> str:
    """A task whose only attempt stands still in the middle, at 25 percent."""
    tasks.script({"take": 1000})
    task_id = tasks.submit(**fields)
    tasks.world.advance(500)
    assert tasks.get(task_id)["progress"]["percent"] == 25
    return task_id
