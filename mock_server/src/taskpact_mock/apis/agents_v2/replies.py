"""The quirk replay_header: a request that comes again gets its answer again.

Source: facts 4.6 b. The deployed service does this in front of everything else. Here it stands
behind the checks, so that refusals for credentials, form or rate are not kept.
"""

from collections.abc import Awaitable
from typing import Any

from attrs import evolve, frozen

from taskpact_mock.api import Answer, Call, Handler
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND

WINDOW = 24 * 3600 * SECOND
"""How long an answer is kept."""

_HEADERS = ("idempotency-key", "x-idempotency-key")
_Request = tuple[str, tuple[tuple[str, str], ...], JSON]
"""Operation, path parameters and body."""


@frozen
class _Reply:
    request: _Request
    answer: Answer
    at: int


class Replies:
    """The answers that a world keeps, by the keys that came with their requests."""

    __slots__ = ("_replies",)

    def __init__(self) -> None:
        self._replies: dict[str, _Reply] = {}

    def find(self, key: str, now: int) -> _Reply | None:
        """What is kept under that key."""
        found = self._replies.get(key)
        return None if found is None or found.at + WINDOW <= now else found

    def keep(self, key: str, request: _Request, answer: Answer, now: int) -> None:
        """Keep an answer, unless the service failed or the key has one already."""
        if answer.status < 500 and self.find(key, now) is None:
            self._replies[key] = _Reply(request, answer, now)

    def copy(self) -> "Replies":
        """Answers of its own."""
        twin = Replies()
        twin._replies = dict(self._replies)
        return twin


def replayable(handler: Handler) -> Handler:
    """The handler, under the quirk not asked again for a request that it has answered."""

    def handle(call: Call) -> Answer | Awaitable[Answer]:
        if not call.world.has_quirk("agents_v2.replay_header"):
            return handler(call)
        key = next((call.headers[name] for name in _HEADERS if call.headers.get(name)), None)
        if key is None:
            return handler(call)
        request = call.operation.id, tuple(call.path.items()), call.body
        known = _replies_of(call).find(key, call.world.now)
        if known is not None and known.request == request:
            headers = (*known.answer.headers, ("idempotency-replay", "true"))
            return evolve(known.answer, headers=headers)
        given = handler(call)
        if isinstance(given, Answer):
            return _kept(call, key, request, given)
        return _kept_later(call, key, request, given)

    return handle


def _kept(call: Call, key: str, request: _Request, given: Answer) -> Answer:
    _replies_of(call).keep(key, request, given, call.world.now)
    return given


async def _kept_later(call: Call, key: str, request: _Request, given: Awaitable[Answer]) -> Answer:
    return _kept(call, key, request, await given)


def _replies_of(call: Call) -> Replies:
    found: Any = call.world.state("agents_v2")
    replies: Replies = found.replies
    return replies
