"""Write what can be derived of the reference: life cycles, operations, quirks, control plane."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.specs.bundle import APIS, METHODS

HEADER = "<!-- Derived from the contracts by `make generate`: do not edit. -->\n\n"


def build(bundles: Path, control: Path, out: Path) -> None:
    """Write the derived pages of docs/reference to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    documents = {api: json.loads((bundles / f"{api}.json").read_text()) for api in APIS}
    plane = json.loads(control.read_text())
    for name, lines in (
        ("life-cycles", _lifecycles(documents)),
        ("operations", _operations(documents)),
        ("quirks", _quirks(documents)),
        ("control-plane", _control(plane)),
    ):
        (out / f"{name}.md").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def _lifecycles(documents: dict[str, Any]) -> Iterator[str]:
    yield "# Life cycles"
    yield ""
    yield "Each resource that lives, as the `x-lifecycle` of its contract lists it. The server runs"
    yield "these tables, the client's unified states come from them, and tests walk them."
    for api, document in documents.items():
        for lifecycle in document["x-lifecycle"]:
            yield from ("", f"## {api}: {lifecycle['resource']}", "", lifecycle["description"], "")
            yield from _diagram(lifecycle)
            yield ""
            yield from _states(lifecycle)
            yield from _refusals(lifecycle)


def _diagram(lifecycle: dict[str, Any]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for row in lifecycle["transitions"]:
        ((kind, names),) = row["by"].items()
        label = ", ".join([names] if isinstance(names, str) else names)
        label += f" [{row['if']}]" if "if" in row else ""
        label += f" ({kind})" if kind != "operation" else ""
        for leaves in row["from"] or ["[*]"]:
            yield f"  {leaves} --> {leaves if row['to'] == 'same' else row['to']}: {label}"
    for state, entry in lifecycle["states"].items():
        if entry.get("terminal"):
            yield f"  {state} --> [*]"
    yield "```"


def _states(lifecycle: dict[str, Any]) -> Iterator[str]:
    yield "| state | on the wire | unified | meaning |"
    yield "|---|---|---|---|"
    for state, entry in lifecycle["states"].items():
        words = ", ".join(f"`{word}`" for word in entry.get("words", [state]))
        unified = entry.get("unified", "") + (", final" if entry.get("terminal") else "")
        yield f"| {state} | {words} | {unified} | {entry['description']} |"


def _refusals(lifecycle: dict[str, Any]) -> Iterator[str]:
    rows = lifecycle.get("refused", [])
    if not rows:
        return
    yield from ("", "What is answered when nothing fits, the first row first:", "")
    yield "| operation | state | if | status | code |"
    yield "|---|---|---|---|---|"
    for row in rows:
        by = row["by"] if isinstance(row["by"], str) else ", ".join(row["by"])
        cells = (by, ", ".join(row.get("from", ["any"])), row.get("if", ""), row["status"])
        yield f"| {' | '.join(map(str, cells))} | {row.get('code', '')} |"


def _operations(documents: dict[str, Any]) -> Iterator[str]:
    yield "# Operations"
    for api, document in documents.items():
        yield from ("", f"## {api}", "", document["info"]["description"], "")
        yield "| operation | request | answers | what it does |"
        yield "|---|---|---|---|"
        for path, method, node in _nodes(document):
            statuses = ", ".join(node["responses"])
            request = f"`{method.upper()} {path}`"
            yield f"| {node['operationId']} | {request} | {statuses} | {node['summary']} |"


def _quirks(documents: dict[str, Any]) -> Iterator[str]:
    yield "# Quirks"
    yield ""
    yield "Ways in which a live service departs from its documented intent. Off by default; a world"
    yield 'is made with them by `POST /_mock/worlds {"name": ..., "quirks": ["<api>.<name>"]}`.'
    for api, document in documents.items():
        yield from ("", f"## {api}", "")
        quirks = document.get("x-quirks", {})
        if not quirks:
            yield "None."
            continue
        yield "| quirk | what it changes |"
        yield "|---|---|"
        for name, quirk in quirks.items():
            yield f"| `{api}.{name}` | {quirk['description']} |"


def _control(plane: dict[str, Any]) -> Iterator[str]:
    yield "# Control plane"
    yield ""
    yield plane["info"]["description"]
    yield ""
    yield "| request | body | what it does |"
    yield "|---|---|---|"
    for path, method, node in _nodes(plane):
        content = node.get("requestBody", {}).get("content", {}).get("application/json", {})
        body = f"`{json.dumps(content['example'])}`" if "example" in content else ""
        text = f"{node['summary']} {node['description']}"
        yield f"| `{method.upper()} {path}` | {body} | {text} |"


def _nodes(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]
