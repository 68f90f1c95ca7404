# Generated from openapi/bundled/agent_runs.json by `make generate`: do not edit.

"""The operations of Agent runs as methods, in both styles; each is imported on its first call."""

from __future__ import annotations

from taskpact._runtime.clients import AsyncClient, SyncClient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from .models.agent_run_response import AgentRunResponse


class AgentRunsOperations(SyncClient):
    """Agent runs, blocking."""

    _api: ClassVar[str] = "agent_runs"
    _accepted: ClassVar[tuple[str, ...]] = ("bearer",)

    def create_agent_run(
        self,
        org_id: int,
        *,
        prompt: str,
    ) -> AgentRunResponse:
        """Start a run.

        The run begins at once and goes on by itself; the answer does not wait for it. Each call
        starts a run of its own, also when its prompt is the same.

        Args:
            org_id:
            prompt: What the agent should do. Any text is taken, an empty one too.

        Raises:
            Forbidden: 403: The user is not a member of the organisation, if there is one of
                this id.
            RateLimited: 429: Too many calls, which is more than 10 creations in a minute or
                60 reads in half of one.
            Unauthorized: 401: No token was sent, or one that nobody has.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import create_agent_run as _operation

        _request = _operation.request(
            org_id=org_id,
            prompt=prompt,
        )
        return self._call(_request, _operation.ANSWERS)

    def get_agent_run(
        self,
        org_id: int,
        agent_run_id: int,
    ) -> AgentRunResponse:
        """Read a run.

        Its status, and its result once it is complete. Made for polling: reading changes nothing,
        and the service suggests no interval.

        Args:
            org_id:
            agent_run_id:

        Raises:
            Forbidden: 403: The user is not a member of the organisation, if there is one of
                this id.
            NotFound: 404: The organisation has no run of this id.
            RateLimited: 429: Too many calls, which is more than 10 creations in a minute or
                60 reads in half of one.
            Unauthorized: 401: No token was sent, or one that nobody has.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_agent_run as _operation

        _request = _operation.request(
            org_id=org_id,
            agent_run_id=agent_run_id,
        )
        return self._call(_request, _operation.ANSWERS)


class AsyncAgentRunsOperations(AsyncClient):
    """Agent runs, for asyncio."""

    _api: ClassVar[str] = "agent_runs"
    _accepted: ClassVar[tuple[str, ...]] = ("bearer",)

    async def create_agent_run(
        self,
        org_id: int,
        *,
        prompt: str,
    ) -> AgentRunResponse:
        """Start a run.

        The run begins at once and goes on by itself; the answer does not wait for it. Each call
        starts a run of its own, also when its prompt is the same.

        Args:
            org_id:
            prompt: What the agent should do. Any text is taken, an empty one too.

        Raises:
            Forbidden: 403: The user is not a member of the organisation, if there is one of
                this id.
            RateLimited: 429: Too many calls, which is more than 10 creations in a minute or
                60 reads in half of one.
            Unauthorized: 401: No token was sent, or one that nobody has.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import create_agent_run as _operation

        _request = _operation.request(
            org_id=org_id,
            prompt=prompt,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def get_agent_run(
        self,
        org_id: int,
        agent_run_id: int,
    ) -> AgentRunResponse:
        """Read a run.

        Its status, and its result once it is complete. Made for polling: reading changes nothing,
        and the service suggests no interval.

        Args:
            org_id:
            agent_run_id:

        Raises:
            Forbidden: 403: The user is not a member of the organisation, if there is one of
                this id.
            NotFound: 404: The organisation has no run of this id.
            RateLimited: 429: Too many calls, which is more than 10 creations in a minute or
                60 reads in half of one.
            Unauthorized: 401: No token was sent, or one that nobody has.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_agent_run as _operation

        _request = _operation.request(
            org_id=org_id,
            agent_run_id=agent_run_id,
        )
        return await self._call(_request, _operation.ANSWERS)
