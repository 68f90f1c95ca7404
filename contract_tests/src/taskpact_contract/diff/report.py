"""The comparison as a command: read both, compare, and tell."""

import json
import sys
from collections.abc import Sequence
from typing import TextIO

import attrs

from taskpact_contract.diff.changes import SEVERITIES, Change
from taskpact_contract.diff.comparison import compare
from taskpact_contract.diff.sources import read
from taskpact_contract.nodes import DocumentError

COMPATIBLE, BROKEN, FAILED = 0, 1, 2
"""What `run` returns."""

GROUPS = (
    ("breaks clients", "client", "breaking"),
    ("breaks servers", "server", "breaking"),
    ("may break clients", "client", "warning"),
    ("may break servers", "server", "warning"),
    ("harmless", None, "harmless"),
)
"""The title of each table, and the side and severity that it holds."""


def run(
    old: str,
    new: str,
    *,
    as_json: bool = False,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Compare two contracts, each a file or the name of an API that the wheel carries.

    Writes tables, or JSON, to `out` (standard output). Returns 0 if nothing breaks, 1 if something
    does, and 2, with the reason on `err` (standard error), if they cannot be compared.
    """
    try:
        changes = _compared(old, new)
    except DocumentError as error:
        (err or sys.stderr).write(f"taskpact-contract diff: {error}\n")
        return FAILED
    (out or sys.stdout).write(_json(changes) if as_json else _text(changes))
    return BROKEN if any(each.severity == "breaking" for each in changes) else COMPATIBLE


def _compared(old: str, new: str) -> Sequence[Change]:
    try:
        return compare(read(old), read(new))
    except RecursionError:
        raise DocumentError(
            "one of them nests too deep to be compared; flatten its deepest schemas"
        ) from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DocumentError(
            f"one of them is not sound OpenAPI ({error!r}); validate both first"
        ) from error


def _json(changes: Sequence[Change]) -> str:
    """`{"changes": [...], "counts": {...}}`; `breaks` is null for what is harmless."""
    entries = [
        {**attrs.asdict(each, filter=attrs.filters.exclude("side")), "breaks": _breaks(each)}
        for each in changes
    ]
    counts = {
        severity: sum(each.severity == severity for each in changes) for severity in SEVERITIES
    }
    return json.dumps({"changes": entries, "counts": counts}, indent=2) + "\n"


def _text(changes: Sequence[Change]) -> str:
    """A table for each group that has something in it."""
    if not changes:
        return "nothing changed\n"
    blocks = []
    for title, side, severity in GROUPS:
        rows = [
            (each.rule, f"{each.document} {each.where}", _sentence(each))
            for each in changes
            if each.severity == severity and side in (None, each.side)
        ]
        if rows:
            blocks.append(f"{title} ({len(rows)})\n{_table(rows)}")
    return "\n".join(blocks)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Lines with the columns under each other; the last one is as long as it is."""
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return "".join(
        f"  {rule:{widths[0]}}  {where:{widths[1]}}  {message}\n" for rule, where, message in rows
    )


def _sentence(change: Change) -> str:
    named = ", ".join(change.operations[:3])
    if len(change.operations) > 3:
        named += f" and {len(change.operations) - 3} more"
    return f"{change.message} [{named}]" if named else change.message


def _breaks(change: Change) -> str | None:
    return None if change.severity == "harmless" else change.side
