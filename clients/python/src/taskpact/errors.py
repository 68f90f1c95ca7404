"""Every error that the client raises.

    TaskpactError
    ├── ConfigurationError      the client cannot be built or used as asked
    ├── CallFailed              a call brought no result
    │   ├── ConnectionFailed    no answer: the connection failed
    │   │   └── TimedOut        no answer in time
    │   ├── StatusError         an answer that is not a success
    │   │   ├── BadRequest      400
    │   │   ├── Unauthorized    401
    │   │   ├── Forbidden       403
    │   │   ├── NotFound        404
    │   │   ├── Conflict        409
    │   │   ├── Unprocessable   422
    │   │   ├── RateLimited     429
    │   │   └── ServerError     500 to 599
    │   ├── DecodeError         a success that its contract does not describe
    │   └── StreamError         an event stream that is none
    ├── WaitTimeout             the work did not end in the time given
    ├── InputNeeded             the work waits for somebody
    ├── TaskFailed              the work ended, without success
    ├── TaskCancelled           the work was cancelled
    ├── LeaseLost               a worker's run is no longer its own
    └── InvalidSignature        a webhook is not signed as it should be

Every error survives copying and pickling, so it may cross process borders.
"""

# ruff: noqa: N818 # the names say what happened, the root says that it is an error

from __future__ import annotations

from ._runtime.lazy import exports

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self

    from ._runtime.outcomes import Outcome as Outcome  # part of this module


class TaskpactError(Exception):
    """Root of the tree: catch it to catch all of them."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Rebuild from the state, whatever the constructor takes."""
        return _rebuild, (type(self), self.args, self.__dict__)


class ConfigurationError(TaskpactError, ValueError):
    """The client cannot be built or used as asked; the message says what to change."""


class CallFailed(TaskpactError):
    """A call of an operation brought no result.

    Attributes:
        operation: the operation that was called.
        method: its HTTP method.
        url: where it was sent.
        outcome: what became of it, see Outcome.
        attempts: how many requests were tried for it; 0 of a value decoded outside a call.
        idempotency_key: the key that every attempt carried; repeat the call with it and the work
            is done once. None where the call had none.
        request_id: what the server calls the last request, for its logs; None if it gave no id.
    """

    operation: str = ""
    method: str = ""
    url: str = ""
    outcome: Outcome = "unknown"
    attempts: int = 0
    idempotency_key: str | None = None
    request_id: str | None = None
    _curl: str = ""

    def as_curl(self) -> str:
        """The last request as a command for a shell, every secret replaced by `***`.

        Empty if there was no request.
        """
        return self._curl


class ConnectionFailed(CallFailed):
    """No answer: the connection failed, so the server may or may not have acted."""


class TimedOut(ConnectionFailed):
    """No answer within the client's `timeout`; the server may still act."""


class StatusError(CallFailed):
    """The server answered, but not with a success.

    Attributes:
        status: the status of the answer.
        code: the vendor's word for what went wrong, None where the API gives none.
        message: what the vendor says about it; the reason phrase where it says nothing.
        hint: what the vendor suggests to do, None where it suggests nothing.
        body: the decoded JSON of the answer, or its text.
        headers: the headers of the answer.
        retry_after: seconds that the server asks to wait before the next request; None if it
            does not say.
    """

    def __init__(
        self,
        *,
        operation: str,
        method: str,
        url: str,
        status: int,
        code: str | None,
        message: str,
        hint: str | None,
        body: Any,
        headers: Mapping[str, str],
        request_id: str | None,
        retry_after: float | None = None,
    ) -> None:
        """Take what the attributes list."""
        self.operation = operation
        self.method = method
        self.url = url
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.body = body
        self.headers = headers
        self.request_id = request_id
        self.retry_after = retry_after
        self.outcome = "unknown" if status >= 500 or status == 408 else "rejected"
        super().__init__(self._text())

    def _text(self) -> str:
        what = " ".join(str(part) for part in (self.status, self.code) if part is not None)
        request = f", request {self.request_id}" if self.request_id else ""
        sentences = [
            f"{self.operation} answered {what}: {self.message.rstrip('.')}.",
            self.hint or ADVICE.get(self.status, ""),
            f"({self.method} {self.url}{request})",
        ]
        return " ".join(sentence for sentence in sentences if sentence)


class BadRequest(StatusError):
    """400: the request makes no sense to the server."""


class Unauthorized(StatusError):
    """401: the credentials are missing or not accepted."""


class Forbidden(StatusError):
    """403: the credentials are good, but not for this."""


class NotFound(StatusError):
    """404: nothing has this id, or it is not yours."""


class Conflict(StatusError):
    """409: the state of the resource does not allow this."""


class Unprocessable(StatusError):
    """422: the request is well formed, but breaks a rule of its schema."""


class RateLimited(StatusError):
    """429: too many requests."""


class ServerError(StatusError):
    """5xx: the server failed."""


class DecodeError(CallFailed):
    """A successful answer is not what its contract says.

    Attributes:
        path: where in the JSON, such as `tasks[3].created_at`; empty for the whole of it.
        problem: what is wrong there.
    """

    def __init__(self, problem: str, path: str = "") -> None:
        """Take what the attributes list."""
        self.problem = problem
        self.path = path
        super().__init__(problem, path)

    def __str__(self) -> str:
        """Where, and what is wrong there."""
        answer = f"in the answer of {self.operation}" if self.operation else ""
        where = " ".join(filter(None, (answer, self.path and f"at {self.path}")))
        return f"{where}: {self.problem}" if where else self.problem

    def inside(self, parent: str) -> Self:
        """The same error, seen from one level further out."""
        joint = "." if parent and self.path and not self.path.startswith("[") else ""
        self.path = f"{parent}{joint}{self.path}"
        return self


class StreamError(CallFailed):
    """An answer that should be an event stream is none, or breaks the rules of one."""


class WaitTimeout(TaskpactError, TimeoutError):
    """The work did not end in the time given; it goes on, and can be waited for again.

    Attributes:
        record: the last record seen, None if there was no time for a look.
    """

    def __init__(self, message: str, record: Any) -> None:
        """Take what the attributes list."""
        self.record = record
        super().__init__(message)


class InputNeeded(TaskpactError):
    """The work has no result yet: it waits for somebody to answer it.

    Attributes:
        record: the record that says so.
    """

    def __init__(self, message: str, *, record: Any) -> None:
        """Take what the attributes list."""
        self.record = record
        super().__init__(message)


class TaskFailed(TaskpactError):
    """The work ended without success.

    Attributes:
        code: the vendor's word for what went wrong, None where the API gives none.
        record: the final record.
    """

    def __init__(self, message: str, *, code: str | None, record: Any) -> None:
        """Take what the attributes list."""
        self.code = code
        self.record = record
        super().__init__(message)


class TaskCancelled(TaskpactError):
    """The work was cancelled before it ended.

    Attributes:
        record: the final record.
    """

    def __init__(self, message: str, *, record: Any) -> None:
        """Take what the attributes list."""
        self.record = record
        super().__init__(message)


class LeaseLost(TaskpactError):
    """The run is no longer the session's: stop, whatever comes out would not be taken."""


class InvalidSignature(TaskpactError):
    """A delivery is not signed with a valid secret, or not lately: answer 400 and do nothing."""


BY_STATUS: Mapping[int, type[StatusError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: Unprocessable,
    429: RateLimited,
}
"""The classes that stand for one status each."""

ADVICE: Mapping[int, str] = {
    400: "Correct the request before you send it again.",
    401: "Check the `credentials` of the client.",
    403: "Use credentials that may do this.",
    404: "Check the id, and that the credentials belong to its owner.",
    409: "Read the record again: its state does not allow this now.",
    413: "Send less.",
    422: "Correct the arguments named here before you send them again.",
    429: "Wait before the next request.",
    500: "Try again later, and report the request if it goes on.",
    502: "Try again later: the service behind the gateway did not answer properly.",
    503: "Try again later: the service is not available now.",
    504: "Try again later, and read the record first: the work may go on.",
}
"""What to do about a status when the vendor gives no hint."""


def status_class(status: int) -> type[StatusError]:
    """The class of the error that a status stands for; any number is allowed."""
    if status >= 500:
        return ServerError
    return BY_STATUS.get(status, StatusError)


def _rebuild(
    kind: type[TaskpactError], args: tuple[Any, ...], state: dict[str, Any]
) -> TaskpactError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, {"Outcome": "taskpact._runtime.outcomes"})
