"""Webhooks: from the bytes that a service posts to a typed event, each handled once.

A receiver has the raw body and the headers of a request. It may check who sent it, always decodes
it, and skips what it has handled already:

    verify(body, headers, secrets=[new, old])  # only where deliveries are signed
    event = parse("agent_tasks", body, headers)
    with duplicates.handling(event) as fresh:
        if fresh: ...

None of the three services is known to sign what it sends; a gateway in between, or the mock, can.
"""

from ._webhooks.duplicates import Duplicates
from ._webhooks.events import WebhookEvent, parse
from ._webhooks.signatures import verify
from .errors import InvalidSignature

__all__ = ["Duplicates", "InvalidSignature", "WebhookEvent", "parse", "verify"]
