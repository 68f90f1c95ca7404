"""Rules 1 to 5: the document as a whole, its extension words, references and components."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from scripts.specs.style.apis import API_TABLE
from scripts.specs.style.document import Document, Node
from scripts.specs.style.registry import Finding, rule

EXTENSIONS: Mapping[str, frozenset[str]] = {
    "x-family": frozenset({"info"}),
    "x-lifecycle": frozenset({"document"}),
    "x-upstream-operation-id": frozenset({"operation"}),
    "x-quirks": frozenset({"document"}),
    "x-quirk": frozenset({"operation"}),
    "x-refusal": frozenset({"schema"}),
    "x-ignored": frozenset({"schema"}),
    "x-source": frozenset(
        {"operation", "parameter", "header", "response", "schema", "security scheme", "callback"}
    ),
}
"""Every extension word, and the kinds of node that may carry it."""

REFUSAL_MEMBERS = {"status", "code", "message"}


@rule(1)
def header(document: Document) -> Iterator[Finding]:
    """The document says what it is."""
    if not str(document.raw.get("openapi", "")).startswith("3.1."):
        yield "/openapi", "write the document in OpenAPI 3.1"
    info = document.raw.get("info", {})
    for member in ("title", "version", "summary", "description"):
        if not info.get(member):
            yield "/info", f"add {member}"
    family = API_TABLE[document.api].family
    if info.get("x-family") != family:
        yield "/info/x-family", f"must be {family}"


@rule(2)
def whole_paths(document: Document) -> Iterator[Finding]:
    """Paths are the genuine ones, so that all APIs fit on one port."""
    servers = document.raw.get("servers", [])
    if not servers:
        yield "/servers", "add one server"
    for number, server in enumerate(servers):
        if urlsplit(server.get("url", "")).path:
            yield f"/servers/{number}/url", "an origin only: the paths are whole"
    base = API_TABLE[document.api].base_path
    for path in document.raw.get("paths", {}):
        if path != base and not path.startswith(base + "/"):
            yield f"/paths/{path}", f"begin the path with {base}"
        if path.endswith("/"):
            yield f"/paths/{path}", "drop the slash at the end"


@rule(3)
def extension_words(document: Document) -> Iterator[Finding]:
    """Nothing extends OpenAPI but the words of one table, each in its place."""
    for node in document.nodes:
        for word in _extensions(node):
            if word not in EXTENSIONS:
                yield node.where, f"unknown word {word}: use one of {', '.join(EXTENSIONS)}"
            elif node.kind not in EXTENSIONS[word]:
                yield node.where, f"{word} has no meaning here ({node.kind})"
        source = node.get("x-source", "a source")
        if not (isinstance(source, str) and source.strip()):
            yield f"{node.where}/x-source", "name the source in a few words"
        refusal = node.get("x-refusal", {"status": 400})
        if not isinstance(refusal, dict) or not {"status"} <= refusal.keys() <= REFUSAL_MEMBERS:
            yield f"{node.where}/x-refusal", "needs status, may have code and message"
        if node.get("x-ignored", True) is not True:
            yield f"{node.where}/x-ignored", "say true, or leave it out"
        if node.kind == "quirk use" and node.name not in document.raw.get("x-quirks", {}):
            yield node.where, "list the quirk in x-quirks"


@rule(4)
def references(document: Document) -> Iterator[Finding]:
    """Every reference names a component of this document."""
    for node in document.nodes:
        for word in ("$defs", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$schema"):
            if node.kind == "schema" and node.get(word) is not None:
                yield node.where, f"no {word}: name the schema as a component"
        target = node.get("$ref")
        if target is None:
            continue
        if not re.fullmatch(r"#/components/[A-Za-z]+/[A-Za-z0-9_.-]+", str(target)):
            yield node.where, f"{target} must have the form #/components/KIND/NAME"
        elif not document.resolve(node.value):
            yield node.where, f"{target} leads nowhere"


@rule(5)
def nothing_unused(document: Document) -> Iterator[Finding]:
    """Every component is reached from an operation, directly or through others."""
    graph: dict[str, set[str]] = {}
    for node in document.nodes:
        owner = "/".join(node.where.split("/")[1:4]) if _in_component(node) else ""
        if node.get("$ref") is not None:
            graph.setdefault(owner, set()).add(str(node.value["$ref"]).removeprefix("#/"))
    for requirement in _security(document):
        graph.setdefault("", set()).add(f"components/securitySchemes/{requirement}")
    reached, open_ends = set[str](), {""}
    while open_ends:
        reached |= open_ends
        open_ends = {name for end in open_ends for name in graph.get(end, ())} - reached
    for kind, members in document.raw.get("components", {}).items():
        for name in members:
            if f"components/{kind}/{name}" not in reached:
                yield f"/components/{kind}/{name}", "nothing uses it: delete it"


def _extensions(node: Node) -> list[str]:
    # A map of names (paths, components) is no node, and examples hold data, not words.
    if not isinstance(node.value, dict) or node.kind == "example":
        return []
    return [key for key in node.value if key.startswith("x-")]


def _in_component(node: Node) -> bool:
    return node.where.startswith("/components/") and node.where.count("/") >= 3


def _security(document: Document) -> Iterator[str]:
    for operation in document.operations:
        for requirement in operation.value.get("security", []):
            yield from requirement
