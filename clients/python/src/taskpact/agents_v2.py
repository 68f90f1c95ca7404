"""Agents v2: five ready-made agents behind one task record.

`models` holds the classes of its records: `models.TaskResponse`, `models.ResearchDepth`.
"""

from typing import TYPE_CHECKING

from ._generated.agents_v2 import models
from ._generated.agents_v2.facade import AgentsV2Operations, AsyncAgentsV2Operations
from ._generated.agents_v2.lifecycle import TASK
from ._runtime.tracking import AsyncHandle, Handle, Tracked
from ._runtime.types import UNSET

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Result: TypeAlias = (
        models.ResearchResult
        | models.DataAnalystResult
        | models.EmailDraftResult
        | models.ContentRepurposeResult
        | models.ProofreadingResult
        | dict[str, Any]
        | None
    )
    Frame: TypeAlias = (
        models.ProgressFrame
        | models.CompleteFrame
        | models.HeartbeatFrame
        | models.ErrorFrame
        | dict[str, Any]
    )
    TaskHandle: TypeAlias = Handle[models.TaskResponse, Frame, Result]
    AsyncTaskHandle: TypeAlias = AsyncHandle[models.TaskResponse, Frame, Result]

__all__ = ["AgentsV2", "AsyncAgentsV2", "models"]


class AgentsV2(AgentsV2Operations):
    """Client of Agents v2; `credentials` are a bearer token (a plain string too) or an ApiKey."""

    def _is_last(self, data: object) -> bool:
        return _ends_stream(data)

    def track(self, task: "models.TaskResponse | str") -> "TaskHandle":
        """A handle on a task, from its record or its id."""
        return Handle(
            _TRACKED,
            *_identified(task),
            read=self.get_task,
            stream=self.stream_task,
            cancel=self.cancel_task,
        )


class AsyncAgentsV2(AsyncAgentsV2Operations):
    """The same for asyncio."""

    def _is_last(self, data: object) -> bool:
        return _ends_stream(data)

    def track(self, task: "models.TaskResponse | str") -> "AsyncTaskHandle":
        """A handle on a task, from its record or its id."""
        return AsyncHandle(
            _TRACKED,
            *_identified(task),
            read=self.get_task,
            stream=self.stream_task,
            cancel=self.cancel_task,
        )


def _ends_stream(frame: object) -> bool:
    """Whether the server closes the stream behind a frame, because there is no more to say."""
    if isinstance(frame, models.ErrorFrame):
        return frame.data.code in ("STREAM_TIMEOUT", "TASK_NOT_FOUND")
    return isinstance(frame, models.CompleteFrame)


def _identified(task: "models.TaskResponse | str") -> "tuple[str, models.TaskResponse | None]":
    return (task, None) if isinstance(task, str) else (task.task_id, task)


def _result(task: "models.TaskResponse") -> "Result":
    return None if task.result is UNSET else task.result


def _problem(task: "models.TaskResponse") -> tuple[str | None, str | None]:
    if not task.error:
        return None, None
    return task.error.code or None, task.error.message or None


_TRACKED: "Tracked[models.TaskResponse, Result]" = Tracked(TASK, _result, _problem)
