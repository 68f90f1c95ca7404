"""Headers that belong to one connection and not to the message, and how the rest passes."""

from taskpact_contract.proxy.messages import Headers

HOP_BY_HOP = frozenset(
    b"connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer "
    b"transfer-encoding upgrade".split()
)
"""RFC 9110, 7.6.1, and what older clients send."""


def to_server(headers: Headers, host: bytes) -> Headers:
    """The headers of a request to `host`, in their order.

    A body of unknown length stays one: how it is framed is decided by that header alone.
    """
    own = _own(headers) - {b"transfer-encoding"}
    passed = [
        (name, host if name.lower() == b"host" else value)
        for name, value in headers
        if name.lower() not in own
    ]
    return (
        passed if any(name.lower() == b"host" for name, _ in passed) else [(b"host", host), *passed]
    )


def to_client(headers: Headers) -> Headers:
    """The headers of an answer, in their order.

    One that comes in chunks has no other length, whatever it says (RFC 9112, 6.3).
    """
    own = _own(headers)
    if any(name.lower() == b"transfer-encoding" for name, _ in headers):
        own |= {b"content-length"}
    return [(name, value) for name, value in headers if name.lower() not in own]


def _own(headers: Headers) -> frozenset[bytes]:
    """The names of those that stay on their connection, some of which it lists itself."""
    listed = {
        word.strip().lower()
        for name, value in headers
        if name.lower() == b"connection"
        for word in value.split(b",")
    }
    return HOP_BY_HOP | listed
