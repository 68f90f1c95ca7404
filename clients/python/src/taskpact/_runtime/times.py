"""The forms in which the vendors write a moment, all as one."""

from datetime import UTC, datetime


def instant(value: object) -> datetime | None:
    """A moment with its time zone; UTC where the vendor names none, None where it is no moment."""
    if isinstance(value, str):
        value = _parsed(value)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def _parsed(text: str) -> datetime | None:
    from dateutil.parser import parse

    try:
        return parse(text, default=datetime(1, 1, 1, tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
