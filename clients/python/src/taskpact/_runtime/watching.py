"""A deadline for an answer that is being read in a thread that blocks."""

import socket
from contextlib import AbstractContextManager, nullcontext, suppress
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


def watched(response: "httpx.Response", seconds: float | None) -> AbstractContextManager[object]:
    """Bounds the reading of a response to so many seconds; None for no limit."""
    return _UNBOUND if seconds is None else Watchdog(response, seconds)


_UNBOUND = nullcontext()


class Watchdog(AbstractContextManager["Watchdog"]):
    """Shuts the connection of a response down when the time is over, which ends a read under way.

    httpx bounds each read alone: a server that sends a byte now and then would pass any deadline.
    A transport that shows no socket is not watched.
    """

    def __init__(self, response: "httpx.Response", seconds: float) -> None:
        """Watch for so many seconds from entering on."""
        stream: Any = response.extensions.get("network_stream")
        self._socket: Any = stream.get_extra_info("socket") if stream is not None else None
        self._timer = Timer(seconds, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> "Watchdog":
        """Begin."""
        if self._socket is not None:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; the connection may be used again."""
        self._timer.cancel()

    def _bite(self) -> None:
        with suppress(OSError):  # it is closed already
            self._socket.shutdown(socket.SHUT_RDWR)
