"""The documents under test, and how a copy of one is changed at one place."""

import copy
import functools
import json
from pathlib import Path
from typing import Any

OPENAPI = Path(__file__).parents[1]
REMOVED = object()
"""The value that stands for nothing: `changed` removes what is there."""


@functools.cache
def bundle(api: str) -> dict[str, Any]:
    """The published document of `api`; not to be changed.

    Raises FileNotFoundError where it was not built: run `make generate`.
    """
    text = (OPENAPI / "bundled" / f"{api}.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def changed(document: dict[str, Any], pointer: str, value: object) -> dict[str, Any]:
    """A copy of `document` with `value` at the JSON pointer, whose parent must exist."""
    result = copy.deepcopy(document)
    *parents, last = (step.replace("~1", "/") for step in pointer.removeprefix("/").split("/"))
    place: Any = result
    for step in parents:
        place = place[_key(place, step)]
    if value is REMOVED:
        del place[_key(place, last)]
    else:
        place[_key(place, last)] = value
    return result


def _key(place: Any, step: str) -> int | str:
    return int(step) if isinstance(place, list) else step
