"""From the body of a delivery to a typed event."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from attrs import frozen

from taskpact._runtime.lifecycles import Lifecycle, State
from taskpact.errors import ConfigurationError, DecodeError

from .deliveries import Body, lower, raw

if TYPE_CHECKING:
    from taskpact._generated.agent_tasks.models import TaskWebhook as AgentTasksWebhook
    from taskpact._generated.agents_v2.models import TaskWebhook as AgentsV2Webhook
    from taskpact._generated.task_records.models import Task as TaskRecord

Payload_co = TypeVar("Payload_co", covariant=True)


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
    content = raw(body)
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"the webhook's body is no JSON: {error}") from None
    payload, record, lifecycle = describe(value)
    return WebhookEvent(
        api=api,
        work_id=lifecycle.id_of(record),
        state=lifecycle.state_of(record),
        payload=payload,
        key=lower(headers).get("webhook-id") or hashlib.sha256(content).hexdigest(),
    )


_Described: TypeAlias = tuple[Any, Any, Lifecycle]
"""The payload, the record in it that has a state, and what the state means."""


def _agents_v2(value: Any) -> _Described:
    from taskpact._generated.agents_v2.lifecycle import TASK
    from taskpact._generated.agents_v2.models import TaskWebhook

    payload = TaskWebhook.from_dict(value)
    return payload, payload, TASK


def _agent_tasks(value: Any) -> _Described:
    from taskpact._generated.agent_tasks.lifecycle import TASK
    from taskpact._generated.agent_tasks.models import TaskWebhook

    payload = TaskWebhook.from_dict(value)
    return payload, payload.task, TASK


def _task_records(value: Any) -> _Described:
    from taskpact._generated.task_records.lifecycle import TASK
    from taskpact._generated.task_records.models import Task

    payload = Task.from_dict(value)
    return payload, payload, TASK


_KINDS: Mapping[str, Callable[[Any], _Described]] = {
    "agents_v2": _agents_v2,
    "agent_tasks": _agent_tasks,
    "task_records": _task_records,
}
