"""Server-sent events, to the byte."""

import re

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
