"""Channels of the agent runtime as iterators over messages.

for message in Channel(session, "coord-demo", timeout=60):
    print(message.body["text"])
"""

import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator
from time import monotonic

from ._generated.agent_runtime.models import AgentChannelMessage
from ._worker.decisions import Rest
from ._worker.listening import Heard, Memory, Receive, listen
from ._worker.pauses import POLL
from .agent_runtime import AgentRuntime, AsyncAgentRuntime
from .errors import TaskpactError

__all__ = ["AsyncChannel", "Channel"]

SHORTEST = 1.0
"""Seconds that a request is given at least, so that the last one before the end can be answered."""


class Channel:
    """The messages that reach a session on a channel, the oldest first, each once.

    It waits for the next one, without asking all the time. What waited before comes first. An
    error ends a loop, not the channel: a new loop goes on after the last message.

    Raises, while it iterates:
        StatusError: the session may not read the channel, or there is none (NotFound).
        ConnectionFailed: the server could not be reached for a minute.

    Args:
        session: the client of the session that listens; it must have joined the channel.
        channel: the channel's id.
        timeout: seconds to wait for a message; then the loop ends. None waits for ever.
    """

    def __init__(
        self, session: AgentRuntime, channel: str, *, timeout: float | None = None
    ) -> None:
        self._session, self._channel, self._timeout = session, channel, timeout
        self._memory = Memory()
        self._waiting: deque[AgentChannelMessage] = deque()
        self._closed = threading.Event()

    def __iter__(self) -> Iterator[AgentChannelMessage]:
        """Itself."""
        return self

    def __next__(self) -> AgentChannelMessage:
        """The next message, as soon as it is there."""
        if not self._waiting and not self._closed.is_set():
            self._waiting.extend(self._listen())
        if not self._waiting or self._closed.is_set():
            raise StopIteration
        return self._waiting.popleft()

    def close(self) -> None:
        """End the loop, from any thread; a request under way may still take its time."""
        self._closed.set()

    def __repr__(self) -> str:
        """The channel's id."""
        return f"<Channel {self._channel}>"

    def _listen(self) -> list[AgentChannelMessage]:
        steps = listen(self._memory, monotonic(), POLL, self._timeout)
        try:
            step = next(steps)
            while not self._closed.is_set():
                step = steps.send(self._do(step))
        except StopIteration as end:
            found: list[AgentChannelMessage] = end.value
            return found
        return []

    def _do(self, step: Receive | Rest) -> Heard:
        began = monotonic()
        if isinstance(step, Rest):
            self._closed.wait(step.seconds)
            return Heard(monotonic())
        session = self._session.with_options(timeout=max(step.seconds, SHORTEST), max_retries=0)
        try:
            messages = session.receive_messages(self._channel, wait=True).messages
        except TaskpactError as error:
            return Heard(monotonic(), monotonic() - began, error=error)
        return Heard(monotonic(), monotonic() - began, tuple(messages))


class AsyncChannel:
    """The same as Channel for `async for`; cancelling the loop ends its request, too.

    Args:
        session: the client of the session that listens; it must have joined the channel.
        channel: the channel's id.
        timeout: seconds to wait for a message; then the loop ends. None waits for ever.
    """

    def __init__(
        self,
        session: AsyncAgentRuntime,
        channel: str,
        *,
        timeout: float | None = None,
    ) -> None:
        self._session, self._channel, self._timeout = session, channel, timeout
        self._memory = Memory()
        self._waiting: deque[AgentChannelMessage] = deque()
        self._closed = False

    def __aiter__(self) -> AsyncIterator[AgentChannelMessage]:
        """Itself."""
        return self

    async def __anext__(self) -> AgentChannelMessage:
        """The next message, as soon as it is there."""
        if not self._waiting and not self._closed:
            self._waiting.extend(await self._listen())
        if not self._waiting or self._closed:
            raise StopAsyncIteration
        return self._waiting.popleft()

    def close(self) -> None:
        """End the loop; a request under way may still take its time."""
        self._closed = True

    def __repr__(self) -> str:
        """The channel's id."""
        return f"<AsyncChannel {self._channel}>"

    async def _listen(self) -> list[AgentChannelMessage]:
        steps = listen(self._memory, monotonic(), POLL, self._timeout)
        try:
            step = next(steps)
            while not self._closed:
                step = steps.send(await self._do(step))
        except StopIteration as end:
            found: list[AgentChannelMessage] = end.value
            return found
        return []

    async def _do(self, step: Receive | Rest) -> Heard:
        from asyncio import sleep

        began = monotonic()
        if isinstance(step, Rest):
            await sleep(step.seconds)
            return Heard(monotonic())
        session = self._session.with_options(timeout=max(step.seconds, SHORTEST), max_retries=0)
        try:
            messages = (await session.receive_messages(self._channel, wait=True)).messages
        except TaskpactError as error:
            return Heard(monotonic(), monotonic() - began, error=error)
        return Heard(monotonic(), monotonic() - began, tuple(messages))
