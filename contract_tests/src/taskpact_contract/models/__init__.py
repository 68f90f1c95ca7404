"""The model layer: random sequences of calls, compared with what a simple model expects."""

from taskpact_contract.models.layer import run

__all__ = ("run",)
