# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""The operations of Agents v2 as methods, in both styles; each is imported on its first call."""

from __future__ import annotations

from taskpact._runtime.clients import AsyncClient, SyncClient
from taskpact._runtime.defaults import UNSET, Unset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, ClassVar, Literal

    from taskpact._runtime.streams import AsyncEventStream, EventStream

    from .models.agent_type_list import AgentTypeList
    from .models.complete_frame import CompleteFrame
    from .models.error_frame import ErrorFrame
    from .models.health_response import HealthResponse
    from .models.heartbeat_frame import HeartbeatFrame
    from .models.progress_frame import ProgressFrame
    from .models.repurpose_format_list import RepurposeFormatList
    from .models.research_depth import ResearchDepth
    from .models.stats_response import StatsResponse
    from .models.task_event_response import TaskEventResponse
    from .models.task_list_response import TaskListResponse
    from .models.task_response import TaskResponse


class AgentsV2Operations(SyncClient):
    """Agents v2, blocking."""

    _api: ClassVar[str] = "agents_v2"
    _accepted: ClassVar[tuple[str, ...]] = (
        "bearer",
        "X-API-Key",
    )

    def run_research(
        self,
        *,
        topic: str,
        depth: ResearchDepth | Literal["quick", "moderate", "comprehensive"] | Unset = UNSET,
        focus_areas: Sequence[str] | None | Unset = UNSET,
        max_sections: int | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Compile a report on a topic.

        The agent outlines the topic, researches each section and joins the findings into a report
        with recommendations.

        Args:
            topic: What the report is about, in two words or more; white space around it is
                dropped.
            depth: How thorough the report is.
            focus_areas: What to look at above all; blank entries are dropped.
            max_sections: How many sections the report has at most.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            BadRequest: 400: The agent cannot work with this input, such as a topic without a
                single letter.
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_research as _operation

        _request = _operation.request(
            topic=topic,
            depth=depth,
            focus_areas=focus_areas,
            max_sections=max_sections,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return self._call(_request, _operation.ANSWERS)

    def run_data_analyst(
        self,
        *,
        question: str,
        data: Sequence[Mapping[str, Any]],
        data_description: str | None | Unset = UNSET,
        generate_charts: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Answer a question about rows of data.

        The agent computes statistics of every column, answers the question from them, and
        suggests charts and SQL.

        Args:
            question: What to find out, in two words or more.
            data: The rows, as objects with the same keys. Rows with other keys, or more than
                100,000 of them, are taken and end as a failed task.
            data_description: What the rows are.
            generate_charts: Whether to suggest charts.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_data_analyst as _operation

        _request = _operation.request(
            question=question,
            data=data,
            data_description=data_description,
            generate_charts=generate_charts,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return self._call(_request, _operation.ANSWERS)

    def run_email_draft(
        self,
        *,
        context: str,
        purpose: str,
        tone: str | Unset = UNSET,
        recipient_info: str | None | Unset = UNSET,
        previous_emails: Sequence[str] | None | Unset = UNSET,
        include_subject: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Draft an e-mail.

        The agent writes subject and body in the wanted tone, with the thread so far in mind, and
        names what to do next.

        Args:
            context: What the e-mail is about.
            purpose: What the e-mail should achieve.
            tone: One of assertive, casual, empathetic, formal, friendly, professional.
                Another word is taken and ends as a failed task.
            recipient_info: Who reads it.
            previous_emails: The thread so far, the oldest first; the last three count.
            include_subject: Whether to write a subject line.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_email_draft as _operation

        _request = _operation.request(
            context=context,
            purpose=purpose,
            tone=tone,
            recipient_info=recipient_info,
            previous_emails=previous_emails,
            include_subject=include_subject,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return self._call(_request, _operation.ANSWERS)

    def run_content_repurpose(
        self,
        *,
        content: str,
        source_format: str,
        target_formats: Sequence[str],
        preserve_key_points: bool | Unset = UNSET,
        adapt_length: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Rewrite content for other channels.

        The agent turns one text into each of the wanted formats. A format that fails does not
        hold up the others; the task fails when all do.

        Args:
            content: The text to start from, of five words or more; a shorter one is taken and
                ends as a failed task.
            source_format: What the text is, such as blog; any word.
            target_formats: Ids of list_repurpose_formats, ten at most. Unknown ones, or more,
                are taken and end as a failed task.
            preserve_key_points: Whether every main point must come back.
            adapt_length: Whether each format may choose its own length.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_content_repurpose as _operation

        _request = _operation.request(
            content=content,
            source_format=source_format,
            target_formats=target_formats,
            preserve_key_points=preserve_key_points,
            adapt_length=adapt_length,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return self._call(_request, _operation.ANSWERS)

    def run_proofreading(
        self,
        *,
        text: str,
        style_guide: str | None | Unset = UNSET,
        focus_areas: Sequence[str] | None | Unset = UNSET,
        preserve_voice: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Check a text for grammar, style and clarity.

        The agent lists what it would change and why, hands back the corrected text, and scores
        how easy it is to read.

        Args:
            text: The text, of three words or more; a shorter one is taken and ends as a
                failed task.
            style_guide: One of ap, chicago, apa, mla, none. Another word is taken and ends as
                a failed task.
            focus_areas: What to look at above all; grammar, spelling, punctuation, clarity,
                conciseness, tone, consistency, formatting, word_choice or structure, of which the
                first five count. Another word is taken and ends as a failed task.
            preserve_voice: Whether the author's manner must stay.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_proofreading as _operation

        _request = _operation.request(
            text=text,
            style_guide=style_guide,
            focus_areas=focus_areas,
            preserve_voice=preserve_voice,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return self._call(_request, _operation.ANSWERS)

    def get_task(
        self,
        task_id: str,
    ) -> TaskResponse:
        """Read a task.

        Status, progress, and the result or the error once it has ended. Reading changes nothing.

        Args:
            task_id:

        Raises:
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return self._call(_request, _operation.ANSWERS)

    def list_tasks(
        self,
        *,
        agent_type: str | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        user_id: str | None | Unset = UNSET,
        limit: int | Unset = UNSET,
        offset: int | Unset = UNSET,
    ) -> TaskListResponse:
        """List tasks, the newest first.

        Filters narrow the list together. `total` counts all that fit, whatever the page; a page
        past the end is empty.

        Args:
            agent_type:
            status:
            user_id:
            limit:
            offset:

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_tasks as _operation

        _request = _operation.request(
            agent_type=agent_type,
            status=status,
            user_id=user_id,
            limit=limit,
            offset=offset,
        )
        return self._call(_request, _operation.ANSWERS)

    def cancel_task(
        self,
        task_id: str,
        *,
        reason: str | None | Unset = UNSET,
    ) -> TaskResponse:
        """Cancel a pending or running task.

        The agent is told to stop and what it still does is dropped; a second cancel is refused.
        No webhook is called.

        Args:
            task_id:
            reason: Kept as the task's error message; without one a standard text is kept.

        Raises:
            Conflict: 409: Only a pending or running task can be cancelled.
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import cancel_task as _operation

        _request = _operation.request(
            task_id=task_id,
            reason=reason,
        )
        return self._call(_request, _operation.ANSWERS)

    def retry_task(
        self,
        task_id: str,
    ) -> TaskResponse:
        """Run a failed task again.

        Only for failures that another attempt may overcome, also when the automatic attempts are
        used up. The call waits for the new attempt and answers with the task afterwards.

        Args:
            task_id:

        Raises:
            Conflict: 409: Only a failed task whose error may pass can be retried.
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import retry_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return self._call(_request, _operation.ANSWERS)

    def list_task_events(
        self,
        task_id: str,
        *,
        limit: int | Unset = UNSET,
    ) -> list[TaskEventResponse]:
        """List what happened to a task, the newest first.

        One entry for its creation, each attempt, each progress report and its end.

        Args:
            task_id:
            limit:

        Raises:
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_task_events as _operation

        _request = _operation.request(
            task_id=task_id,
            limit=limit,
        )
        return self._call(_request, _operation.ANSWERS)

    def stream_task(
        self,
        task_id: str,
        *,
        poll_interval: float | Unset = UNSET,
        timeout: float | Unset = UNSET,
        last_event_id: str | Unset = UNSET,
    ) -> EventStream[ProgressFrame | CompleteFrame | HeartbeatFrame | ErrorFrame | dict[str, Any]]:
        """Follow a task by server-sent events.

        A frame for each change that a look at the task finds, a heartbeat after 15 seconds
        without one, and a last frame with the result or the error, after which the stream closes.
        A stream that outlives its time-out ends with an error frame; the task goes on.

        Args:
            task_id:
            poll_interval:
            timeout:
            last_event_id:

        Raises:
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import stream_task as _operation

        _request = _operation.request(
            task_id=task_id,
            poll_interval=poll_interval,
            timeout=timeout,
            last_event_id=last_event_id,
        )
        return self._stream(_request, _operation.EVENT)

    def get_stats(
        self,
    ) -> StatsResponse:
        """Count tasks by state.

        The counts of all tasks that the caller can see; `total` is their sum.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_stats as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def list_agent_types(
        self,
    ) -> AgentTypeList:
        """List the agents.

        What each agent is called, what it does, and where work is submitted to it.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_agent_types as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def list_repurpose_formats(
        self,
    ) -> RepurposeFormatList:
        """List the formats that content can be rewritten into.

        The ids are what `target_formats` of a repurposing request takes.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_repurpose_formats as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)

    def get_health(
        self,
    ) -> HealthResponse:
        """Tell whether the service is up.

        Asks for credentials like every other operation, and counts the tasks as a proof of work.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 503: The service cannot reach its store.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_health as _operation

        _request = _operation.request()
        return self._call(_request, _operation.ANSWERS)


class AsyncAgentsV2Operations(AsyncClient):
    """Agents v2, for asyncio."""

    _api: ClassVar[str] = "agents_v2"
    _accepted: ClassVar[tuple[str, ...]] = (
        "bearer",
        "X-API-Key",
    )

    async def run_research(
        self,
        *,
        topic: str,
        depth: ResearchDepth | Literal["quick", "moderate", "comprehensive"] | Unset = UNSET,
        focus_areas: Sequence[str] | None | Unset = UNSET,
        max_sections: int | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Compile a report on a topic.

        The agent outlines the topic, researches each section and joins the findings into a report
        with recommendations.

        Args:
            topic: What the report is about, in two words or more; white space around it is
                dropped.
            depth: How thorough the report is.
            focus_areas: What to look at above all; blank entries are dropped.
            max_sections: How many sections the report has at most.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            BadRequest: 400: The agent cannot work with this input, such as a topic without a
                single letter.
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_research as _operation

        _request = _operation.request(
            topic=topic,
            depth=depth,
            focus_areas=focus_areas,
            max_sections=max_sections,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def run_data_analyst(
        self,
        *,
        question: str,
        data: Sequence[Mapping[str, Any]],
        data_description: str | None | Unset = UNSET,
        generate_charts: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Answer a question about rows of data.

        The agent computes statistics of every column, answers the question from them, and
        suggests charts and SQL.

        Args:
            question: What to find out, in two words or more.
            data: The rows, as objects with the same keys. Rows with other keys, or more than
                100,000 of them, are taken and end as a failed task.
            data_description: What the rows are.
            generate_charts: Whether to suggest charts.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_data_analyst as _operation

        _request = _operation.request(
            question=question,
            data=data,
            data_description=data_description,
            generate_charts=generate_charts,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def run_email_draft(
        self,
        *,
        context: str,
        purpose: str,
        tone: str | Unset = UNSET,
        recipient_info: str | None | Unset = UNSET,
        previous_emails: Sequence[str] | None | Unset = UNSET,
        include_subject: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Draft an e-mail.

        The agent writes subject and body in the wanted tone, with the thread so far in mind, and
        names what to do next.

        Args:
            context: What the e-mail is about.
            purpose: What the e-mail should achieve.
            tone: One of assertive, casual, empathetic, formal, friendly, professional.
                Another word is taken and ends as a failed task.
            recipient_info: Who reads it.
            previous_emails: The thread so far, the oldest first; the last three count.
            include_subject: Whether to write a subject line.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_email_draft as _operation

        _request = _operation.request(
            context=context,
            purpose=purpose,
            tone=tone,
            recipient_info=recipient_info,
            previous_emails=previous_emails,
            include_subject=include_subject,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def run_content_repurpose(
        self,
        *,
        content: str,
        source_format: str,
        target_formats: Sequence[str],
        preserve_key_points: bool | Unset = UNSET,
        adapt_length: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Rewrite content for other channels.

        The agent turns one text into each of the wanted formats. A format that fails does not
        hold up the others; the task fails when all do.

        Args:
            content: The text to start from, of five words or more; a shorter one is taken and
                ends as a failed task.
            source_format: What the text is, such as blog; any word.
            target_formats: Ids of list_repurpose_formats, ten at most. Unknown ones, or more,
                are taken and end as a failed task.
            preserve_key_points: Whether every main point must come back.
            adapt_length: Whether each format may choose its own length.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_content_repurpose as _operation

        _request = _operation.request(
            content=content,
            source_format=source_format,
            target_formats=target_formats,
            preserve_key_points=preserve_key_points,
            adapt_length=adapt_length,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def run_proofreading(
        self,
        *,
        text: str,
        style_guide: str | None | Unset = UNSET,
        focus_areas: Sequence[str] | None | Unset = UNSET,
        preserve_voice: bool | Unset = UNSET,
        idempotency_key: str | None | Unset = UNSET,
        priority: int | Unset = UNSET,
        webhook_url: str | None | Unset = UNSET,
        sync: bool | Unset = UNSET,
    ) -> TaskResponse:
        """Check a text for grammar, style and clarity.

        The agent lists what it would change and why, hands back the corrected text, and scores
        how easy it is to read.

        Args:
            text: The text, of three words or more; a shorter one is taken and ends as a
                failed task.
            style_guide: One of ap, chicago, apa, mla, none. Another word is taken and ends as
                a failed task.
            focus_areas: What to look at above all; grammar, spelling, punctuation, clarity,
                conciseness, tone, consistency, formatting, word_choice or structure, of which the
                first five count. Another word is taken and ends as a failed task.
            preserve_voice: Whether the author's manner must stay.
            idempotency_key: A key of the caller's own; the same key answers with the same
                task for 24 hours. An empty one counts as none.
            priority: Urgency, 10 the highest. The service takes it and keeps to the order of
                arrival.
            webhook_url: Where to POST when the task ends. Any text is taken; one that is no
                URL is never called.
            sync: True waits for the end; false answers at once with the pending task.

        Raises:
            RateLimited: 429: Too many calls in this minute; the headers tell when the next
                one may come.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import run_proofreading as _operation

        _request = _operation.request(
            text=text,
            style_guide=style_guide,
            focus_areas=focus_areas,
            preserve_voice=preserve_voice,
            idempotency_key=idempotency_key,
            priority=priority,
            webhook_url=webhook_url,
            sync=sync,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def get_task(
        self,
        task_id: str,
    ) -> TaskResponse:
        """Read a task.

        Status, progress, and the result or the error once it has ended. Reading changes nothing.

        Args:
            task_id:

        Raises:
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def list_tasks(
        self,
        *,
        agent_type: str | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        user_id: str | None | Unset = UNSET,
        limit: int | Unset = UNSET,
        offset: int | Unset = UNSET,
    ) -> TaskListResponse:
        """List tasks, the newest first.

        Filters narrow the list together. `total` counts all that fit, whatever the page; a page
        past the end is empty.

        Args:
            agent_type:
            status:
            user_id:
            limit:
            offset:

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_tasks as _operation

        _request = _operation.request(
            agent_type=agent_type,
            status=status,
            user_id=user_id,
            limit=limit,
            offset=offset,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def cancel_task(
        self,
        task_id: str,
        *,
        reason: str | None | Unset = UNSET,
    ) -> TaskResponse:
        """Cancel a pending or running task.

        The agent is told to stop and what it still does is dropped; a second cancel is refused.
        No webhook is called.

        Args:
            task_id:
            reason: Kept as the task's error message; without one a standard text is kept.

        Raises:
            Conflict: 409: Only a pending or running task can be cancelled.
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import cancel_task as _operation

        _request = _operation.request(
            task_id=task_id,
            reason=reason,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def retry_task(
        self,
        task_id: str,
    ) -> TaskResponse:
        """Run a failed task again.

        Only for failures that another attempt may overcome, also when the automatic attempts are
        used up. The call waits for the new attempt and answers with the task afterwards.

        Args:
            task_id:

        Raises:
            Conflict: 409: Only a failed task whose error may pass can be retried.
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 504: The work took longer than the service waits; the task goes on
                running.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import retry_task as _operation

        _request = _operation.request(
            task_id=task_id,
        )
        return await self._call(_request, _operation.ANSWERS)

    async def list_task_events(
        self,
        task_id: str,
        *,
        limit: int | Unset = UNSET,
    ) -> list[TaskEventResponse]:
        """List what happened to a task, the newest first.

        One entry for its creation, each attempt, each progress report and its end.

        Args:
            task_id:
            limit:

        Raises:
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_task_events as _operation

        _request = _operation.request(
            task_id=task_id,
            limit=limit,
        )
        return await self._call(_request, _operation.ANSWERS)

    def stream_task(
        self,
        task_id: str,
        *,
        poll_interval: float | Unset = UNSET,
        timeout: float | Unset = UNSET,
        last_event_id: str | Unset = UNSET,
    ) -> AsyncEventStream[
        ProgressFrame | CompleteFrame | HeartbeatFrame | ErrorFrame | dict[str, Any]
    ]:
        """Follow a task by server-sent events.

        A frame for each change that a look at the task finds, a heartbeat after 15 seconds
        without one, and a last frame with the result or the error, after which the stream closes.
        A stream that outlives its time-out ends with an error frame; the task goes on.

        Args:
            task_id:
            poll_interval:
            timeout:
            last_event_id:

        Raises:
            NotFound: 404: The caller has no task of this id.
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import stream_task as _operation

        _request = _operation.request(
            task_id=task_id,
            poll_interval=poll_interval,
            timeout=timeout,
            last_event_id=last_event_id,
        )
        return self._stream(_request, _operation.EVENT)

    async def get_stats(
        self,
    ) -> StatsResponse:
        """Count tasks by state.

        The counts of all tasks that the caller can see; `total` is their sum.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_stats as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def list_agent_types(
        self,
    ) -> AgentTypeList:
        """List the agents.

        What each agent is called, what it does, and where work is submitted to it.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_agent_types as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def list_repurpose_formats(
        self,
    ) -> RepurposeFormatList:
        """List the formats that content can be rewritten into.

        The ids are what `target_formats` of a repurposing request takes.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import list_repurpose_formats as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)

    async def get_health(
        self,
    ) -> HealthResponse:
        """Tell whether the service is up.

        Asks for credentials like every other operation, and counts the tasks as a proof of work.

        Raises:
            ServerError: 500: The service failed; nothing about the task may be taken for
                granted. 503: The service cannot reach its store.
            Unauthorized: 401: Neither a known token nor the key was sent.
            Unprocessable: 422: The request does not have the form that this contract asks
                for; every fault is listed.
            ConnectionFailed: there was no answer.
            DecodeError: the answer is not what the contract says.
        """
        from .operations import get_health as _operation

        _request = _operation.request()
        return await self._call(_request, _operation.ANSWERS)
