"""One attempt, from its request to its answer: our errors for httpx's, completed and shown."""

from contextlib import AbstractContextManager
from logging import DEBUG
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from taskpact.errors import (
    CallFailed,
    ConnectionFailed,
    DecodeError,
    StreamError,
    TimedOut,
)

from .answers import request_id
from .calls import Call
from .observing import Attempt, Hook, begin, end, log, logger
from .redaction import curl

if TYPE_CHECKING:
    import httpx

    from .outcomes import Outcome


class Exchange(AbstractContextManager["Exchange"]):
    """One attempt at a call.

    Attributes:
        url: where it goes, without the query.
        attempt: what the hooks see; None without hooks.
        prepared: the request, once it is built.
        response: the answer, once its head is there.
    """

    __slots__ = ("_began", "_call", "_hooks", "_took", "attempt", "prepared", "response", "url")

    def __init__(self, hooks: tuple[Hook, ...], call: Call, base_url: str) -> None:
        """Count the attempt and show it to the hooks."""
        call.left()
        call.attempts += 1
        self._hooks, self._call = hooks, call
        self.url = base_url + call.request.path
        self._began, self._took = monotonic(), 0.0
        self.prepared: httpx.Request | None = None
        self.response: httpx.Response | None = None
        self.attempt: Attempt | None = begin(hooks, call, self.url) if hooks else None

    def answered(self, response: "httpx.Response") -> "httpx.Response":
        """Keep the answer, and how long it took."""
        self.response = response
        self._took = monotonic() - self._began
        return response

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show how it ended, and raise our error in place of another."""
        failed = error if isinstance(error, CallFailed) else None
        if error is not None and failed is None:
            failed = translated(error, self._call, self.url)
        if failed is not None:
            self._complete(failed)
        seconds = self._took or monotonic() - self._began
        if logger.isEnabledFor(DEBUG):
            status = self.response.status_code if self.response is not None else None
            log(self._call, self.url, status, seconds)
        if self.attempt is not None:
            end(self._hooks, self.attempt, self.response, failed, seconds)
        if failed is not None and failed is not error:
            raise failed from error

    def _complete(self, error: CallFailed) -> None:
        """Tell the error everything that is known of its call."""
        request = self._call.request
        error.operation, error.method, error.url = request.operation, request.method, self.url
        error.attempts, error.idempotency_key = self._call.attempts, self._call.key
        if self.response is not None:
            error.request_id = request_id(self.response.headers)
        if self.prepared is not None:
            error._curl = curl(self.prepared)


def translated(error: BaseException, call: Call, url: str) -> CallFailed | None:
    """Our error for one of httpx or asyncio; None for one that means something else."""
    import httpx
    from httpx_sse import SSEError

    request = call.request
    what = f"{request.operation}: {str(error) or type(error).__name__}"
    where = f"({request.method} {url})"
    if isinstance(error, SSEError):
        return StreamError(f"{what} {where}")
    if isinstance(error, httpx.DecodingError):
        return DecodeError(f"{what} {where}")
    broken = isinstance(error, httpx.RequestError)
    if isinstance(error, httpx.TimeoutException | TimeoutError) or (broken and call.over):
        failed: CallFailed = TimedOut(
            f"{what}: no answer in time, raise `timeout` or look at the server {where}"
        )
    elif broken:
        failed = ConnectionFailed(f"{what}: is `base_url` right, and the server up? {where}")
    else:
        return None
    failed.outcome = _outcome(error)
    return failed


def _outcome(error: BaseException) -> "Outcome":
    """What became of the request; a transport of somebody else may blur when it failed."""
    import httpx

    unsent = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
        httpx.UnsupportedProtocol,
    )
    cause = error.__cause__
    certain = cause is None or type(cause).__module__.startswith("httpcore")
    return "not_sent" if certain and isinstance(error, unsent) else "unknown"
