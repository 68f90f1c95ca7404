"""What may have become of a call that failed; apart, so that errors cost little to import."""

from typing import Literal

Outcome = Literal["not_sent", "rejected", "unknown"]
"""What became of a call that failed.

`not_sent`: the server never saw it; `rejected`: the server said that it did not act; `unknown`: it
may have acted, so look before you repeat a write that carries no idempotency key.
"""
