"""The bytes of an answer under a deadline; a module of its own, as it imports httpx."""

from collections.abc import Callable, Iterable, Iterator

import httpx


class Watched(httpx.SyncByteStream):
    """The bytes of an answer, with a look at the clock between two of them.

    httpx bounds each read alone: a server that sends a byte now and then would pass any deadline.
    """

    def __init__(self, response: httpx.Response, check: Callable[[], object]) -> None:
        """Watch the bytes of a response; `check` raises when the time is over."""
        assert isinstance(response.stream, httpx.SyncByteStream)
        self._stream, self._check = response.stream, check

    def __iter__(self) -> Iterator[bytes]:
        """The parts of the answer."""
        parts: Iterable[bytes] = self._stream
        for part in parts:
            self._check()
            yield part

    def close(self) -> None:
        """Close what it watches."""
        self._stream.close()
