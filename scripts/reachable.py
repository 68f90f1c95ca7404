"""Read how each documented status of each operation is reached, and write that down.

The scenarios are data: `mock_server/tests/reachable/<api>.yaml`, a list of rows. A row stands for
one pair of operation and status, or for several that are reached alike:

    status      what the call in question gets
    operations  those that get it so; `every` is all that document it and stand in no other row
    by          behaviour; or script, where only one that answers `{"status": N}` brings it about
    how         what brings it about, or why nothing does, in a sentence
    world       options of the world, where the usual ones do not do
    steps       what comes before: a call, {advance: SECONDS}, {fixtures: RECORDS} of the API, or
                {script: ...}; a call is {call: OPERATION}, `same` for that of the row, with `times`
                for several and else as below
    call        how the call in question departs from the examples of the contract, which it sends
                otherwise: `as` (second, nobody or another of the credentials that the control plane
                names), path, query, headers, body; or content, a text in the place of a JSON body;
                or bytes, the length of a large one
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from scripts.specs.bundle import APIS, METHODS

ROOT = Path(__file__).parent.parent
SCENARIOS = ROOT / "mock_server" / "tests" / "reachable"
BUNDLES = ROOT / "openapi" / "bundled"
HEADER = "<!-- Derived from mock_server/tests/reachable by `make generate`: do not edit. -->\n\n"

_NEEDED = frozenset("status operations by how".split())
_WORDS = _NEEDED | frozenset("world steps call".split())
_CALL_WORDS = frozenset("as path query headers body content bytes".split())
_STEP_WORDS = {
    "call": _CALL_WORDS | {"call", "times"},
    "advance": frozenset({"advance"}),
    "fixtures": frozenset({"fixtures"}),
    "script": frozenset({"script"}),
}


class ScenarioError(Exception):
    """A file of scenarios says something that is not understood; the text says where."""


@frozen
class Scenario:
    """How one operation comes to answer one status. Steps and call are as in the file."""

    api: str
    operation: str
    status: int
    by: str
    how: str
    world: Mapping[str, Any]
    steps: tuple[Mapping[str, Any], ...]
    call: Mapping[str, Any]


def documented(api: str, bundles: Path = BUNDLES) -> list[tuple[str, int]]:
    """Every operation with every status of the contract, in its order."""
    document = json.loads((bundles / f"{api}.json").read_text(encoding="utf-8"))
    return [
        (item[method]["operationId"], int(status))
        for item in document["paths"].values()
        for method in METHODS
        if method in item
        for status in item[method]["responses"]
    ]


def scenarios(api: str, bundles: Path = BUNDLES) -> list[Scenario]:
    """The scenarios of an API, in the order of its contract and then of its file.

    Raises ScenarioError for a row that is not understood.
    """
    pairs = documented(api, bundles)
    rows = yaml.safe_load((SCENARIOS / f"{api}.yaml").read_text(encoding="utf-8"))
    for number, row in enumerate(rows, start=1):
        check_row(row, f"{api}.yaml: row {number}")
    found = [each for row in rows for each in _of_row(api, row, _operations(row, rows, pairs))]
    place = {pair: number for number, pair in enumerate(pairs)}
    return sorted(found, key=lambda each: place.get((each.operation, each.status), len(pairs)))


def check_row(row: Mapping[str, Any], place: str) -> None:
    """Raises ScenarioError, which names the `place`, unless the row is understood."""
    _only(row, _WORDS, place)
    if missing := sorted(name for name in _NEEDED if not row.get(name)):
        raise ScenarioError(f"{place}: add {missing[0]!r}")
    if row["by"] not in ("behaviour", "script"):
        raise ScenarioError(f"{place}: by must be behaviour or script")
    if row["by"] == "script" and row.get("steps"):
        raise ScenarioError(f"{place}: a script needs no steps")
    _only(row.get("call", {}), _CALL_WORDS, f"{place}: call")
    for step in row.get("steps", ()):
        kind = next((word for word in _STEP_WORDS if word in step), None)
        if kind is None:
            raise ScenarioError(f"{place}: a step is one of {sorted(_STEP_WORDS)}")
        _only(step, _STEP_WORDS[kind], f"{place}: step")
        if "status" in step.get("script", {}).get("outcome", {}):
            raise ScenarioError(f"{place}: a step that scripts a status is not behaviour")


def build(bundles: Path, out: Path) -> None:
    """Write the page to the folder `out`."""
    text = "\n".join(_page(bundles))
    (out / "reachability.md").write_text(f"{HEADER}{text}\n", encoding="utf-8")


def _operations(
    row: Mapping[str, Any], rows: list[Mapping[str, Any]], pairs: list[tuple[str, int]]
) -> list[str]:
    """The operations that a row stands for."""
    if row["operations"] != "every":
        named: list[str] = row["operations"]
        return named
    status = row["status"]
    others = {
        operation
        for other in rows
        if other["status"] == status and other["operations"] != "every"
        for operation in other["operations"]
    }
    return [name for name, each in pairs if each == status and name not in others]


def _of_row(api: str, row: Mapping[str, Any], operations: list[str]) -> Iterator[Scenario]:
    for operation in operations:
        yield Scenario(
            api=api,
            operation=operation,
            status=row["status"],
            by=row["by"],
            how=row["how"],
            world=row.get("world", {}),
            steps=tuple(row.get("steps", ())),
            call=row.get("call", {}),
        )


def _page(bundles: Path) -> Iterator[str]:
    yield "# Reachability"
    yield ""
    yield "Every status that a contract documents can be had from the mock: by behaviour, where the"
    yield 'service itself comes to it, else by the script `{"status": N}`. Each row is tried by a'
    yield "test."
    for api in APIS:
        found = scenarios(api, bundles)
        own = sum(each.by == "behaviour" for each in found)
        yield from ("", f"## {api}", "", f"{len(found)} pairs, {own} of them by behaviour.", "")
        yield "| operation | status | by | how |"
        yield "|---|---|---|---|"
        for each in found:
            yield f"| {each.operation} | {each.status} | {each.by} | {each.how} |"


def _only(given: Mapping[str, Any], words: frozenset[str], place: str) -> None:
    if unknown := sorted(set(given) - words):
        raise ScenarioError(f"{place}: {unknown[0]!r} is none of {sorted(words)}")
