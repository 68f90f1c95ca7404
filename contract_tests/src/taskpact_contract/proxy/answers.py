"""What is wrong with an answer: the server's violations, as its parts go by."""

from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from taskpact_contract.bounds import LARGEST
from taskpact_contract.nodes import Node
from taskpact_contract.proxy.events import EventDecoder
from taskpact_contract.proxy.messages import Decoder, Headers, Violation, header, media_type, parsed
from taskpact_contract.routes import Route
from taskpact_contract.schemas import Fault, Schemas, from_text

EVENTS = "text/event-stream"
JSON = "application/json"


@frozen
class Seen:
    """A value that was answered, and the schema that it should fit."""

    value: Any
    schema: Node


def head_violations(
    route: Route, status: int, headers: Headers, schemas: Schemas
) -> Iterator[Violation]:
    """Each violation by status, media type and headers."""
    response = response_of(route, status)
    if not response:
        listed = ", ".join(name for name, _ in route.node.at("responses").items())
        message = f"answered {status}; the contract lists {listed}"
        yield _violation("status", message, route.node.at("responses"))
        return
    content, media = response.at("content"), media_type(headers)
    types = [name for name, _ in content.items()]
    if types and media not in types:
        message = f"{status} came as {media or 'no media type'}, not {' or '.join(types)}"
        yield _violation("media", message, content)
    described = response.at("headers")
    for name in described.value if described else ():
        yield from _header(status, headers, name, described.at(name).followed(), schemas)


def response_of(route: Route, status: int) -> Node:
    """What the contract says of a status."""
    return route.node.at("responses").at(str(status)).followed()


@define
class BodyJudge:
    """The body of one answer, judged part by part where it is a stream, else at its end.

    It is not `judged` if it cannot be decoded, or is then longer than `largest` bytes. A stream may
    be longer, but not one event of it, nor what one part becomes.
    """

    route: Route
    status: int
    headers: Headers
    schemas: Schemas
    largest: int = LARGEST
    seen: list[Seen] = field(factory=list)
    judged: bool = True
    _kept: bytearray = field(factory=bytearray)
    _events: EventDecoder = field(factory=EventDecoder)
    _decoder: Decoder = field(init=False)
    _media: str = field(init=False)
    _schema: Node = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._decoder = Decoder(header(self.headers, "content-encoding"))
        self._media = media_type(self.headers)
        content = response_of(self.route, self.status).at("content")
        self._schema = content.at(self._media).at("schema")

    @property
    def streams(self) -> bool:
        """Whether it is a stream of events that the contract describes."""
        return bool(self._schema) and self._media == EVENTS

    @property
    def ends(self) -> bool:
        """Whether it is a JSON text that the contract describes."""
        return bool(self._schema) and self._media == JSON

    def feed(self, part: bytes) -> Iterator[list[Violation]]:
        """Take the next part, in short steps; each yields what is wrong with the events in it."""
        if not (self.streams or self.ends):
            return
        size = 0 if self.streams else len(self._kept)
        for plain in self._decoder.feed(part) if self.judged else ():
            size += len(plain)
            if max(size, self._events.pending + len(plain)) > self.largest:
                self._give_up()
                return
            yield self._step(plain)
        if not self._decoder.known:
            self._give_up()

    def end(self) -> Iterator[Violation]:
        """What is wrong with the whole body."""
        if self.judged and self.ends:
            yield from self._json("body", bytes(self._kept), self._schema, "the body")

    def _step(self, plain: bytes) -> list[Violation]:
        if self.streams:
            events = self._events.feed(plain)
            return [violation for event in events for violation in self._event(event)]
        self._kept += plain
        return []

    def _give_up(self) -> None:
        """Judge no further, and keep nothing."""
        self.judged = False
        self._kept.clear()
        self._events = EventDecoder()

    def _event(self, event: dict[str, Any]) -> Iterator[Violation]:
        for fault in self.schemas.faults(event, self._schema):
            yield _fault("event", "the event", fault)
        data = self._schema.followed().at("properties").at("data").followed()
        if "contentSchema" in data:
            inner = data.at("contentSchema")
            yield from self._json("event", event["data"], inner, "the data of the event")

    def _json(self, check: str, text: bytes | str, schema: Node, what: str) -> Iterator[Violation]:
        try:
            value = parsed(text)
        except ValueError as error:
            yield _violation(check, f"{what} is no JSON: {error}", schema)
            return
        self.seen.append(Seen(value, schema))
        for fault in self.schemas.faults(value, schema):
            yield _fault(check, what, fault)


def _header(
    status: int, headers: Headers, name: str, node: Node, schemas: Schemas
) -> Iterator[Violation]:
    text = header(headers, name)
    if text is None:
        if node.value.get("required"):
            yield _violation("header", f"{status} came without {name}", node)
        return
    schema = node.at("schema")
    for fault in schemas.faults(from_text([text], schema), schema) if schema else ():
        yield _fault("header", f"the header {name}", fault)


def _fault(check: str, what: str, fault: Fault) -> Violation:
    message = fault.about(what)
    return Violation(side="server", check=check, message=message, pointer=fault.pointer)


def _violation(check: str, message: str, node: Node) -> Violation:
    return Violation(side="server", check=check, message=message, pointer=node.pointer)
