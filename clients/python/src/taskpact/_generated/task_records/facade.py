# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""The operations of Task records as methods, in both styles; each is imported on its first call."""

from __future__ import annotations

from taskpact._runtime.clients import AsyncClient, SyncClient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from .models.task import Task


class TaskRecordsOperations(SyncClient):
    """Task records, blocking."""

    _api: ClassVar[str] = "task_records"
    _accepted: ClassVar[tuple[str, ...]] = ("apikey",)

    def list_tasks(
        self,
    ) -> list[Task]:
        """List all tasks of the key's owner.

        The whole list in one answer, without pages, the oldest task first. It is empty for an
        owner whose agents never ran.

        Raises:
            ServerError: 500: The service failed; whether the record is still there may not be
                taken for granted.
            Unauthorized: 401: No key was sent, or one that nobody has.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_tasks as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def get_task(
        self,
        task_id: str,
    ) -> Task:
        """Read a task.

        Its logs so far, its state, and its output once it is complete. Reading changes nothing;
        the service suggests no interval for asking again.

        Args:
            task_id:

        Raises:
            NotFound: 404: The key's owner has no task of this id, or no longer.
            ServerError: 500: The service failed; whether the record is still there may not be
                taken for granted.
            Unauthorized: 401: No key was sent, or one that nobody has.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return self._call(_request, _operation.ANSWERS)

    def delete_task(
        self,
        task_id: str,
    ) -> Task:
        """Delete a task for good.

        The record goes in any state and cannot be had back; a second delete finds nothing. The
        run itself is not stopped, but nobody hears of its end any more.

        Args:
            task_id:

        Raises:
            NotFound: 404: The key's owner has no task of this id, or no longer.
            ServerError: 500: The service failed; whether the record is still there may not be
                taken for granted.
            Unauthorized: 401: No key was sent, or one that nobody has.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import delete_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return self._call(_request, _operation.ANSWERS)


class AsyncTaskRecordsOperations(AsyncClient):
    """Task records, for asyncio."""

    _api: ClassVar[str] = "task_records"
    _accepted: ClassVar[tuple[str, ...]] = ("apikey",)

    async def list_tasks(
        self,
    ) -> list[Task]:
        """List all tasks of the key's owner.

        The whole list in one answer, without pages, the oldest task first. It is empty for an
        owner whose agents never ran.

        Raises:
            ServerError: 500: The service failed; whether the record is still there may not be
                taken for granted.
            Unauthorized: 401: No key was sent, or one that nobody has.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_tasks as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def get_task(
        self,
        task_id: str,
    ) -> Task:
        """Read a task.

        Its logs so far, its state, and its output once it is complete. Reading changes nothing;
        the service suggests no interval for asking again.

        Args:
            task_id:

        Raises:
            NotFound: 404: The key's owner has no task of this id, or no longer.
            ServerError: 500: The service failed; whether the record is still there may not be
                taken for granted.
            Unauthorized: 401: No key was sent, or one that nobody has.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def delete_task(
        self,
        task_id: str,
    ) -> Task:
        """Delete a task for good.

        The record goes in any state and cannot be had back; a second delete finds nothing. The
        run itself is not stopped, but nobody hears of its end any more.

        Args:
            task_id:

        Raises:
            NotFound: 404: The key's owner has no task of this id, or no longer.
            ServerError: 500: The service failed; whether the record is still there may not be
                taken for granted.
            Unauthorized: 401: No key was sent, or one that nobody has.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import delete_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return await self._call(_request, _operation.ANSWERS)
