"""The tables of states that a contract's `x-lifecycle` holds for the client."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen
from openapi_python_client.strings import PythonIdentifier, snake_case

from scripts.client.contract import Contract


@frozen
class Table:
    """The states of one kind of work."""

    constant: str
    resource: str
    id: str
    status: str
    states: list[tuple[str, str]]
    final: list[str]


def lifecycles(contract: Contract) -> list[Table]:
    """A table for each resource that is work and shows its state in a record."""
    return list(_tables(contract.bundle.get("x-lifecycle", ())))


def _tables(described: list[dict[str, Any]]) -> Iterator[Table]:
    for lifecycle in described:
        record = lifecycle.get("record", {})
        if not lifecycle["work"] or "state" not in record:
            continue
        words = [
            (word, state)
            for name, state in lifecycle["states"].items()
            if not state.get("gone")
            for word in state.get("words", [name])
        ]
        yield Table(
            constant=snake_case(lifecycle["resource"]).upper(),
            resource=lifecycle["resource"],
            id=str(PythonIdentifier(record["id"], "field_")),
            status=str(PythonIdentifier(record["state"], "field_")),
            states=[(word, state["unified"].upper()) for word, state in words],
            final=[word for word, state in words if state.get("terminal")],
        )
