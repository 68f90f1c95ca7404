"""What is wrong with a request: the client's violations."""

from collections.abc import Iterator

from taskpact_contract.nodes import Node
from taskpact_contract.proxy.credentials import missing_credentials
from taskpact_contract.proxy.messages import Request, Violation, media_type, parsed
from taskpact_contract.routes import Match, Mismatch, Route
from taskpact_contract.schemas import Schemas, from_text


def unknown(request: Request, mismatch: Mismatch) -> Violation:
    """The violation of a request that means no operation."""
    if mismatch.item is None:
        message = f"there is no path {request.path}"
        return Violation(side="client", check="path", message=message, pointer="#/paths")
    allowed = ", ".join(mismatch.allowed)
    return Violation(
        side="client",
        check="method",
        message=f"{request.path} knows {allowed}, not {request.method}",
        pointer=mismatch.item.pointer,
    )


def request_violations(request: Request, match: Match, schemas: Schemas) -> Iterator[Violation]:
    """Each violation of a request that means an operation."""
    if wanted := missing_credentials(request, match.route.security):
        yield _violation("credentials", f"sent none of: {wanted}", match.route.security)
    yield from _parameters(request, match, schemas)
    yield from _body(request, match.route, schemas)


def _parameters(request: Request, match: Match, schemas: Schemas) -> Iterator[Violation]:
    query = request.queried()
    for node in match.route.parameters:
        name, location = node.value["name"], node.value["in"]
        given = _given(request, match, query, name, location)
        if given:
            value = from_text(given, node.at("schema"))
            for fault in schemas.faults(value, node.at("schema")):
                message = fault.about(f"{location} parameter {name}")
                yield Violation(
                    side="client", check="parameter", message=message, pointer=fault.pointer
                )
        elif node.value.get("required"):
            yield _violation("parameter", f"{location} parameter {name} is missing", node)
    listed = {node.value["name"] for node in match.route.parameters if node.value["in"] == "query"}
    for name in query:
        if name not in listed:
            message = f"there is no query parameter {name}"
            yield _violation("parameter", message, match.route.node)


def _given(
    request: Request, match: Match, query: dict[str, list[str]], name: str, location: str
) -> list[str]:
    """The texts that a parameter was sent as; none if it was not."""
    if location == "path":
        return [match.values[name]]
    if location == "query":
        return query.get(name, [])
    value = request.header(name) if location == "header" else None
    return [] if value is None else [value]


def _body(request: Request, route: Route, schemas: Schemas) -> Iterator[Violation]:
    node = route.node.at("requestBody").followed()
    if not request.body:
        if request.body is not None and node and node.value.get("required"):
            yield _violation("body", "there is no body", node)
        return
    if not node:
        yield _violation("body", "there is a body, and none is asked for", route.node)
        return
    content, media = node.at("content"), media_type(request.headers)
    if media not in content:
        types = " or ".join(name for name, _ in content.items())
        message = f"sent {media or 'no media type'}, not {types}"
        yield _violation("media", message, content)
    else:
        yield from _json(request.body, content.at(media).at("schema"), schemas)


def _json(body: bytes, schema: Node, schemas: Schemas) -> Iterator[Violation]:
    try:
        value = parsed(body)
    except ValueError as error:
        yield _violation("body", f"the body is no JSON: {error}", schema)
        return
    for fault in schemas.faults(value, schema):
        message = fault.about("the body")
        yield Violation(side="client", check="body", message=message, pointer=fault.pointer)


def _violation(check: str, message: str, node: Node) -> Violation:
    return Violation(side="client", check=check, message=message, pointer=node.pointer)
