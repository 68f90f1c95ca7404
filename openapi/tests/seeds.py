"""Where a bundle differs from what its seed document states.

`seed_facts/<api>.json` holds the facts of a seed: no sentence of it, only names, types, defaults,
limits, statuses and credentials. What the seed itself lost (such as paths that were stripped from
it) is taken from the vendor's other public sources and stands apart in `also`.
"""

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from openapi.tests.fields import Finding, Object, difference, field_findings, findings, type_name
from openapi.tests.samples import resolve

FACTS = Path(__file__).parent / "seed_facts"


@frozen
class Difference:
    """One aspect of an operation or schema that is not as in the seed, with both values."""

    where: str
    aspect: str
    seed: str
    ours: str


@functools.cache
def facts(api: str) -> dict[str, Any]:
    """The facts of the seed of `api`; what stands in `also` is merged into its parent."""
    text = (FACTS / f"{api}.json").read_text(encoding="utf-8")
    merged: dict[str, Any] = json.loads(text, object_hook=_merge)
    return merged


def operation_differences(document: Object, name: str, stated: Object) -> set[Difference]:
    """How the operation `name` of `document` differs from what the seed states about it."""
    method, path, operation, parameters = _operation(document, name)
    found = [
        *difference("method", stated["method"], method),
        *difference("path", stated["path"], path),
        *_upstream(stated, operation),
        *_parameters(document, stated["parameters"], operation, parameters),
        *_body(document, stated["body"], operation),
        *_statuses(document, stated["statuses"], operation),
        *_result(document, stated, operation),
        *_credentials(document, stated["credentials"], operation),
    ]
    return {Difference(name, aspect, seed, ours) for aspect, seed, ours in found}


def schema_differences(document: Object, name: str, fields: list[Object]) -> set[Difference]:
    """How the component schema `name` differs from the fields that are stated for it."""
    schema = document["components"]["schemas"].get(name)
    if schema is None:
        return {Difference(name, "schema", name, "")}
    found = findings(document, fields, schema)
    return {Difference(name, aspect, seed, ours) for aspect, seed, ours in found}


def bodies(document: Object, name: str) -> Iterator[tuple[str, Object | None]]:
    """The statuses of the operation `name` in their order, each with the schema of its body."""
    _, _, operation, _ = _operation(document, name)
    for status, response in operation["responses"].items():
        content = resolve(document, response).get("content", {})
        yield status, content["application/json"]["schema"] if content else None


def request_body(document: Object, name: str) -> Object | None:
    """The schema of the request body of the operation `name`, or None."""
    _, _, operation, _ = _operation(document, name)
    if "requestBody" not in operation:
        return None
    schema: Object = operation["requestBody"]["content"]["application/json"]["schema"]
    return schema


def _merge(value: dict[str, Any]) -> dict[str, Any]:
    lost: dict[str, Any] = value.pop("also", {})
    return value | lost


def _operation(document: Object, name: str) -> tuple[str, str, Object, list[Object]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method != "parameters" and operation["operationId"] == name:
                given = [*item.get("parameters", []), *operation.get("parameters", [])]
                return method, path, operation, [resolve(document, one) for one in given]
    raise AssertionError(f"the bundle has no operation {name}")


def _upstream(stated: Object, operation: Object) -> Iterator[Finding]:
    seed, ours = stated.get("upstream", ""), operation.get("x-upstream-operation-id", "")
    # Generators respell ids, each in its own way.
    if re.sub(r"\W|_", "", seed).lower() != re.sub(r"\W|_", "", ours).lower():
        yield "upstream id", seed, ours


def _parameters(
    document: Object, stated: list[Object], operation: Object, parameters: list[Object]
) -> Iterator[Finding]:
    ours = {(one["name"].lower(), one["in"]): one for one in parameters}
    for parameter in stated:
        name, place = parameter["name"], parameter["in"]
        found = ours.pop((name.lower(), place), None)
        if found is None:
            yield f"parameter {name}", place, _credential_header(document, operation, name)
            continue
        yield from difference(
            f"parameter {name} required", parameter["required"], found.get("required", False)
        )
        yield from field_findings(document, f"parameter {name}", parameter, found["schema"])
    for (name, place), found in ours.items():
        if "x-source" not in found:
            yield f"parameter {name}", "", place


def _body(document: Object, stated: Object | None, operation: Object) -> Iterator[Finding]:
    body = resolve(document, operation.get("requestBody", {}))
    if stated is None or not body:
        yield from difference("body", stated is not None, bool(body))
        return
    yield from difference("body required", stated["required"], body["required"])
    schema = body["content"]["application/json"]["schema"]
    yield from difference("body type", stated["type"], type_name(schema))
    for field in stated.get("fields", []):
        member = resolve(document, schema)["properties"].get(field["name"], {})
        yield from field_findings(document, f"body {field['name']}", field, member)


def _statuses(document: Object, stated: list[str], operation: Object) -> Iterator[Finding]:
    for status in stated:
        if status not in operation["responses"]:
            yield f"status {status}", status, ""
    for status, given in operation["responses"].items():
        marked = "x-source" in given or "x-source" in resolve(document, given)
        if status not in stated and not marked:
            yield f"status {status}", "", status


def _result(document: Object, stated: Object, operation: Object) -> Iterator[Finding]:
    responses = {s: resolve(document, given) for s, given in operation["responses"].items()}
    accept = {media for response in responses.values() for media in response.get("content", {})}
    yield from difference("content types", sorted(stated["accept"]), sorted(accept))
    success = next(status for status in stated["statuses"] if status.startswith("2"))
    content = responses.get(success, {}).get("content", {})
    schema: Object = next((media["schema"] for media in content.values()), {})
    yield from difference("result", stated["result"], type_name(schema))


def _credentials(document: Object, stated: list[list[str]], operation: Object) -> Iterator[Finding]:
    schemes = document["components"].get("securitySchemes", {})
    ours, unmarked = [], []
    for alternative in operation["security"]:
        given = sorted(_credential(schemes[name]) for name in alternative)
        ours.append(given)
        if not all("x-source" in schemes[name] for name in alternative):
            unmarked.append(given)
    missing = [one for one in stated if not any(_covers(given, one) for given in ours)]
    surplus = [given for given in unmarked if not any(_covers(given, one) for one in stated)]
    if missing or surplus:
        yield "credentials", _alternatives(stated), _alternatives(ours)


def _credential(scheme: Object) -> str:
    if scheme["type"] == "apiKey":
        return f"apiKey {scheme['in']} {scheme['name'].lower()}"
    return f"{scheme['type']} {scheme['scheme']}"


def _covers(given: list[str], needed: list[str]) -> bool:
    return all(any(f"{one} ".startswith(f"{need} ") for one in given) for need in needed)


def _alternatives(credentials: list[list[str]]) -> str:
    return " or ".join(" and ".join(alternative) for alternative in credentials)


def _credential_header(document: Object, operation: Object, header: str) -> str:
    """The credential that travels in the header which the seed has as a parameter."""
    schemes = document["components"].get("securitySchemes", {})
    used = [_credential(schemes[name]) for one in operation["security"] for name in one]
    words = {f"apiKey header {header.lower()}"}
    if header.lower() == "authorization":
        words.add("http bearer")
    return next((credential for credential in used if credential in words), "")
