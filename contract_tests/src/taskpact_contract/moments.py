"""Moments in answers: what has happened is not told from the future."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

PAST = ("_at", "edAt", "timestamp")
"""How the names of members end that say when something happened."""
AHEAD = ("expires_at", "deadline_at", "next_retry_at")
"""How those end that say when something will, though they look alike."""
ROUNDING = timedelta(seconds=1)
"""What a service may cut off or add where it tells whole seconds."""


def future_fault(body: Any, now: datetime) -> str | None:
    """Which moment of the past lies in the future, if any does."""
    for name, text, moment in past(body):
        if moment > now + ROUNDING:
            return f"{name} is {text}, and it is only {now.isoformat()}"
    return None


def birth_fault(body: Any, before: datetime) -> str | None:
    """Whether what was just made says that it is older than the request that made it."""
    for name, text, moment in past(body):
        if name.lower().replace("_", "") == "createdat" and moment < before - ROUNDING:
            return f"{name} is {text}, and it was asked for at {before.isoformat()}"
    return None


def past(body: Any) -> Iterator[tuple[str, str, datetime]]:
    """Each member that says when something happened: its name, its text, and the moment."""
    match body:
        case Mapping():
            for name, value in body.items():
                if isinstance(value, str) and name.endswith(PAST) and not name.endswith(AHEAD):
                    if (moment := _moment(value)) is not None:
                        yield name, value, moment
                else:
                    yield from past(value)
        case list():
            for value in body:
                yield from past(value)


def _moment(text: str) -> datetime | None:
    """The moment that a text names, in UTC where it does not say; None if it names none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
