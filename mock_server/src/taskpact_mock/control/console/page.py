"""Serve the console's files as they lie in the package: no template, no build, nothing foreign.

A browser may keep each, and asks every time whether it is still good; nothing but files of this
server is run or shown, whatever a record or a path has in it.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from taskpact_mock.api import Answer

PAGE = "console.html"
"""The file that is the page itself."""

_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
_HEADERS = (
    ("cache-control", "no-cache"),
    ("content-security-policy", _POLICY),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
)


@frozen
class _File:
    """A file, how it is called by its content, and its media type."""

    body: bytes
    etag: str
    media: str


def names() -> frozenset[str]:
    """The files that the console is made of."""
    return frozenset(_files())


def serve(name: str, headers: Mapping[str, str]) -> Answer:
    """The file of that name, or 304 when the browser has it.

    Raises KeyError for a name that is not among `names`.
    """
    file = _files()[name]
    sent = (("etag", file.etag), *_HEADERS)
    if headers.get("if-none-match") == file.etag:
        return Answer(304, headers=sent)
    return Answer(200, file.body, sent, media=file.media)


@cache
def _files() -> dict[str, _File]:
    """Every file by its name, read once."""
    folder = files("taskpact_mock.control.console").joinpath("static")
    return {each.name: _file(each.name, each.read_bytes()) for each in folder.iterdir()}


def _file(name: str, body: bytes) -> _File:
    suffix = name[name.rindex(".") :]
    return _File(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', _MEDIA[suffix])
