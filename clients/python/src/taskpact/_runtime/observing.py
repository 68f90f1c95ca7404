"""What may be seen of a client at work: hooks around each attempt, and one log line for it."""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    import httpx

    from taskpact.errors import CallFailed

    from .calls import Call

logger = logging.getLogger("taskpact")


@define
class Attempt:
    """One request of a call.

    Attributes:
        operation: the operation that is called.
        method: its HTTP method.
        url: where it is sent.
        number: which attempt it is, from 1.
        idempotency_key: the key that all attempts of the call carry, if it has one.
        headers: more headers to send with it, for `before` to add to: trace contexts, for one.
        status: the status of the answer, None while there is none.
        error: why it brought no result, None while or if it did not fail.
        seconds: how long it took; of a stream, until its first byte.
    """

    operation: str
    method: str
    url: str
    number: int
    idempotency_key: str | None = None
    headers: dict[str, str] = field(factory=dict, repr=False)
    status: int | None = None
    error: "CallFailed | None" = None
    seconds: float = 0.0


def _nothing(attempt: Attempt) -> None:
    """The hook that is not given."""


@frozen
class Hook:
    """Two functions to call around each attempt; what they raise ends the call.

    Attributes:
        before: called before the request is sent.
        after: called when there is an answer or an error, once for each `before`.
    """

    before: Callable[[Attempt], object] = _nothing
    after: Callable[[Attempt], object] = _nothing


def begin(hooks: Sequence[Hook], call: "Call", url: str) -> Attempt:
    """The attempt that begins now, shown to every hook."""
    request = call.request
    attempt = Attempt(request.operation, request.method, url, call.attempts, call.key)
    for hook in hooks:
        hook.before(attempt)
    return attempt


def end(
    hooks: Sequence[Hook],
    attempt: Attempt,
    response: "httpx.Response | None",
    error: "CallFailed | None",
    seconds: float,
) -> None:
    """Show every hook how it ended, the last hook first."""
    attempt.status = response.status_code if response is not None else None
    attempt.error, attempt.seconds = error, seconds
    for hook in reversed(hooks):
        hook.after(attempt)


def log(call: "Call", path: str, status: int | None, seconds: float) -> None:
    """Log an attempt: these values and no others, so that no secret can slip in."""
    request = call.request
    logger.debug(
        "%s: %s %s %s in %.1f ms, attempt %d",
        request.operation,
        request.method,
        path,
        f"answered {status}" if status is not None else "got no answer",
        seconds * 1000,
        call.attempts,
    )
