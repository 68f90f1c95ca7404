# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""GET /api/v1/task"""

from __future__ import annotations

from functools import partial

from taskpact._generated.task_records.models.task import Task
from taskpact._runtime import decoding as _read
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[list[Task]] = {
    200: partial(_read.array, Task.from_dict),
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "list_tasks",
        "GET",
        "/api/v1/task",
    )
