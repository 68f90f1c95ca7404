"""What an API folder is made of, and what its handlers are given and give back.

An API brings handlers for exactly the operations of its contract, the events that time lets happen,
the state it keeps in a world, who may call, and how it words what goes wrong.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import orjson
from attrs import Factory, define, frozen

from taskpact_mock.contract.decode import JSON, MalformedError
from taskpact_mock.contract.model import Operation
from taskpact_mock.contract.validators import Checker, Fault, Validators
from taskpact_mock.world.limits import Verdict
from taskpact_mock.world.table import Versioned
from taskpact_mock.world.world import State, World

Headers = Sequence[tuple[str, str]]
Fields = Sequence[tuple[bytes, bytes]]
"""Headers as they are sent."""


@frozen
class Principal:
    """Who calls: a user, and the tenant whose records it sees."""

    user: str
    tenant: str


@define(eq=False)
class Answer:
    """What a handler answers. `body` is JSON unless `media` says otherwise.

    Nobody changes one; that it could be changed makes it three times faster to make.

    `checked` bodies were validated when they were rendered and are not looked at again. `quirk`
    names the quirk whose schema the body follows. A `stream` gives the body in parts.
    """

    status: int
    body: bytes = b""
    headers: Headers = ()
    media: str = "application/json"
    checked: bool = False
    quirk: str | None = None
    stream: AsyncIterator[bytes] | None = None


class FixtureError(Exception):
    """Records cannot be put into a world; the text says which and why."""


class WrongAnswerError(Exception):
    """The server was about to answer something that its contract does not allow."""


def fit(check: Checker, value: JSON, place: str) -> None:
    """Raises FixtureError, which names the `place`, unless the `value` of a fixture fits."""
    if not check.accepts(value):
        fault = check.faults(value, place)[0]
        raise FixtureError(f"{'.'.join(map(str, fault.place))}: {fault.message}")


def answer(status: int, value: JSON, headers: Headers = (), *, quirk: str | None = None) -> Answer:
    """An answer whose body is `value` as JSON."""
    return Answer(status, orjson.dumps(value), headers, quirk=quirk)


@define(eq=False)
class Request:
    """A request as it came, before its path, query and body were understood."""

    method: str
    path: str
    """Percent-encoded and without the query."""
    query: bytes
    headers: dict[str, str]
    """Names in lower case; the last of a name counts."""
    scheme: str
    server: tuple[str, int | None] | None
    """Where it was received, for requests that name no host."""
    body: bytes = b""
    principal: Principal | None = None
    """Who sent it, as soon as that is found out."""

    @property
    def origin(self) -> str:
        """Scheme and host that the request was sent to."""
        host = self.headers.get("host")
        if host is None and self.server is not None:
            host = f"{self.server[0]}:{self.server[1]}"
        return f"{self.scheme}://{host}"


@define(eq=False)
class Call:
    """A request on its way through an operation, decoded and validated."""

    world: World
    operation: Operation
    validators: Validators
    principal: Principal
    request: Request
    prefix: str
    """What stands before the genuine path when a world is named by its address, else empty."""
    path: Mapping[str, str] = Factory(dict)
    query: Mapping[str, JSON] = Factory(dict)
    header: Mapping[str, JSON] = Factory(dict)
    body: JSON = None

    @property
    def headers(self) -> Mapping[str, str]:
        """Every header that was sent, names in lower case."""
        return self.request.headers

    @property
    def origin(self) -> str:
        """Scheme and host that the request was sent to, for absolute links."""
        return self.request.origin

    def render(
        self, component: str, record: Versioned, value: Callable[[], JSON], form: str = ""
    ) -> bytes:
        """The record as JSON, made and checked against `component` once for each version.

        The prefix is part of it, since links begin with it; `form` names whatever else the JSON
        depends on, such as quirks. Raises WrongAnswerError when the contract does not allow it.
        """
        key = f"{self.prefix} {form}" if form else self.prefix
        for known, rendered in record.rendered:
            if known == key:
                return rendered
        made = value()
        check = self.validators.component(component)
        if not check.accepts(made):
            raise WrongAnswerError(f"{component}: {check.faults(made, component)[0].message}")
        # The library's buffers are larger than what they hold; a copy is not.
        rendered = bytes(memoryview(orjson.dumps(made)))
        record.remember(key, rendered)
        return rendered


Handler = Callable[[Call], Answer | Awaitable[Answer]]


@frozen
class RateLimit:
    """So many calls in so many seconds, for each key."""

    calls: int
    seconds: float
    key: Callable[[Call], tuple[str, ...]]


R = TypeVar("R")


@frozen
class Work(Generic[R]):
    """What an API works on in a world, and what people are told of each record besides its id."""

    records: Callable[[World], Iterable[R]]
    """As they are now, the oldest first."""
    state: Callable[[R], str]
    """As the life cycle of the API's work names it."""
    owner: Callable[[R], str]
    """Who alone sees it."""
    created: Callable[[R], int]
    """In microseconds since 1970."""


@frozen
class Api:
    """One of the five services, or the control plane."""

    name: str
    handlers: Mapping[str, Handler]
    authenticate: Callable[[World, Mapping[str, str]], Principal | Answer]
    new_state: Callable[[World], State]
    problem: Callable[[int, str], Answer]
    """An error outside the operations (unknown path, wrong method, too large, own failure)."""
    invalid: Callable[[Call, Sequence[Fault]], Answer]
    """The request departs from the contract."""
    malformed: Callable[[MalformedError], Answer] | None
    """The body is not JSON; None leaves it to `invalid`, as a fault of the body by rule `json`."""
    no_body: Callable[[], Answer] | None
    """A required body is absent; None leaves it to `invalid`, as null in the place of a body."""
    wrong_media: Callable[[str], Answer] | None = None
    """The body is said to be something else than JSON; None reads it as JSON all the same."""
    cast: Callable[[Call], JSON] | None = None
    """What the body is taken for before it is checked; None takes it as it was sent."""
    due: Mapping[str, Callable[[World, Any], None]] = Factory(dict)
    credentials: Callable[[World], dict[str, JSON]] = lambda _world: {}
    """What lets the default principal in, and a second one; for the control plane."""
    add_fixtures: Callable[[World, Mapping[str, Any], Validators], JSON] = (
        lambda _world, _records, _validators: {}
    )
    """Put records into a world, as the control plane's contract describes them for this API; says
    what was made. Raises FixtureError."""
    work: Work[Any] | None = None
    """What the control plane lists of it; None only where there is no such life cycle."""
    outcomes: Mapping[str, frozenset[str]] = Factory(dict)
    """The script outcomes that the work behind an operation understands; by "" those of work that
    no operation begins."""
    misrouted: Callable[[World, str], Answer | None] = lambda _world, _method: None
    """What a quirk answers to a method on a path that does not take it, or that is unknown."""
    charset_quirk: str | None = None
    """The quirk, with the API's name before it, under which answers name the charset of JSON."""
    quirks: frozenset[str] = frozenset()
    """The quirks it can play; exactly those that its contract lists."""
    rate_limit: Callable[[str], RateLimit | None] = lambda _operation: None
    limited: Callable[[Call, Verdict], Answer] | None = None
    limit_headers: Callable[[Verdict, int], Headers] = lambda _verdict, _now: ()
    always_headers: Callable[[Mapping[str, str], World], Fields] = lambda _headers, _world: ()
    """Headers that every answer carries, from those of the request."""
    malformed_first: bool = False
    """Whether a body that is not JSON is refused before the credentials are looked at."""
    redirects_slash: bool = False
    """Whether a known path with one slash too many is redirected."""
    max_body: int = 4 * 1024 * 1024
    """Bytes that a request body may have."""


def admit(
    world: World, offered: Sequence[str], known: Mapping[str, Principal], default: Principal
) -> Principal | None:
    """The principal that one of the `offered` credentials names, by the world's way of checking.

    `strict` lets in those that are known; `any` also makes every other one a tenant of its own;
    `off` asks for none.
    """
    for credential in offered:
        if credential in known:
            return known[credential]
    match world.options.auth:
        case "off":
            return default
        case "any" if offered:
            return Principal(user=offered[0], tenant=offered[0])
    return None


def bearer(headers: Mapping[str, str]) -> str | None:
    """The token of an `Authorization: Bearer` header."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
