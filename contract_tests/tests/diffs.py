"""A small contract, ways to change it, and what changes are compared by."""

from pathlib import Path
from typing import Any

from taskpact_contract.diff import Change
from taskpact_contract.diff.sources import read

Document = dict[str, Any]
Row = tuple[str, str, str, str, str]
"""Rule, side, severity, version and place."""

HERE = Path(__file__).parent
SMALL = read(str(HERE / "test_diff_small.yaml"))
SHORT = {
    "CREATE": "paths/~1jobs/post",
    "GET": "paths/~1jobs~1{id}/get",
    "S": "components/schemas",
    "SECURITY": "components/securitySchemes",
    "CYCLE": "x-lifecycle/0",
}


JOB = {"$ref": "#/components/schemas/Job"}
NOTE = "#/components/schemas/Job/properties/note"


def edit(document: Document, verb: str, place: str, value: Any = None) -> None:
    """Set or drop what is at a place, or add to the list there."""
    *parts, last = long(place).split("/")
    holder: Any = document
    for part in parts:
        holder = holder[_key(holder, part)]
    key = _key(holder, last)
    if verb == "set":
        holder[key] = value
    elif verb == "add":
        holder[key].append(value)
    else:
        del holder[key]


def _key(holder: Any, part: str) -> str | int:
    return int(part) if isinstance(holder, list) else part.replace("~1", "/")


def long(place: str) -> str:
    """A place whose first part may be short, written out."""
    first, slash, rest = place.partition("/")
    return SHORT.get(first, first) + slash + rest


def rows(changes: tuple[Change, ...]) -> set[Row]:
    """What changes are compared by."""
    return {(each.rule, each.side, each.severity, each.document, each.where) for each in changes}
