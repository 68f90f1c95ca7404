"""A run begins only at a server that is there, whatever that one does with the first request."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from taskpact_contract.session import UnreachableError, check_reachable, pace_of

pytestmark = pytest.mark.command


@contextmanager
def _server(head: bytes, drip: bytes) -> Iterator[str]:
    """Sends `head` to everybody, then `drip` again and again, often enough for any time-out."""
    ended = threading.Event()

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(head)
            while drip and not ended.wait(0.01):
                try:
                    connection.sendall(drip)
                except OSError:
                    return
            ended.wait(10)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            ended.set()
            thread.join()


def test_a_server_is_there_before_its_answer_is_whole() -> None:
    with _server(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x") as url:
        check_reachable(url)


@pytest.mark.parametrize(
    ("head", "drip"), [(b"", b""), (b"HTTP/1.1 200 OK\r\nX: ", b"x")], ids=["silent", "dripping"]
)
def test_a_server_that_never_ends_its_head_is_not_waited_for(head: bytes, drip: bytes) -> None:
    with _server(head, drip) as url, pytest.raises(UnreachableError, match=r"within 0\.2 s"):
        check_reachable(url, within=0.2)


@pytest.mark.parametrize("rate", [-20.0, float("nan"), float("inf"), 1e-300])
def test_a_rate_that_nobody_can_keep_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="0 for any number"):
        pace_of(None, rate)


def test_a_pace_says_what_was_asked_for() -> None:
    assert (pace_of(5, 2.0).budget, pace_of(5, 2.0).rate) == (5, 2.0)
    assert (pace_of(None, 0).budget, pace_of(None, 0).rate) == (None, None)
    with pytest.raises(ValueError, match="allow 1 or more"):
        pace_of(0, 2.0)
