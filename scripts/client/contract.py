"""A bundle as the generator wants it: success answers only, with what it would have forgotten."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint

Node = dict[str, Any]
"""An object of the document."""

METHODS = ("get", "put", "post", "delete", "patch")

EVENT_STREAM = "text/event-stream"

SCHEMAS = "#/components/schemas/"


class ContractError(Exception):
    """A bundle holds something that the generated client could not express faithfully."""


@frozen
class Refusal:
    """A documented answer outside 2xx."""

    status: int
    description: str


@frozen
class Facts:
    """What the generator does not keep of an operation."""

    secured: bool
    streams: bool
    body_required: bool
    ignored: frozenset[str]
    """The members of the body that have no effect."""
    refusals: tuple[Refusal, ...]


@frozen
class Contract:
    """One API: its bundle, the generator's reading of it, and the facts beside it."""

    api: str
    bundle: Node
    data: GeneratorData
    facts: Mapping[str, Facts]

    @classmethod
    def load(cls, source: Path) -> "Contract":
        """Read a bundle; raises ContractError with everything the generator complains about."""
        api = source.stem
        bundle = json.loads(source.read_text(encoding="utf-8"))
        facts = {op["operationId"]: _facts(op, bundle) for op in _operations(bundle)}
        data = GeneratorData.from_dict(_document(bundle), config=_config(source))
        if isinstance(data, GeneratorError):
            raise ContractError(f"{api}: {data.header}\n{data.detail}")
        if complaints := list(_complaints(data)):
            raise ContractError("\n".join([f"{api}: the client generator refuses", *complaints]))
        contract = cls(api, bundle, data, facts)
        if lost := facts.keys() - {str(endpoint.name) for endpoint in contract.endpoints()}:
            raise ContractError(f"{api}: operations lost on the way: {', '.join(sorted(lost))}")
        return contract

    def payloads(self) -> list[str]:
        """The schemas of what the API itself sends, by callback or webhook."""
        return sorted({name for item in _sent(self.bundle) for name in _body_schemas(item)})

    def endpoints(self) -> Iterator[Endpoint]:
        """Every operation, in the order of the document."""
        for collection in self.data.endpoint_collections_by_tag.values():
            yield from collection.endpoints


def _operations(bundle: Node) -> Iterator[Node]:
    for item in bundle["paths"].values():
        for method in METHODS:
            if method in item:
                yield item[method]


def _sent(bundle: Node) -> Iterator[Node]:
    """Every path item that the API calls, rather than serves."""
    yield from bundle.get("webhooks", {}).values()
    callbacks = [*bundle.get("components", {}).get("callbacks", {}).values()]
    for operation in _operations(bundle):
        callbacks.extend(operation.get("callbacks", {}).values())
    for callback in callbacks:
        yield from _resolve(callback, bundle).values()


def _body_schemas(item: Node) -> Iterator[str]:
    """The names of the schemas that the bodies of a path item consist of."""
    for method in METHODS:
        for media in item.get(method, {}).get("requestBody", {}).get("content", {}).values():
            reference = media["schema"].get("$ref", "")
            if not reference.startswith(SCHEMAS):
                raise ContractError("what an API sends must be a schema of `components`")
            yield reference.removeprefix(SCHEMAS)


def _facts(operation: Node, bundle: Node) -> Facts:
    answers = _answers(operation, bundle)
    return Facts(
        secured=bool(operation.get("security", bundle.get("security"))),
        streams=any(EVENT_STREAM in answer.get("content", ()) for answer in answers.values()),
        body_required=_resolve(operation.get("requestBody", {}), bundle).get("required", False),
        ignored=_ignored(operation, bundle),
        refusals=tuple(
            Refusal(int(code), answer.get("description", ""))
            for code, answer in sorted(answers.items())
            if code.isdigit() and not code.startswith("2")
        ),
    )


def _ignored(operation: Node, bundle: Node) -> frozenset[str]:
    content = _resolve(operation.get("requestBody", {}), bundle).get("content", {})
    schemas = (_resolve(media["schema"], bundle) for media in content.values())
    return frozenset(
        name
        for schema in schemas
        for name, member in schema.get("properties", {}).items()
        if member.get("x-ignored")
    )


def _document(bundle: Node) -> Node:
    """The part of a bundle that the generator gets right, as a document of its own.

    Errors are read by shape at run time, so only successful answers are in it. An event stream
    becomes the JSON that each event's data holds: the generator knows no streams.
    """
    kept = ("schemas", "parameters", "requestBodies")
    paths: Node = {}
    for path, item in bundle["paths"].items():
        paths[path] = {key: item[key] for key in ("parameters",) if key in item}
        for method in METHODS:
            if method in item:
                paths[path][method] = _reduced(item[method], bundle)
    components = bundle.get("components", {})
    return {
        "openapi": bundle["openapi"],
        "info": {key: bundle["info"][key] for key in ("title", "version")},
        "paths": paths,
        "components": {key: components[key] for key in kept if key in components},
    }


def _reduced(operation: Node, bundle: Node) -> Node:
    kept = ("operationId", "tags", "summary", "description", "parameters", "requestBody")
    answers = {
        code: {"description": "", "content": _json_content(answer.get("content", {}), bundle)}
        for code, answer in _answers(operation, bundle).items()
        if code.startswith("2")
    }
    return {**{key: operation[key] for key in kept if key in operation}, "responses": answers}


def _json_content(content: Node, bundle: Node) -> Node:
    if EVENT_STREAM not in content:
        return content
    event = _resolve(content[EVENT_STREAM]["schema"], bundle)
    data = _resolve(event["properties"]["data"], bundle)
    return {"application/json": {"schema": data.get("contentSchema", data)}}


def _answers(operation: Node, bundle: Node) -> dict[str, Node]:
    return {code: _resolve(answer, bundle) for code, answer in operation["responses"].items()}


def _resolve(node: Node, bundle: Node) -> Node:
    while "$ref" in node:
        reference = node["$ref"]
        node = bundle
        for key in reference.removeprefix("#/").split("/"):
            node = node[key.replace("~1", "/").replace("~0", "~")]
    return node


def _complaints(data: GeneratorData) -> Iterator[str]:
    errors = list(data.errors)
    for collection in data.endpoint_collections_by_tag.values():
        errors.extend(collection.parse_errors)
    for error in errors:
        yield f"{error.header or error.level.value}: {error.detail} {error.data or ''}".strip()


def _config(source: Path) -> Config:
    return Config.from_sources(
        ConfigFile(post_hooks=[]),
        meta_type=MetaType.NONE,
        document_source=source,
        file_encoding="utf-8",
        overwrite=True,
        output_path=None,
    )
