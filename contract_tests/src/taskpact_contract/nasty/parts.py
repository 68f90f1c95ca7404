"""Bytes as pieces that repeat: short to write down, to send and to show, however long they are."""

Parts = tuple[tuple[bytes, int], ...]
"""Pieces, each with how often it stands there."""


def parts(*pieces: bytes | tuple[bytes, int]) -> Parts:
    """The pieces in order; one that stands alone is there once."""
    return tuple((piece, 1) if isinstance(piece, bytes) else piece for piece in pieces)


def whole(given: Parts) -> bytes:
    """All of it."""
    return b"".join(piece * count for piece, count in given)
