"""A request between its route and its answer, and answers that need neither body nor handler."""

from collections.abc import Sequence

from attrs import define

from taskpact_mock.api import Answer, Request
from taskpact_mock.contract.routes import Match, UnknownPath, WrongMethod
from taskpact_mock.pipeline.service import Service
from taskpact_mock.world.world import World

Found = Match | WrongMethod | UnknownPath

_JSON = (b"content-type", b"application/json")
_JSON_UTF8 = (b"content-type", b"application/json; charset=utf-8")
"""One for all answers, since the journal keeps many."""


@define(eq=False)
class Exchange:
    """A request, the world that it is for and the service that answers it."""

    request: Request
    world: World
    service: Service
    found: Found
    path: str
    """Without the address of the world."""
    prefix: str
    """The address of the world, or nothing when a header names it."""
    counted: bool
    """Whether time and journal of the world are concerned; the control plane stands apart."""
    began: int
    """The world's moment at which it came."""


def early_answer(exchange: Exchange) -> Answer | None:
    """What is answered without reading the request any further."""
    request, found = exchange.request, exchange.found
    if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
        return _preflight(request.headers)
    if isinstance(found, Match):
        return None
    api, world = exchange.service.api, exchange.world
    if isinstance(found, WrongMethod):
        if (quirk := api.misrouted(world, request.method)) is not None:
            return quirk
        given = api.problem(405, f"{request.method} is not allowed here")
        allow = ("allow", ", ".join(found.allowed))
        return Answer(given.status, given.body, (*given.headers, allow))
    if found.slashed and api.redirects_slash:
        query = request.query.decode("latin-1")
        location = request.path.rstrip("/") + (query and "?" + query)
        return Answer(307, b"", (("location", location),))
    unknown = "no operation has this path; GET /_mock/openapi lists them"
    return api.misrouted(world, request.method) or api.problem(404, unknown)


def fields_of(exchange: Exchange, given: Answer) -> list[tuple[bytes, bytes]]:
    """The header fields of an answer."""
    fields: list[tuple[bytes, bytes]] = []
    if given.body or given.stream is not None:
        fields.append(_type_of(exchange, given))
    if given.stream is None and given.status != 204:
        fields.append((b"content-length", b"%d" % len(given.body)))
    sent = exchange.request.headers
    always = exchange.service.api.always_headers(sent, exchange.world)
    if given.headers:  # an answer's own header takes the place of the usual one
        own = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in given.headers]
        names = {name.lower() for name, _ in own}
        always = (*own, *(each for each in always if each[0] not in names))
    fields += always
    if "origin" in sent:
        fields.append((b"access-control-allow-origin", b"*"))
        fields.append((b"access-control-expose-headers", b"*"))
    return fields


def write_down(
    exchange: Exchange, given: Answer | None, fields: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    """Note the request in the world's journal, and its answer, if there is one, as covered.

    `fields` are the header fields that are sent with the answer.
    """
    found, world, request = exchange.found, exchange.world, exchange.request
    api = exchange.service.api.name
    operation = found.operation.id if isinstance(found, Match) else None
    principal = request.principal
    status = answer = None
    if given is not None:
        status = given.status
        answer = given.body if given.stream is None else None
        if operation is not None:
            world.coverage.answers[api, operation, status] += 1
    world.journal.add(
        exchange.began,
        world.now,
        request.method,
        exchange.path,
        request.query,
        request.headers,
        request.body,
        None if principal is None else principal.user,
        api,
        operation,
        status,
        fields,
        answer,
    )


def _type_of(exchange: Exchange, given: Answer) -> tuple[bytes, bytes]:
    if given.media != "application/json":
        return b"content-type", given.media.encode()
    quirk = exchange.service.api.charset_quirk
    return _JSON_UTF8 if quirk is not None and exchange.world.has_quirk(quirk) else _JSON


def _preflight(headers: dict[str, str]) -> Answer:
    """Browsers ask before they call another origin; here everyone may."""
    return Answer(
        204,
        headers=(
            ("access-control-allow-methods", headers["access-control-request-method"]),
            ("access-control-allow-headers", headers.get("access-control-request-headers", "*")),
            ("access-control-max-age", "600"),
        ),
    )
