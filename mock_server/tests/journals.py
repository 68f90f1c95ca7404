"""Requests for a journal, of which a test names what it is about."""

from collections.abc import Mapping

from taskpact_mock.world.journal import Journal


def call(
    journal: Journal,
    *,
    began: int = 0,
    at: int = 0,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    answer: bytes | None = b"",
) -> None:
    """Write a request down."""
    journal.add(
        began,
        at,
        "GET",
        "/",
        b"",
        headers or {},
        body,
        principal=None,
        api="api",
        operation=None,
        status=200,
        answer=answer,
    )
