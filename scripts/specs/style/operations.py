"""Rules 6 to 13: names, words, credentials, links and statuses of operations."""

from collections import Counter
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from openapi_python_client.strings import snake_case

from scripts.specs.style.apis import API_TABLE
from scripts.specs.style.document import Document, Node, Operation
from scripts.specs.style.registry import Finding, rule

SUMMARY_LENGTH = 80


@rule(6)
def operation_ids(document: Document) -> Iterator[Finding]:
    """The operations are exactly those of the design."""
    expected = API_TABLE[document.api].operations
    found = [operation.id for operation in document.operations]
    for operation in document.operations:
        if operation.id not in expected:
            yield operation.where, f"operationId {operation.id!r} is not one of {expected}"
    for name in expected:
        if found.count(name) != 1:
            yield "/paths", f"needs the operation {name} exactly once"


@rule(7)
def names(document: Document) -> Iterator[Finding]:
    """What the generator turns into one Python name has one name."""
    ids = [node.get("operationId", "") for node in document.of_kind("operation")]
    for clash in _clashes(ids):
        yield "/paths", f"operationIds {clash} become one Python name"
    for clash in _clashes(document.raw.get("components", {}).get("schemas", {})):
        yield "/components/schemas", f"schemas {clash} become one module"
    for operation in document.operations:
        arguments = [str(parameter.get("name")) for parameter in operation.parameters]
        for clash in _clashes([*arguments, *_body_fields(document, operation)]):
            yield operation.where, f"parameters and body fields {clash} become one argument"


@rule(8)
def tags(document: Document) -> Iterator[Finding]:
    """One tag, the API's name, is declared and carried by every operation."""
    declared = [tag.get("name") for tag in document.raw.get("tags", [])]
    if declared != [document.api]:
        yield "/tags", f"declare the one tag {document.api}"
    for operation in document.operations:
        if operation.value.get("tags") != [document.api]:
            yield operation.where, f"give it the one tag {document.api}"


@rule(9)
def summaries(document: Document) -> Iterator[Finding]:
    """An operation has a summary, one short sentence, and a description that adds to it."""
    for node in document.of_kind("operation"):
        summary, description = str(node.get("summary", "")), str(node.get("description", ""))
        if not _is_sentence(summary) or "\n" in summary or len(summary) > SUMMARY_LENGTH:
            yield node.where, f"summary: one sentence with a period, {SUMMARY_LENGTH} characters"
        if not _is_sentence(description) or description == summary:
            yield node.where, "description: sentences that add to the summary"


@rule(10)
def security(document: Document) -> Iterator[Finding]:
    """Every operation states its credentials itself; schemes are defined."""
    schemes = document.raw.get("components", {}).get("securitySchemes", {})
    if "security" in document.raw:
        yield "/security", "state it on each operation: the generator reads nothing else"
    for operation in document.operations:
        requirements = operation.value.get("security", [])
        if not requirements or {} in requirements:
            yield operation.where, "state at least one credential in security"
        for name in (name for requirement in requirements for name in requirement):
            if name not in schemes:
                yield operation.where, f"security scheme {name} is not defined"


@rule(11)
def upstream_ids(document: Document) -> Iterator[Finding]:
    """The vendor's own operation id is kept where there is one."""
    expected = API_TABLE[document.api].upstream
    for operation in document.operations:
        if bool(operation.value.get("x-upstream-operation-id")) != expected:
            verb = "add" if expected else "drop"
            yield operation.where, f"{verb} x-upstream-operation-id"


@rule(12)
def links(document: Document) -> Iterator[Finding]:
    """A link leads from a real value to every path parameter of a real operation."""
    operations = {operation.id: operation for operation in document.operations}
    for source in document.operations:
        found = set[str]()
        for where, link, response in _links_of(document, source):
            target = operations.get(link.get("operationId", ""))
            if target is None:
                yield where, f"operationId {link.get('operationId')!r} does not exist"
                continue
            found.add(target.id)
            yield from _link_parameters(document, where, link, source, response, target)
        for name in API_TABLE[document.api].links.get(source.id, ()):
            if name not in found:
                yield source.where, f"link its success response to {name}"


@rule(13)
def statuses(document: Document) -> Iterator[Finding]:
    """Responses are listed by a status that HTTP knows; at least one is a success."""
    known = {str(status.value) for status in HTTPStatus}
    for operation in document.operations:
        codes = set(operation.value.get("responses", {}))
        for code in sorted(codes - known):
            yield operation.where, f"response {code!r}: list single, registered statuses"
        if not any(code.startswith("2") for code in codes):
            yield operation.where, "list the status of success"
    for quirk in document.of_kind("quirk use"):
        for code in sorted(quirk.value.keys() - known):
            yield quirk.where, f"{code!r} is no registered status"


def _clashes(given: Iterable[str]) -> list[str]:
    values = list(given)
    counts = Counter(snake_case(value) for value in values)
    return [value for value in values if counts[snake_case(value)] > 1]


def _body_fields(document: Document, operation: Operation) -> list[str]:
    body = document.resolve(operation.value.get("requestBody", {}))
    schema = body.get("content", {}).get("application/json", {}).get("schema", {})
    options = [schema, *document.resolve(schema).get("anyOf", [])]
    found = (document.resolve(option).get("properties", {}) for option in options)
    return [name for properties in found for name in properties]


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and text.rstrip().endswith(".")


def _links_of(
    document: Document, operation: Operation
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for code, given in operation.value.get("responses", {}).items():
        response = document.resolve(given)
        for name, link in response.get("links", {}).items():
            yield (
                f"{operation.where}/responses/{code}/links/{name}",
                document.resolve(link),
                response,
            )


def _link_parameters(
    document: Document,
    where: str,
    link: dict[str, Any],
    source: Operation,
    response: dict[str, Any],
    target: Operation,
) -> Iterator[Finding]:
    given = {name.rsplit(".", 1)[-1]: value for name, value in link.get("parameters", {}).items()}
    known = {parameter.get("name") for parameter in target.parameters}
    needed = {p.get("name") for p in target.parameters if p.get("in") == "path"}
    for name in given.keys() - known:
        yield where, f"{target.id} has no parameter {name}"
    for name in needed - given.keys():
        yield where, f"give the path parameter {name} of {target.id}"
    for expression in given.values():
        if not _leads_somewhere(document, str(expression), source.parameters, response):
            yield where, f"{expression} finds nothing in this call"


def _leads_somewhere(
    document: Document, expression: str, parameters: tuple[Node, ...], response: dict[str, Any]
) -> bool:
    if expression.startswith("$request."):
        place, _, name = expression.removeprefix("$request.").partition(".")
        return any(p.get("in") == place and p.get("name") == name for p in parameters)
    if not expression.startswith("$response.body#/"):
        return not expression.startswith("$")
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    for step in expression.removeprefix("$response.body#/").split("/"):
        schema = document.resolve(schema)
        schema = schema.get("items") if step.isdigit() else schema.get("properties", {}).get(step)
        if schema is None:
            return False
    return True
