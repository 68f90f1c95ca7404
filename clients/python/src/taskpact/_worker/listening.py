"""When to read a channel again, decided without input or output.

Reading a channel takes nothing away and there is no cursor: all that waits for the session comes
every time, and a long poll ends at once as soon as anything waits. So what was seen is remembered,
and answers with nothing new are paced.
"""

from collections.abc import Generator, Iterable

from attrs import frozen

from taskpact._generated.agent_runtime.models import AgentChannelMessage
from taskpact.errors import TaskpactError, TimedOut

from .decisions import TROUBLE, Rest, may_pass
from .pauses import Pauses

MEMORY = 1000
"""Messages that are remembered, ten times what the runtime keeps for a session."""
PATIENCE = 60.0
"""Seconds through which errors that may pass are waited out."""


class Memory:
    """The ids of the messages that were seen last, in bounded memory."""

    def __init__(self, capacity: int = MEMORY) -> None:
        self._capacity = capacity
        self._ids: dict[str, None] = {}

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._ids)

    def new(self, messages: Iterable[AgentChannelMessage]) -> list[AgentChannelMessage]:
        """Those that were not seen yet.

        What still waits is never forgotten, so it cannot come twice, however long it waits.
        """
        by_id = {each.message_id: each for each in messages}
        fresh = [each for id, each in by_id.items() if id not in self._ids]
        for id in by_id:
            self._ids.pop(id, None)
            self._ids[id] = None  # the latest stand last: a dict keeps its order
        while len(self._ids) > max(self._capacity, len(by_id)):
            del self._ids[next(iter(self._ids))]
        return fresh


@frozen
class Receive:
    """Read the channel, waiting at the server if nothing is there; no longer than that."""

    seconds: float


@frozen
class Heard:
    """What came of a step: the moment after it, and of a Receive the messages or an error."""

    now: float
    took: float = 0.0
    messages: tuple[AgentChannelMessage, ...] = ()
    error: TaskpactError | None = None


def listen(
    memory: Memory, began: float, poll: float, timeout: float | None
) -> Generator[Receive | Rest, Heard, list[AgentChannelMessage]]:
    """Wait for new messages; the result is those, or none when `timeout` seconds are over.

    Raises the error that makes going on useless, or that did not pass in time.
    """
    idle, trouble = Pauses(), Pauses(*TROUBLE)
    end = float("inf") if timeout is None else began + timeout
    well = now = began
    while True:
        heard = yield Receive(max(0.0, min(poll, end - now)))
        now = heard.now
        if heard.error is None or _nothing_came(heard.error):
            trouble.reset()
            well = now
            if fresh := memory.new(heard.messages):
                return fresh
            pause = idle.after(heard.took)
        elif may_pass(heard.error) and now - well < PATIENCE:
            pause = trouble.next()
        else:
            raise heard.error
        if now >= end:
            return []
        now = (yield Rest(min(pause, end - now))).now


def _nothing_came(error: TaskpactError) -> bool:
    """Whether the server was waiting for messages when the time of the call was over."""
    return isinstance(error, TimedOut) and error.outcome != "not_sent"
