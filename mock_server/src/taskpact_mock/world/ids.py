"""The one source of chance of a world: ids, jitter and sample texts."""

import random
from collections.abc import Sequence

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Ids:
    """Seeded chance: the same seed and the same calls give the same answers."""

    __slots__ = ("_random", "seed")

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._random = random.Random(seed)  # noqa: S311 # must be repeatable, guards no secret

    def hex(self, digits: int) -> str:
        """That many lower-case hex digits."""
        return f"{self._random.getrandbits(4 * digits):x}".zfill(digits)

    def letters(self, count: int, alphabet: Sequence[str] = _LETTERS) -> str:
        """That many lower-case letters and digits."""
        return "".join(self._random.choices(alphabet, k=count))

    def uuid4(self) -> str:
        """A random UUID of version 4."""
        digits = self.hex(32)
        variant = "89ab"[int(digits[16], 16) & 3]
        return (
            f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
        )

    def between(self, low: float, high: float) -> float:
        """A number in that range, for jitter."""
        return self._random.uniform(low, high)

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self._random.random() < probability

    def stream(self, name: str) -> random.Random:
        """Chance of its own for `name`, whatever was drawn before: the same texts in any order."""
        return random.Random(f"{self.seed}:{name}")  # noqa: S311 # as above

    def copy(self) -> "Ids":
        """A source that goes on as this one would."""
        twin = Ids(self.seed)
        twin._random.setstate(self._random.getstate())
        return twin
