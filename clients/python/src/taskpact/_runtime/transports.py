"""What the extra `taskpact[fast]` adds: transports that are faster than httpx's own."""

from typing import TYPE_CHECKING

from taskpact.errors import ConfigurationError

if TYPE_CHECKING:
    import httpx

_MISSING = "the fast transport is an extra: install taskpact[fast]"


def fast_transport() -> "httpx.BaseTransport":
    """A transport for a blocking client: `AgentsV2(transport=fast_transport(), ...)`.

    Raises ConfigurationError if the extra is not installed.
    """
    try:
        from .fast import FastTransport
    except ImportError:
        raise ConfigurationError(_MISSING) from None
    return FastTransport()


def async_fast_transport() -> "httpx.AsyncBaseTransport":
    """A transport for an asyncio client; see fast_transport."""
    try:
        from .fast import AsyncFastTransport
    except ImportError:
        raise ConfigurationError(_MISSING) from None
    return AsyncFastTransport()
