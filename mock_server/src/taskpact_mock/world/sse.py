"""Server-sent events, to the byte."""

import re

import orjson

_BREAK = re.compile("\r\n|\r|\n")


def frame(data: str, *, id: str | None = None, event: str | None = None) -> bytes:
    """One event. A line break in `data` starts a further data line, as the format wants it."""
    lines = []
    if id is not None:
        lines.append(f"id: {id}")
    if event is not None:
        lines.append(f"event: {event}")
    lines.extend(f"data: {line}" for line in _BREAK.split(data))
    return ("\n".join(lines) + "\n\n").encode()


def compact(value: object) -> str:
    """JSON without white space."""
    return orjson.dumps(value).decode()
