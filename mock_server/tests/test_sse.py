"""Server-sent events, to the byte."""

import pytest

from taskpact_mock.world.sse import frame


@pytest.mark.parametrize(
    ("data", "id", "event", "expected"),
    [
        ("x", None, None, b"data: x\n\n"),
        ("", None, None, b"data: \n\n"),
        ("x", "7", None, b"id: 7\ndata: x\n\n"),
        ("x", "7", "news", b"id: 7\nevent: news\ndata: x\n\n"),
        ("a\nb", None, None, b"data: a\ndata: b\n\n"),
        ("a\n\nb", None, None, b"data: a\ndata: \ndata: b\n\n"),
        ("a\r\nb\rc", None, None, b"data: a\ndata: b\ndata: c\n\n"),
        ("a\n", None, None, b"data: a\ndata: \n\n"),
        ("a\x85b\u2028c\x0bd\x1ce", None, None, "data: a\x85b\u2028c\x0bd\x1ce\n\n".encode()),
        (" ä", None, None, "data:  ä\n\n".encode()),
    ],
)
def test_a_frame_is_written_as_the_format_wants_it(
    data: str, id: str | None, event: str | None, expected: bytes
) -> None:
    assert frame(data, id=id, event=event) == expected
