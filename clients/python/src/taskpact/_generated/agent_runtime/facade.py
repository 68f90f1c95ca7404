# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""The operations of Agent runtime as methods, in both styles; each is imported on its first call."""

from __future__ import annotations

from taskpact._runtime.clients import AsyncClient, SyncClient
from taskpact._runtime.defaults import UNSET, Unset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, ClassVar

    from .models.agent_channel_message_response import AgentChannelMessageResponse
    from .models.agent_channel_messages_response import AgentChannelMessagesResponse
    from .models.agent_channels_response import AgentChannelsResponse
    from .models.agent_context_response import AgentContextResponse
    from .models.agent_coordinator_config_response import AgentCoordinatorConfigResponse
    from .models.agent_me_response import AgentMeResponse
    from .models.agent_soul import AgentSoul
    from .models.agent_spawn_response import AgentSpawnResponse
    from .models.agent_task_claim_response import AgentTaskClaimResponse
    from .models.agent_task_lease_response import AgentTaskLeaseResponse
    from .models.coordination_message_metadata import CoordinationMessageMetadata
    from .models.spawn_permission_policy import SpawnPermissionPolicy


class AgentRuntimeOperations(SyncClient):
    """Agent runtime, blocking."""

    _api: ClassVar[str] = "agent_runtime"
    _accepted: ClassVar[tuple[str, ...]] = ("identity",)

    def list_channels(
        self,
    ) -> AgentChannelsResponse:
        """List the channels that the caller can see.

        The channels of the caller's workspace and the one that its session joined, whether or not
        it may send on them.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_channels as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def receive_messages(
        self,
        channel: str,
        *,
        wait: bool | Unset = UNSET,
        limit: int | Unset = UNSET,
    ) -> AgentChannelMessagesResponse:
        """Read the messages that wait on a channel.

        Reading takes nothing away and there is no cursor; the same messages come again until the
        runtime hands them to the agent. At most 100 wait, then the oldest are dropped. A channel
        that the session did not join is empty.

        Args:
            channel:
            wait:
            limit:

        Raises:
            BadRequest: 400: A query parameter is not what this contract asks for.
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's workspace has no such channel.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The channel's id is not one.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import receive_messages as _operation

        _request = _operation.request(
            channel=channel,
            wait=wait,
            limit=limit,
        )
        return self._call(_request, _operation.ANSWERS)

    def send_message(
        self,
        channel: str,
        *,
        body: Any,
        metadata: CoordinationMessageMetadata | Mapping[str, Any],
        idempotency_key: str | Unset = UNSET,
    ) -> AgentChannelMessageResponse:
        """Send a message to everyone on a channel.

        Goes to every other session of the workspace that joined the channel. The caller's own
        session must have joined it.

        Args:
            channel:
            body: What to say, an object whose `text` is not blank; `artifacts`, `intent` and
                any other members are kept. Claim tokens and members named like credentials are
                refused.
            metadata: The work that it is about.
            idempotency_key: Becomes the message's id. The same key again in the workspace is
                accepted and not delivered again.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's session did not join this channel.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The message does not have the form that this contract asks
                for, or holds a claim token or something named like a credential.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import send_message as _operation

        _request = _operation.request(
            channel=channel,
            body=body,
            metadata=metadata,
            idempotency_key=idempotency_key,
        )
        return self._call(_request, _operation.ANSWERS)

    def reply_message(
        self,
        *,
        body: Any,
        metadata: CoordinationMessageMetadata | Mapping[str, Any],
        reply_to_message_id: str,
        idempotency_key: str | Unset = UNSET,
    ) -> AgentChannelMessageResponse:
        """Answer a message.

        Goes on the message's channel to its sender alone. The message is looked up among those
        that wait for the caller and those that the caller's session has logged.

        Args:
            body: What to say, an object whose `text` is not blank; `artifacts`, `intent` and
                any other members are kept. Claim tokens and members named like credentials are
                refused.
            metadata: The work that it is about; its kind must be reply.
            reply_to_message_id: The message that is answered.
            idempotency_key: Becomes the message's id. The same key again in the workspace is
                accepted and not delivered again.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: There is no such message, its sender is gone, or the caller joined
                no channel.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The message does not have the form that this contract asks
                for, or holds a claim token or something named like a credential.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import reply_message as _operation

        _request = _operation.request(
            body=body,
            metadata=metadata,
            reply_to_message_id=reply_to_message_id,
            idempotency_key=idempotency_key,
        )
        return self._call(_request, _operation.ANSWERS)

    def get_context(
        self,
    ) -> AgentContextResponse:
        """Read the situation of the caller.

        Who the caller is, the work that it holds, what waits for it, who else is there and what
        it may do. Lists are cut to a bound; reading changes nothing.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's session went away while the call was answered. An
                unknown session answers 401.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_context as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def get_coordinator_config(
        self,
        *,
        workspace: str | Unset = UNSET,
    ) -> AgentCoordinatorConfigResponse:
        """Read the settings of a workspace's coordinator.

        What is not set for the workspace comes from the global settings, and what is not set
        there is built in.

        Args:
            workspace:

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: There is no such workspace.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_coordinator_config as _operation

        _request = _operation.request(
            workspace=workspace,
        )
        return self._call(_request, _operation.ANSWERS)

    def get_me(
        self,
    ) -> AgentMeResponse:
        """Read who the caller is and what it holds.

        The caller's identity, session and workspace, its lease, the channels that it can see and
        its limits. What cannot be found out is left empty rather than failing the call.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's session went away while the call was answered. An
                unknown session answers 401.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_me as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def get_soul(
        self,
    ) -> AgentSoul:
        """Read the persona of the caller's agent.

        Reads SOUL.md of the agent in the caller's workspace and says what came out. A missing
        file is no fault, nor is a persona that is switched off.

        Raises:
            BadRequest: 400: The caller's session has no workspace.
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The workspace or the agent is unknown, or the agent has no
                definition that can be read.
            ServerError: 500: The runtime failed. 503: The session could not be looked up.
            StatusError: 410: The directory of the workspace is gone.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The persona has faults.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_soul as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def validate_soul(
        self,
        *,
        agent_name: str | Unset = UNSET,
        body: str | Unset = UNSET,
        workspace_id: str | Unset = UNSET,
    ) -> AgentSoul:
        """Check a persona without storing it.

        Checks the text that is given, or the stored file if none is. Another agent's or
        workspace's may be checked, too. Nothing is written.

        Args:
            agent_name: The agent that it is for; the caller's if absent.
            body: The text of a SOUL.md; if blank or absent, the stored file is checked.
            workspace_id: The workspace of the agent by id, name or path; the caller's if
                absent.

        Raises:
            BadRequest: 400: The request does not have the form that this contract asks for,
                or the caller's session has no workspace and none is given.
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The workspace or the agent is unknown, or the agent has no
                definition that can be read.
            ServerError: 500: The runtime failed. 503: The session could not be looked up.
            StatusError: 410: The directory of the workspace is gone. 413: The body is larger
                than 4 MiB, or a result or the metadata of a failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The persona has faults; all of one kind are listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import validate_soul as _operation

        _request = _operation.request(
            agent_name=agent_name,
            body=body,
            workspace_id=workspace_id,
        )
        return self._call(_request, _operation.ANSWERS)

    def spawn_session(
        self,
        *,
        agent_name: str,
        auto_stop_on_parent: bool,
        permissions: SpawnPermissionPolicy | Mapping[str, Any],
        spawn_role: str,
        ttl_seconds: int,
        idempotency_key: str | Unset = UNSET,
        model: str | Unset = UNSET,
        name: str | Unset = UNSET,
        prompt_overlay: str | Unset = UNSET,
        provider: str | Unset = UNSET,
    ) -> AgentSpawnResponse:
        """Start a child session.

        The child works in the caller's workspace and on its channel, with no more permissions
        than the caller has. It stops when its time is up, or with the caller if that is asked
        for. Children cannot spawn.

        Args:
            agent_name: The agent that runs in it.
            auto_stop_on_parent: Whether it stops when the caller does.
            permissions: What the child may use; the caller must have all of it.
            spawn_role: What the child is to be, worker if blank. Nobody is spawned as
                coordinator.
            ttl_seconds: Seconds after which the child is stopped.
            idempotency_key: Taken and not used; every call starts a session of its own.
            model: Taken and not used; the agent's definition decides.
            name: A label.
            prompt_overlay: A text that is added to the agent's prompt.
            provider: Another provider than the agent's own.

        Raises:
            Conflict: 409: The caller may not spawn at its depth, or has as many children, or
                its workspace as many sessions, as it may have.
            Forbidden: 403: The caller does not have all the permissions that the child is to
                get, a hook of the runtime refuses, or the workspace header names another
                workspace than the session's.
            NotFound: 404: The caller's session or its workspace went away while the child was
                started.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 410: The directory of the workspace is gone. 413: The body is larger
                than 4 MiB, or a result or the metadata of a failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, names an unknown agent or provider, or the provider lets nobody in; then with
                a diagnostic of category provider.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import spawn_session as _operation

        _request = _operation.request(
            agent_name=agent_name,
            auto_stop_on_parent=auto_stop_on_parent,
            permissions=permissions,
            spawn_role=spawn_role,
            ttl_seconds=ttl_seconds,
            idempotency_key=idempotency_key,
            model=model,
            name=name,
            prompt_overlay=prompt_overlay,
            provider=provider,
        )
        return self._call(_request, _operation.ANSWERS)

    def claim_next_task(
        self,
        *,
        idempotency_key: str | Unset = UNSET,
        lease_seconds: int | Unset = UNSET,
        priority_min: int | Unset = UNSET,
        required_capabilities: Sequence[str] | Unset = UNSET,
        wait: bool | Unset = UNSET,
        workspace_id: str | Unset = UNSET,
    ) -> AgentTaskClaimResponse | None:
        """Claim the next run of a task that suits the caller.

        Takes the most urgent queued run of the caller's workspace and channel that its
        capabilities allow, the oldest first, and leases it to the caller alone. Renew the lease
        before it runs out; then complete, fail or release the run.

        Args:
            idempotency_key: Taken and not used; a second call is refused while the first
                one's lease lives.
            lease_seconds: Seconds that the lease lasts from now on, 300 if 0 or absent.
            priority_min: The least urgency, by number; low 10, medium 20, high 30, urgent 40.
                Without it any will do.
            required_capabilities: Capabilities that the caller offers besides its own. A run
                is claimed only if it asks for no other.
            wait: Whether to wait for a run if there is none now; not without it.
            workspace_id: The workspace to claim from; must be the caller's own.

        Raises:
            Conflict: 409: The caller holds a run already.
            Forbidden: 403: The request or the workspace header names another workspace than
                the session's, or a hook of the runtime refuses.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import claim_next_task as _operation

        _request = _operation.request(
            idempotency_key=idempotency_key,
            lease_seconds=lease_seconds,
            priority_min=priority_min,
            required_capabilities=required_capabilities,
            wait=wait,
            workspace_id=workspace_id,
        )
        return self._call(_request, _operation.ANSWERS)

    def heartbeat_run(
        self,
        run_id: str,
        *,
        lease_seconds: int | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Renew the lease on a run.

        The lease lasts for the given time from now on, not from its old end, so that a call can
        also shorten it. At the very moment of its end it can no longer be renewed.

        Args:
            run_id:
            lease_seconds: Seconds that the lease lasts from now on, 300 if 0 or absent.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import heartbeat_run as _operation

        _request = _operation.request(
            run_id=run_id,
            lease_seconds=lease_seconds,
        )
        return self._call(_request, _operation.ANSWERS)

    def complete_run(
        self,
        run_id: str,
        *,
        result: Any | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Complete a run.

        Keeps the result and ends the lease. It can be done straight after the claim, and once.

        Args:
            run_id:
            result: Any JSON up to 65536 bytes, without a member named claim_token.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import complete_run as _operation

        _request = _operation.request(
            run_id=run_id,
            result=result,
        )
        return self._call(_request, _operation.ANSWERS)

    def fail_run(
        self,
        run_id: str,
        *,
        error: str,
        metadata: Any | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Report that a run failed.

        Keeps the error and ends the lease. The run is not tried again by this call; that is up to
        the task.

        Args:
            run_id:
            error: The error in words.
            metadata: More about it; any JSON up to 65536 bytes, without a member named
                claim_token. Kept in the task's event alone.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import fail_run as _operation

        _request = _operation.request(
            run_id=run_id,
            error=error,
            metadata=metadata,
        )
        return self._call(_request, _operation.ANSWERS)

    def release_run(
        self,
        run_id: str,
        *,
        reason: str | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Give a run back.

        The run is queued again for anyone, as the same attempt; nothing about the caller is kept
        with it.

        Args:
            run_id:
            reason: The reason in words; kept in the task's event alone.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import release_run as _operation

        _request = _operation.request(
            run_id=run_id,
            reason=reason,
        )
        return self._call(_request, _operation.ANSWERS)


class AsyncAgentRuntimeOperations(AsyncClient):
    """Agent runtime, for asyncio."""

    _api: ClassVar[str] = "agent_runtime"
    _accepted: ClassVar[tuple[str, ...]] = ("identity",)

    async def list_channels(
        self,
    ) -> AgentChannelsResponse:
        """List the channels that the caller can see.

        The channels of the caller's workspace and the one that its session joined, whether or not
        it may send on them.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_channels as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def receive_messages(
        self,
        channel: str,
        *,
        wait: bool | Unset = UNSET,
        limit: int | Unset = UNSET,
    ) -> AgentChannelMessagesResponse:
        """Read the messages that wait on a channel.

        Reading takes nothing away and there is no cursor; the same messages come again until the
        runtime hands them to the agent. At most 100 wait, then the oldest are dropped. A channel
        that the session did not join is empty.

        Args:
            channel:
            wait:
            limit:

        Raises:
            BadRequest: 400: A query parameter is not what this contract asks for.
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's workspace has no such channel.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The channel's id is not one.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import receive_messages as _operation

        _request = _operation.request(
            channel=channel,
            wait=wait,
            limit=limit,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def send_message(
        self,
        channel: str,
        *,
        body: Any,
        metadata: CoordinationMessageMetadata | Mapping[str, Any],
        idempotency_key: str | Unset = UNSET,
    ) -> AgentChannelMessageResponse:
        """Send a message to everyone on a channel.

        Goes to every other session of the workspace that joined the channel. The caller's own
        session must have joined it.

        Args:
            channel:
            body: What to say, an object whose `text` is not blank; `artifacts`, `intent` and
                any other members are kept. Claim tokens and members named like credentials are
                refused.
            metadata: The work that it is about.
            idempotency_key: Becomes the message's id. The same key again in the workspace is
                accepted and not delivered again.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's session did not join this channel.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The message does not have the form that this contract asks
                for, or holds a claim token or something named like a credential.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import send_message as _operation

        _request = _operation.request(
            channel=channel,
            body=body,
            metadata=metadata,
            idempotency_key=idempotency_key,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def reply_message(
        self,
        *,
        body: Any,
        metadata: CoordinationMessageMetadata | Mapping[str, Any],
        reply_to_message_id: str,
        idempotency_key: str | Unset = UNSET,
    ) -> AgentChannelMessageResponse:
        """Answer a message.

        Goes on the message's channel to its sender alone. The message is looked up among those
        that wait for the caller and those that the caller's session has logged.

        Args:
            body: What to say, an object whose `text` is not blank; `artifacts`, `intent` and
                any other members are kept. Claim tokens and members named like credentials are
                refused.
            metadata: The work that it is about; its kind must be reply.
            reply_to_message_id: The message that is answered.
            idempotency_key: Becomes the message's id. The same key again in the workspace is
                accepted and not delivered again.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: There is no such message, its sender is gone, or the caller joined
                no channel.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The message does not have the form that this contract asks
                for, or holds a claim token or something named like a credential.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import reply_message as _operation

        _request = _operation.request(
            body=body,
            metadata=metadata,
            reply_to_message_id=reply_to_message_id,
            idempotency_key=idempotency_key,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def get_context(
        self,
    ) -> AgentContextResponse:
        """Read the situation of the caller.

        Who the caller is, the work that it holds, what waits for it, who else is there and what
        it may do. Lists are cut to a bound; reading changes nothing.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's session went away while the call was answered. An
                unknown session answers 401.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_context as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def get_coordinator_config(
        self,
        *,
        workspace: str | Unset = UNSET,
    ) -> AgentCoordinatorConfigResponse:
        """Read the settings of a workspace's coordinator.

        What is not set for the workspace comes from the global settings, and what is not set
        there is built in.

        Args:
            workspace:

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: There is no such workspace.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_coordinator_config as _operation

        _request = _operation.request(
            workspace=workspace,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def get_me(
        self,
    ) -> AgentMeResponse:
        """Read who the caller is and what it holds.

        The caller's identity, session and workspace, its lease, the channels that it can see and
        its limits. What cannot be found out is left empty rather than failing the call.

        Raises:
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The caller's session went away while the call was answered. An
                unknown session answers 401.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_me as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def get_soul(
        self,
    ) -> AgentSoul:
        """Read the persona of the caller's agent.

        Reads SOUL.md of the agent in the caller's workspace and says what came out. A missing
        file is no fault, nor is a persona that is switched off.

        Raises:
            BadRequest: 400: The caller's session has no workspace.
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The workspace or the agent is unknown, or the agent has no
                definition that can be read.
            ServerError: 500: The runtime failed. 503: The session could not be looked up.
            StatusError: 410: The directory of the workspace is gone.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The persona has faults.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_soul as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def validate_soul(
        self,
        *,
        agent_name: str | Unset = UNSET,
        body: str | Unset = UNSET,
        workspace_id: str | Unset = UNSET,
    ) -> AgentSoul:
        """Check a persona without storing it.

        Checks the text that is given, or the stored file if none is. Another agent's or
        workspace's may be checked, too. Nothing is written.

        Args:
            agent_name: The agent that it is for; the caller's if absent.
            body: The text of a SOUL.md; if blank or absent, the stored file is checked.
            workspace_id: The workspace of the agent by id, name or path; the caller's if
                absent.

        Raises:
            BadRequest: 400: The request does not have the form that this contract asks for,
                or the caller's session has no workspace and none is given.
            Forbidden: 403: The workspace header names another workspace than the session's;
                code identity_unauthorized.
            NotFound: 404: The workspace or the agent is unknown, or the agent has no
                definition that can be read.
            ServerError: 500: The runtime failed. 503: The session could not be looked up.
            StatusError: 410: The directory of the workspace is gone. 413: The body is larger
                than 4 MiB, or a result or the metadata of a failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The persona has faults; all of one kind are listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import validate_soul as _operation

        _request = _operation.request(
            agent_name=agent_name,
            body=body,
            workspace_id=workspace_id,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def spawn_session(
        self,
        *,
        agent_name: str,
        auto_stop_on_parent: bool,
        permissions: SpawnPermissionPolicy | Mapping[str, Any],
        spawn_role: str,
        ttl_seconds: int,
        idempotency_key: str | Unset = UNSET,
        model: str | Unset = UNSET,
        name: str | Unset = UNSET,
        prompt_overlay: str | Unset = UNSET,
        provider: str | Unset = UNSET,
    ) -> AgentSpawnResponse:
        """Start a child session.

        The child works in the caller's workspace and on its channel, with no more permissions
        than the caller has. It stops when its time is up, or with the caller if that is asked
        for. Children cannot spawn.

        Args:
            agent_name: The agent that runs in it.
            auto_stop_on_parent: Whether it stops when the caller does.
            permissions: What the child may use; the caller must have all of it.
            spawn_role: What the child is to be, worker if blank. Nobody is spawned as
                coordinator.
            ttl_seconds: Seconds after which the child is stopped.
            idempotency_key: Taken and not used; every call starts a session of its own.
            model: Taken and not used; the agent's definition decides.
            name: A label.
            prompt_overlay: A text that is added to the agent's prompt.
            provider: Another provider than the agent's own.

        Raises:
            Conflict: 409: The caller may not spawn at its depth, or has as many children, or
                its workspace as many sessions, as it may have.
            Forbidden: 403: The caller does not have all the permissions that the child is to
                get, a hook of the runtime refuses, or the workspace header names another
                workspace than the session's.
            NotFound: 404: The caller's session or its workspace went away while the child was
                started.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 410: The directory of the workspace is gone. 413: The body is larger
                than 4 MiB, or a result or the metadata of a failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, names an unknown agent or provider, or the provider lets nobody in; then with
                a diagnostic of category provider.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import spawn_session as _operation

        _request = _operation.request(
            agent_name=agent_name,
            auto_stop_on_parent=auto_stop_on_parent,
            permissions=permissions,
            spawn_role=spawn_role,
            ttl_seconds=ttl_seconds,
            idempotency_key=idempotency_key,
            model=model,
            name=name,
            prompt_overlay=prompt_overlay,
            provider=provider,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def claim_next_task(
        self,
        *,
        idempotency_key: str | Unset = UNSET,
        lease_seconds: int | Unset = UNSET,
        priority_min: int | Unset = UNSET,
        required_capabilities: Sequence[str] | Unset = UNSET,
        wait: bool | Unset = UNSET,
        workspace_id: str | Unset = UNSET,
    ) -> AgentTaskClaimResponse | None:
        """Claim the next run of a task that suits the caller.

        Takes the most urgent queued run of the caller's workspace and channel that its
        capabilities allow, the oldest first, and leases it to the caller alone. Renew the lease
        before it runs out; then complete, fail or release the run.

        Args:
            idempotency_key: Taken and not used; a second call is refused while the first
                one's lease lives.
            lease_seconds: Seconds that the lease lasts from now on, 300 if 0 or absent.
            priority_min: The least urgency, by number; low 10, medium 20, high 30, urgent 40.
                Without it any will do.
            required_capabilities: Capabilities that the caller offers besides its own. A run
                is claimed only if it asks for no other.
            wait: Whether to wait for a run if there is none now; not without it.
            workspace_id: The workspace to claim from; must be the caller's own.

        Raises:
            Conflict: 409: The caller holds a run already.
            Forbidden: 403: The request or the workspace header names another workspace than
                the session's, or a hook of the runtime refuses.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import claim_next_task as _operation

        _request = _operation.request(
            idempotency_key=idempotency_key,
            lease_seconds=lease_seconds,
            priority_min=priority_min,
            required_capabilities=required_capabilities,
            wait=wait,
            workspace_id=workspace_id,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def heartbeat_run(
        self,
        run_id: str,
        *,
        lease_seconds: int | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Renew the lease on a run.

        The lease lasts for the given time from now on, not from its old end, so that a call can
        also shorten it. At the very moment of its end it can no longer be renewed.

        Args:
            run_id:
            lease_seconds: Seconds that the lease lasts from now on, 300 if 0 or absent.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import heartbeat_run as _operation

        _request = _operation.request(
            run_id=run_id,
            lease_seconds=lease_seconds,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def complete_run(
        self,
        run_id: str,
        *,
        result: Any | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Complete a run.

        Keeps the result and ends the lease. It can be done straight after the claim, and once.

        Args:
            run_id:
            result: Any JSON up to 65536 bytes, without a member named claim_token.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import complete_run as _operation

        _request = _operation.request(
            run_id=run_id,
            result=result,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def fail_run(
        self,
        run_id: str,
        *,
        error: str,
        metadata: Any | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Report that a run failed.

        Keeps the error and ends the lease. The run is not tried again by this call; that is up to
        the task.

        Args:
            run_id:
            error: The error in words.
            metadata: More about it; any JSON up to 65536 bytes, without a member named
                claim_token. Kept in the task's event alone.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import fail_run as _operation

        _request = _operation.request(
            run_id=run_id,
            error=error,
            metadata=metadata,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def release_run(
        self,
        run_id: str,
        *,
        reason: str | Unset = UNSET,
    ) -> AgentTaskLeaseResponse:
        """Give a run back.

        The run is queued again for anyone, as the same attempt; nothing about the caller is kept
        with it.

        Args:
            run_id:
            reason: The reason in words; kept in the task's event alone.

        Raises:
            Conflict: 409: The caller does not hold the run. AUTONOMY_LEASE_EXPIRED in the
                error says that it was the last to, until the lease ran out or the run ended;
                AUTONOMY_LEASE_ALREADY_HELD that it holds several runs, which must not be;
                AUTONOMY_NO_ACTIVE_LEASE is said of all others, also once a run whose lease ran
                out is queued again.
            Forbidden: 403: Another session holds the run, told by AUTONOMY_FOREIGN_RUN in the
                error, or the workspace header names another workspace than the session's.
            NotFound: 404: There is no run of this id.
            ServerError: 500: The runtime failed. 503: A part of the runtime that the call
                needs is missing or does not answer.
            StatusError: 413: The body is larger than 4 MiB, or a result or the metadata of a
                failure larger than 65536 bytes.
            Unauthorized: 401: The headers name no active session of that agent; code
                identity_required, identity_stale or identity_mismatch.
            Unprocessable: 422: The request does not have the form that this contract asks
                for, or holds a member named claim_token.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import release_run as _operation

        _request = _operation.request(
            run_id=run_id,
            reason=reason,
        )
        return await self._call(_request, _operation.ANSWERS)
