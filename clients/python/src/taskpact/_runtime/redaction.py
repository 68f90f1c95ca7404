"""What may be shown of a request: everything that is not on a list of harmless things is hidden."""

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

HIDDEN = "***"

HARMLESS_HEADERS = frozenset(
    {"accept", "content-type", "user-agent", "last-event-id", "x-mock-world", "x-agh-agent"}
)
"""Headers whose values may be shown; the name of any other is shown alone."""

OMITTED_HEADERS = frozenset({"host", "accept-encoding", "connection", "content-length"})
"""Headers that say nothing about the call."""

SECRET_MEMBER = re.compile(
    r"token|secret|passw|credential|authori|api_?-?key|cookie|webhook", re.IGNORECASE
)
"""Members of a body that hold a secret, by name."""


def curl(request: "httpx.Request") -> str:
    """The request as a command for a shell, secrets hidden."""
    parts = ["curl", "-X", request.method, str(request.url)]
    for name, value in request.headers.items():
        if name not in OMITTED_HEADERS:
            parts += ["-H", f"{name}: {value if name in HARMLESS_HEADERS else HIDDEN}"]
    if request.content:
        parts += ["-d", json.dumps(_masked(json.loads(request.content)))]
    return shlex.join(parts)


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: HIDDEN if SECRET_MEMBER.search(name) else _masked(item)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return value
