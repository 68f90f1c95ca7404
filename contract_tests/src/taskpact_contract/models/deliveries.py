"""Webhooks, as the mock's control plane lists them: the models need not listen anywhere."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from attrs import frozen

from taskpact_contract.bridge.compare import difference
from taskpact_contract.documents import METHODS, load
from taskpact_contract.nodes import Node
from taskpact_contract.schemas import Schemas

UNHEARD = "http://127.0.0.1:1023"
"""Where nobody listens: RFC 6335 keeps the port from every service, and programs need a privilege
to take it. So each attempt fails at once, and is listed like one that works."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@frozen
class Delivery:
    """A message to an address: its body as it was sent, and the moments of all attempts."""

    url: str
    text: str
    attempts: tuple[datetime, ...]

    @classmethod
    def listed(cls, entry: Mapping[str, Any]) -> "Delivery":
        """One as the control plane lists it, where moments are microseconds since 1970."""
        moments = (_EPOCH + timedelta(microseconds=each["at"]) for each in entry["attempts"])
        return cls(entry["url"], entry["body"], tuple(moments))


@frozen(kw_only=True)
class Promise:
    """A message that the contract promises.

    Attributes:
        url: where it must go.
        since, until: when it must be sent first, by the world's clock.
        body: members that it must have, and may have more.
        tries: how often it is sent if nobody takes it.
    """

    url: str
    since: datetime
    until: datetime
    body: Mapping[str, Any]
    tries: int = 1


def fault(
    api: str, deliveries: Sequence[Delivery], about: str, promises: Sequence[Promise]
) -> str | None:
    """How the messages about the work of that id are not just those that are promised, in order."""
    found = [each for each in deliveries if about in each.text]
    if len(found) != len(promises):
        return f"webhooks tell of it {len(found)} times instead of {len(promises)}"
    faults = (_fault(api, *pair) for pair in zip(found, promises, strict=True))
    return next(filter(None, faults), None)


def _fault(api: str, delivery: Delivery, promise: Promise) -> str | None:
    problem = _body_fault(api, delivery.text, promise.body) or _time_fault(delivery, promise)
    if problem is None and delivery.url != promise.url:
        problem = f"it goes to {delivery.url} instead of {promise.url}"
    return None if problem is None else f"the webhook {delivery.text:.200}: {problem}"


def _body_fault(api: str, text: str, promised: Mapping[str, Any]) -> str | None:
    """How a body is not what the contract describes, or says something else than is promised."""
    try:
        body = json.loads(text)
    except ValueError as problem:
        return f"its body is no JSON: {problem}"
    schemas, schema = _form(api)
    for found in schemas.faults(body, schema):
        return found.about("its body")
    return difference(dict(promised), {name: body[name] for name in promised if name in body})


def _time_fault(delivery: Delivery, promise: Promise) -> str | None:
    """How a message is not sent when, and as often as, it is promised."""
    moments = delivery.attempts
    if len(moments) != promise.tries:
        return f"it is sent {len(moments)} times instead of {promise.tries}"
    if not promise.since <= moments[0] <= promise.until:
        return f"it is sent at {moments[0]}, not between {promise.since} and {promise.until}"
    pauses = [after - before for before, after in pairwise(moments)]
    immediate = any(each <= timedelta() for each in pauses)
    return "it is sent again without a pause" if immediate else None


@cache
def _form(api: str) -> tuple[Schemas, Node]:
    """The contract's schemas, and that of what its webhooks tell, which is the same for all."""
    document = load(api)
    body = next(_sent(Node.root(document))).at("post").at("requestBody").followed()
    return Schemas(document), body.at("content").at("application/json").at("schema")


def _sent(document: Node) -> Iterator[Node]:
    """Where a contract describes requests that the server sends."""
    yield from _members(document.at("webhooks"))
    for path in _members(document.at("paths")):
        for method in METHODS:
            for callback in _members(path.at(method).at("callbacks")):
                yield from _members(callback)


def _members(node: Node) -> list[Node]:
    """The members of an object, or of the one that it refers to; none of nothing."""
    return [member for _, member in node.followed().items()]
