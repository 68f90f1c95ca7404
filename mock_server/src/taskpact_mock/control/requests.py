"""What was called, as the control plane shows it: who called, how long it took, what was said.

Credentials are hidden; all else is as it was sent, bytes that are no text excepted.
"""

from collections.abc import Mapping

from taskpact_mock.contract.decode import JSON
from taskpact_mock.pipeline.service import Service
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.journal import Entry

HIDDEN = "(hidden)"
"""What stands in the place of a credential."""

_ALWAYS_HIDDEN = frozenset({"authorization", "cookie", "proxy-authorization"})


def summary(entry: Entry) -> dict[str, JSON]:
    """One line of the list."""
    return {
        "number": entry.number,
        "at": entry.at,
        "method": entry.method,
        "path": entry.path,
        "api": entry.api,
        "operation": entry.operation,
        "status": entry.status,
        "request_id": entry.headers.get("x-correlation-id"),
        "seconds": (entry.at - entry.began) / SECOND,
        "principal": entry.principal,
    }


def detail(entry: Entry, service: Service) -> dict[str, JSON]:
    """All that is known of one request."""
    return {
        **summary(entry),
        "query": _text(entry.query),
        "headers": _visible(entry.headers, service),
        "body": _body(entry.body, entry.size),
        "answer": None if entry.status is None else _answer(entry),
    }


def _answer(entry: Entry) -> JSON:
    """Headers and body; of a stream the headers alone."""
    return {
        "headers": {
            name.decode("latin-1"): value.decode("latin-1") for name, value in entry.answer_headers
        },
        "body": None if entry.answer is None else _body(entry.answer, entry.answer_size),
    }


def _visible(headers: Mapping[str, str], service: Service) -> dict[str, JSON]:
    schemes = service.contract.document["components"].get("securitySchemes", {}).values()
    hidden = _ALWAYS_HIDDEN | {each["name"].lower() for each in schemes if "name" in each}
    return {name: HIDDEN if name in hidden else value for name, value in headers.items()}


def _body(kept: bytes, size: int) -> dict[str, JSON]:
    return {"text": _text(kept), "bytes": size, "cut": len(kept) < size}


def _text(sent: bytes) -> str:
    return sent.decode(errors="replace")
