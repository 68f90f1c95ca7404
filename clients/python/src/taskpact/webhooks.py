"""Webhooks: from the bytes that a service posts to a typed event, each handled once.

A receiver has the raw body and the headers of a request. It may check who sent it, always decodes
it, and skips what it has handled already:

    verify(body, headers, secrets=[new, old])  # only where deliveries are signed
    event = parse("agent_tasks", body, headers)
    with duplicates.handling(event) as fresh:
        if fresh: ...

None of the three services is known to sign what it sends; a gateway in between, or the mock, can.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from attrs import frozen

from ._runtime.lifecycles import Lifecycle, State
from .errors import ConfigurationError, DecodeError, TaskpactError

if TYPE_CHECKING:
    from ._generated.agent_tasks.models import TaskWebhook as AgentTasksWebhook
    from ._generated.agents_v2.models import TaskWebhook as AgentsV2Webhook
    from ._generated.task_records.models import Task as TaskRecord

__all__ = ["Duplicates", "InvalidSignature", "WebhookEvent", "parse", "verify"]

Payload_co = TypeVar("Payload_co", covariant=True)
Body: TypeAlias = bytes | bytearray | memoryview | str

TOLERANCE = 300.0
"""Seconds that a signature may be old, or ahead of the receiver's clock (Standard Webhooks)."""

_PREFIX = "whsec_"


class InvalidSignature(TaskpactError):  # noqa: N818 # like all errors, it says what happened
    """A delivery is not signed with a valid secret, or not lately: answer 400 and do nothing."""


@frozen
class WebhookEvent(Generic[Payload_co]):
    """What a service tells of a piece of work.

    Attributes:
        api: the API that the work belongs to.
        work_id: the id of the work, as its client takes it.
        state: the unified state of the work; UNKNOWN for a word newer than this release.
        payload: the whole of what was sent.
        key: the same for every delivery of this event: the id that a signed delivery carries, else
            a digest of the body. Good as a unique key in a database.
    """

    api: str
    work_id: str
    state: State
    payload: Payload_co
    key: str


@overload
def parse(
    api: Literal["agents_v2"], body: Body, headers: Mapping[str, str] | None = None
) -> "WebhookEvent[AgentsV2Webhook]": ...


@overload
def parse(
    api: Literal["agent_tasks"], body: Body, headers: Mapping[str, str] | None = None
) -> "WebhookEvent[AgentTasksWebhook]": ...


@overload
def parse(
    api: Literal["task_records"], body: Body, headers: Mapping[str, str] | None = None
) -> "WebhookEvent[TaskRecord]": ...


def parse(api: str, body: Body, headers: Mapping[str, str] | None = None) -> WebhookEvent[Any]:
    """The typed event in the body of a delivery.

    Args:
        api: whose webhook it is: `agents_v2`, `agent_tasks` or `task_records`.
        body: the request's body, raw or as text.
        headers: the request's headers, whose `webhook-id` becomes the event's key.

    Raises:
        DecodeError: the body is not what the contract of the API says.
        ConfigurationError: the API sends no webhooks.
    """
    if (describe := _KINDS.get(api)) is None:
        raise ConfigurationError(f"{api} sends no webhooks: name one of {', '.join(_KINDS)}")
    raw = _bytes(body)
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"the webhook's body is no JSON: {error}") from None
    payload, record, lifecycle = describe(value)
    return WebhookEvent(
        api=api,
        work_id=lifecycle.id_of(record),
        state=lifecycle.state_of(record),
        payload=payload,
        key=_lower(headers).get("webhook-id") or hashlib.sha256(raw).hexdigest(),
    )


def verify(
    body: Body,
    headers: Mapping[str, str],
    secrets: str | Sequence[str],
    *,
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> str:
    """Check that a delivery is signed as Standard Webhooks 1.0 says, and return its id.

    Args:
        body: the request's body, byte for byte as it came.
        headers: the request's headers, in any letter case.
        secrets: the shared secret, `whsec_` and base64 or the base64 alone. While keys are
            rotated give all that are valid: one that fits is enough.
        tolerance: seconds that the signature may be old, or ahead of the clock.
        now: seconds since 1970, the system's clock if absent.

    Raises:
        InvalidSignature: a header is missing, the signature is too old or too new, or no secret
            fits.
        ConfigurationError: there is no secret, or one that is not base64.
    """
    keys = [_key(secret) for secret in ([secrets] if isinstance(secrets, str) else secrets)]
    if not keys:
        raise ConfigurationError("no secret is given: pass the one shared with the sender")
    given = _lower(headers)
    values = [given.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")]
    if not all(values):
        raise InvalidSignature(
            "not signed: the headers webhook-id, webhook-timestamp and webhook-signature are needed"
        )
    message_id, timestamp, signatures = values
    _check_age(timestamp, tolerance, now)
    signed = b".".join((message_id.encode(), timestamp.encode(), _bytes(body)))
    expected = [hmac.digest(key, signed, "sha256") for key in keys]
    for signature in _decoded(signatures):
        if any(hmac.compare_digest(signature, each) for each in expected):
            return message_id
    raise InvalidSignature("no signature fits: check the secrets, and that the body is unchanged")


class Duplicates:
    """Remembers which events were handled, in bounded memory; threads may share it.

    It knows the deliveries to one process. For several, or across restarts, keep `event.key` in a
    database under a unique constraint.

    Where deliveries carry no id, equal bodies count as one delivery until `window` is over: a task
    that is retried by hand and fails the same way again is told of again after that.

    Args:
        capacity: how many events are remembered at most.
        window: seconds after which the same delivery counts as a new one.
        clock: seconds that only grow; for tests.
    """

    def __init__(
        self,
        *,
        capacity: int = 10_000,
        window: float = 600.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._capacity, self._window, self._clock = capacity, window, clock
        self._seen: dict[tuple[str, str], float] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """How many events are remembered."""
        return len(self._seen)

    @contextmanager
    def handling(self, event: WebhookEvent[Any]) -> Iterator[bool]:
        """Whether the event is to be handled, as a context that handles it.

        What raises inside was not handled: the event is forgotten, so that the sender's next try
        counts.
        """
        key = event.api, event.key
        fresh = self._note(key)
        try:
            yield fresh
        except BaseException:
            if fresh:
                self._forget(key)
            raise

    def _note(self, key: tuple[str, str]) -> bool:
        """Remember the key; whether it was new."""
        now = self._clock()
        with self._lock:
            noted = self._seen.get(key)
            if noted is not None and now - noted < self._window:
                return False
            self._seen.pop(key, None)
            self._seen[key] = now
            while len(self._seen) > self._capacity:
                del self._seen[next(iter(self._seen))]  # the oldest: a dict keeps its order
            return True

    def _forget(self, key: tuple[str, str]) -> None:
        with self._lock:
            self._seen.pop(key, None)


_Described: TypeAlias = tuple[Any, Any, Lifecycle]
"""The payload, the record in it that has a state, and what the state means."""


def _agents_v2(value: Any) -> _Described:
    from ._generated.agents_v2.lifecycle import TASK
    from ._generated.agents_v2.models import TaskWebhook

    payload = TaskWebhook.from_dict(value)
    return payload, payload, TASK


def _agent_tasks(value: Any) -> _Described:
    from ._generated.agent_tasks.lifecycle import TASK
    from ._generated.agent_tasks.models import TaskWebhook

    payload = TaskWebhook.from_dict(value)
    return payload, payload.task, TASK


def _task_records(value: Any) -> _Described:
    from ._generated.task_records.lifecycle import TASK
    from ._generated.task_records.models import Task

    payload = Task.from_dict(value)
    return payload, payload, TASK


_KINDS: Mapping[str, Callable[[Any], _Described]] = {
    "agents_v2": _agents_v2,
    "agent_tasks": _agent_tasks,
    "task_records": _task_records,
}


def _bytes(body: Body) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)


def _lower(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {name.lower(): value for name, value in (headers or {}).items()}


def _key(secret: str) -> bytes:
    """The bytes of a secret; the message must not repeat it."""
    text = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ConfigurationError(
            "a webhook secret must be base64, with or without whsec_ before it"
        )
    return key


def _check_age(timestamp: str, tolerance: float, now: float | None) -> None:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):
        raise InvalidSignature("webhook-timestamp is no number of seconds since 1970")
    if now is None:
        # The age of a signature is counted on the receiver's own clock; there is no other.
        now = time.time()  # noqa: TID251
    age = now - int(timestamp)
    if abs(age) > tolerance:
        raise InvalidSignature(
            f"signed {abs(age):.0f} s {'ago' if age > 0 else 'ahead'}, {tolerance:g} s are allowed:"
            " it may be replayed, or a clock is wrong"
        )


def _decoded(signatures: str) -> Iterator[bytes]:
    """The signatures of version 1 among those in the header; what is none is passed over."""
    for each in signatures.split():
        version, _, text = each.partition(",")
        if version == "v1":
            try:
                yield base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError):
                continue
