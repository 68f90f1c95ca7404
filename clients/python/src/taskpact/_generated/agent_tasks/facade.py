# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""The operations of Agent tasks as methods, in both styles; each is imported on its first call."""

from __future__ import annotations

from taskpact._runtime.clients import AsyncClient, SyncClient
from taskpact._runtime.defaults import UNSET, Unset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar, Literal

    from .models.callback_mode import CallbackMode
    from .models.cancel_task_response import CancelTaskResponse
    from .models.send_message_response import SendMessageResponse
    from .models.submit_task_response import SubmitTaskResponse
    from .models.task import Task


class AgentTasksOperations(SyncClient):
    """Agent tasks, blocking."""

    _api: ClassVar[str] = "agent_tasks"
    _accepted: ClassVar[tuple[str, ...]] = (
        "bearer",
        "x-shinzo-api-key",
        "x-api-key",
    )

    def submit_task(
        self,
        id: str,
        *,
        message: str,
        priority: float | Unset = UNSET,
        timeout_override: float | Unset = UNSET,
        metadata: Mapping[str, Any] | Unset = UNSET,
        callback_mode: CallbackMode | Literal["poll", "webhook"] | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
    ) -> SubmitTaskResponse:
        """Submit a task to an agent.

        The task is queued and the call answers at once. Each call makes a task of its own, also
        when its body is the same.

        Args:
            id:
            message: What the agent should do.
            priority: Urgency, 10 the highest. Queued tasks of an agent begin by it, equal
                ones in the order of arrival.
            timeout_override: Seconds from its start after which the task fails, in place of
                the agent's own limit, which is an hour unless the agent says otherwise.
            metadata: Anything the caller wants to find again in the webhook.
            callback_mode: How the result is delivered.
            webhook_url: Where to POST in webhook mode, which must have it. What begins like
                an http or https URL is taken; what then turns out to be none is never called.

        Raises:
            BadRequest: 400: The body does not have the form that this contract asks for.
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 503: The agent is paused, stopped or in error, and takes no tasks.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import submit_task as _operation

        _request = _operation.request(
            id=id,
            message=message,
            priority=priority,
            timeout_override=timeout_override,
            metadata=metadata,
            callback_mode=callback_mode,
            webhook_url=webhook_url,
        )
        return self._call(_request, _operation.ANSWERS)

    def get_task(
        self,
        id: str,
        task_id: str,
    ) -> Task:
        """Read a task.

        Status and progress, and the result once it has completed, in webhook mode as well.
        Reading changes nothing. Members that do not apply to the state are left out, never null.

        Args:
            id:
            task_id:

        Raises:
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id, or the agent no such task.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_task as _operation

        _request = _operation.request(
            id=id,
            task_id=task_id,
        )
        return self._call(_request, _operation.ANSWERS)

    def send_message(
        self,
        id: str,
        task_id: str,
        *,
        message: str,
    ) -> SendMessageResponse:
        """Send a message to a task under way.

        Answers the question of a task that waits for input, which then runs on, or tells a
        running task something more.

        Args:
            id:
            task_id:
            message: What to tell the task.

        Raises:
            BadRequest: 400: The body holds no message, or the task is neither running nor
                waiting for input.
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id, or the agent no such task.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import send_message as _operation

        _request = _operation.request(
            id=id,
            task_id=task_id,
            message=message,
        )
        return self._call(_request, _operation.ANSWERS)

    def cancel_task(
        self,
        id: str,
        task_id: str,
    ) -> CancelTaskResponse:
        """Cancel a task that has not ended.

        The agent is told to stop and what it still does is dropped; a second cancel is refused.
        No webhook is called.

        Args:
            id:
            task_id:

        Raises:
            BadRequest: 400: The task has ended already.
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id, or the agent no such task.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import cancel_task as _operation

        _request = _operation.request(
            id=id,
            task_id=task_id,
        )
        return self._call(_request, _operation.ANSWERS)


class AsyncAgentTasksOperations(AsyncClient):
    """Agent tasks, for asyncio."""

    _api: ClassVar[str] = "agent_tasks"
    _accepted: ClassVar[tuple[str, ...]] = (
        "bearer",
        "x-shinzo-api-key",
        "x-api-key",
    )

    async def submit_task(
        self,
        id: str,
        *,
        message: str,
        priority: float | Unset = UNSET,
        timeout_override: float | Unset = UNSET,
        metadata: Mapping[str, Any] | Unset = UNSET,
        callback_mode: CallbackMode | Literal["poll", "webhook"] | Unset = UNSET,
        webhook_url: str | Unset = UNSET,
    ) -> SubmitTaskResponse:
        """Submit a task to an agent.

        The task is queued and the call answers at once. Each call makes a task of its own, also
        when its body is the same.

        Args:
            id:
            message: What the agent should do.
            priority: Urgency, 10 the highest. Queued tasks of an agent begin by it, equal
                ones in the order of arrival.
            timeout_override: Seconds from its start after which the task fails, in place of
                the agent's own limit, which is an hour unless the agent says otherwise.
            metadata: Anything the caller wants to find again in the webhook.
            callback_mode: How the result is delivered.
            webhook_url: Where to POST in webhook mode, which must have it. What begins like
                an http or https URL is taken; what then turns out to be none is never called.

        Raises:
            BadRequest: 400: The body does not have the form that this contract asks for.
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 503: The agent is paused, stopped or in error, and takes no tasks.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import submit_task as _operation

        _request = _operation.request(
            id=id,
            message=message,
            priority=priority,
            timeout_override=timeout_override,
            metadata=metadata,
            callback_mode=callback_mode,
            webhook_url=webhook_url,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def get_task(
        self,
        id: str,
        task_id: str,
    ) -> Task:
        """Read a task.

        Status and progress, and the result once it has completed, in webhook mode as well.
        Reading changes nothing. Members that do not apply to the state are left out, never null.

        Args:
            id:
            task_id:

        Raises:
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id, or the agent no such task.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_task as _operation

        _request = _operation.request(
            id=id,
            task_id=task_id,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def send_message(
        self,
        id: str,
        task_id: str,
        *,
        message: str,
    ) -> SendMessageResponse:
        """Send a message to a task under way.

        Answers the question of a task that waits for input, which then runs on, or tells a
        running task something more.

        Args:
            id:
            task_id:
            message: What to tell the task.

        Raises:
            BadRequest: 400: The body holds no message, or the task is neither running nor
                waiting for input.
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id, or the agent no such task.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import send_message as _operation

        _request = _operation.request(
            id=id,
            task_id=task_id,
            message=message,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def cancel_task(
        self,
        id: str,
        task_id: str,
    ) -> CancelTaskResponse:
        """Cancel a task that has not ended.

        The agent is told to stop and what it still does is dropped; a second cancel is refused.
        No webhook is called.

        Args:
            id:
            task_id:

        Raises:
            BadRequest: 400: The task has ended already.
            Forbidden: 403: The account may not use agents.
            NotFound: 404: The account has no agent of this id, or the agent no such task.
            RateLimited: 429: The account made more than 1,000 calls in this minute; the
                headers tell when it ends.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor a known key was sent.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import cancel_task as _operation

        _request = _operation.request(
            id=id,
            task_id=task_id,
        )
        return await self._call(_request, _operation.ANSWERS)
