"""What all parts take: the body and the headers of a delivery."""

from collections.abc import Mapping
from typing import TypeAlias

Body: TypeAlias = bytes | bytearray | memoryview | str


def raw(body: Body) -> bytes:
    """The bytes of a body."""
    return body.encode(errors="surrogatepass") if isinstance(body, str) else bytes(body)


def lower(headers: Mapping[str, str] | None) -> dict[str, str]:
    """The headers by lower-case name."""
    return {name.lower(): value for name, value in (headers or {}).items()}
