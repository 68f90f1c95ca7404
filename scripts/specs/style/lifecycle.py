"""Rule 30: the life cycle and the rest of the document name the same things."""

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.specs.style.document import Document
from scripts.specs.style.registry import Finding, rule

Lifecycle = Mapping[str, Any]


@rule(30)
def lifecycles(document: Document) -> Iterator[Finding]:
    """What a life cycle names exists, and an enum of states lists its states."""
    entries = document.raw.get("x-lifecycle", [])
    if not entries:
        yield "/x-lifecycle", "describe the life of the API's resources"
    resources = {entry.get("resource") for entry in entries}
    operations = {operation.id for operation in document.operations}
    for number, entry in enumerate(entries):
        where = f"/x-lifecycle/{number}"
        for name in sorted(_operations(entry) - operations):
            yield where, f"no operation is called {name}"
        for name in sorted(_guards(entry) ^ set(entry.get("guards", {}))):
            yield where, f"guard {name}: used and explained must be the same guards"
        for name in sorted(_states(entry) - set(entry.get("states", {}))):
            yield where, f"state {name} is not listed"
        for name in sorted(_related(entry) - resources):
            yield where, f"resource {name} has no life cycle"
        yield from _record(document, where, entry)


def _record(document: Document, where: str, entry: Lifecycle) -> Iterator[Finding]:
    record = entry.get("record")
    if record is None:
        return
    schemas = document.raw.get("components", {}).get("schemas", {})
    properties = schemas.get(record.get("schema"), {}).get("properties", {})
    for member in ("id", "state"):
        if member in record and record[member] not in properties:
            yield where, f"{record.get('schema')} has no property {record[member]}"
    enum = _enum(document, properties.get(record.get("state"), {}))
    if enum is not None and enum != _words(entry):
        wrong = ", ".join(sorted(enum ^ _words(entry)))
        yield where, f"the enum of {record['state']} and the states differ: {wrong}"


def _enum(document: Document, schema: Any) -> set[str] | None:
    """The words a state may be sent as; None for an open string."""
    schema = document.resolve(schema)
    for option in [schema, *schema.get("anyOf", []), *schema.get("allOf", [])]:
        values = document.resolve(option).get("enum")
        if values is not None:
            return {str(value) for value in values}
    return None


def _words(entry: Lifecycle) -> set[str]:
    sent = {n: state for n, state in entry.get("states", {}).items() if not state.get("gone")}
    return {word for name, state in sent.items() for word in state.get("words", [name])}


def _operations(entry: Lifecycle) -> set[str]:
    found = {entry["read"]} if "read" in entry else set[str]()
    for transition in entry.get("transitions", []):
        found |= _several(transition.get("by", {}).get("operation", []))
    for refusal in entry.get("refused", []):
        found |= _several(refusal.get("by", []))
    return found


def _guards(entry: Lifecycle) -> set[str]:
    steps = [*entry.get("transitions", []), *entry.get("refused", [])]
    return {step["if"] for step in steps if "if" in step}


def _states(entry: Lifecycle) -> set[str]:
    found = set[str]()
    for step in entry.get("transitions", []):
        found |= {*step.get("from", []), step.get("to", "same")}
    for refusal in entry.get("refused", []):
        found |= set(refusal.get("from", []))
    return found - {"same"}


def _related(entry: Lifecycle) -> set[str]:
    found = set[str]()
    for step in entry.get("transitions", []):
        found |= {*step.get("needs", {}), *step.get("with", {})}
    return found


def _several(names: str | list[str]) -> set[str]:
    return {names} if isinstance(names, str) else set(names)
