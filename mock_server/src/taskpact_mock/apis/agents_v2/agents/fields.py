"""Reading typed fields out of an input.

The schema has checked the types before; a field that is absent or null reads as its default.
"""

from __future__ import annotations

from collections.abc import Iterable

from taskpact_mock.apis.agents_v2.agents.base import JSON, Inputs


def string(inputs: Inputs, field: str, default: str = "") -> str:
    """A text field."""
    value = inputs.get(field)
    return value if isinstance(value, str) else default


def strings(inputs: Inputs, field: str) -> list[str]:
    """A list of texts."""
    value = inputs.get(field)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def integer(inputs: Inputs, field: str, default: int) -> int:
    """A whole number; 2.0 is one, too."""
    value = inputs.get(field)
    return int(value) if isinstance(value, int | float) else default


def flag(inputs: Inputs, field: str, default: bool) -> bool:
    """A boolean."""
    value = inputs.get(field)
    return value if isinstance(value, bool) else default


def rows(inputs: Inputs, field: str) -> list[dict[str, JSON]]:
    """A list of objects."""
    value = inputs.get(field)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def keywords(values: Iterable[str]) -> list[str]:
    """The values trimmed and in lower case, each once, in order."""
    return list(dict.fromkeys(value.strip().lower() for value in values))
