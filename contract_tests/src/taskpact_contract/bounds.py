"""How long an answer is waited for, and how much of it is read, whatever a server does."""

from attrs import frozen

SECONDS = 20.0
"""Seconds until an answer has to be there whole, streams aside."""

LARGEST = 16 * 1024 * 1024
"""Bytes of a body that are read, once they are decoded."""

_MEBIBYTE = 1024 * 1024


@frozen
class Bounds:
    """Seconds that a whole answer may take from its request on, and bytes that its body may have.

    The time of a stream that keeps the contract is over then, too, and what came is judged.
    """

    seconds: float = SECONDS
    largest: int = LARGEST

    @property
    def late(self) -> str:
        """What is wrong with an answer that is not whole in time."""
        return f"no whole answer within {self.seconds:g} s"

    @property
    def large(self) -> str:
        """What is wrong with an answer that is larger."""
        whole, rest = divmod(self.largest, _MEBIBYTE)
        size = f"{self.largest} bytes" if rest else f"{whole} MiB"
        return f"the answer has more than {size}"
