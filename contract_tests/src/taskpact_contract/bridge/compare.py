"""JSON values as both sides should see them."""

from datetime import datetime
from typing import Any


def difference(expected: Any, found: Any, at: str = "") -> str | None:
    """Where and how two JSON values differ first, None if they mean the same.

    1 and 1.0 are one number; strings that name one moment in RFC 3339, such as one that ends in Z
    and one in +00:00, are the same.
    """
    match expected, found:
        case dict(), dict():
            return _members(expected, found, at)
        case list(), list():
            return _items(expected, found, at)
    alike = type(expected) is type(found) or (_is_number(expected) and _is_number(found))
    if alike and (expected == found or _same_moment(expected, found)):
        return None
    return f"at {at or 'the top'}: expected {_short(expected)}, found {_short(found)}"


def _members(expected: dict[str, Any], found: dict[str, Any], at: str) -> str | None:
    for name in expected.keys() | found.keys():
        place = f"{at}.{name}" if at else name
        if name not in found:
            return f"at {place}: expected {_short(expected[name])}, found nothing"
        if name not in expected:
            return f"at {place}: expected nothing, found {_short(found[name])}"
    faults = (
        difference(value, found[name], f"{at}.{name}" if at else name)
        for name, value in expected.items()
    )
    return next(filter(None, faults), None)


def _items(expected: list[Any], found: list[Any], at: str) -> str | None:
    if len(expected) != len(found):
        return f"at {at or 'the top'}: expected {len(expected)} items, found {len(found)}"
    pairs = enumerate(zip(expected, found, strict=True))
    faults = (difference(one, other, f"{at}[{index}]") for index, (one, other) in pairs)
    return next(filter(None, faults), None)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same_moment(one: Any, other: Any) -> bool:
    if not (isinstance(one, str) and isinstance(other, str)):
        return False
    try:
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except ValueError:
        return False


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:117]}..."
