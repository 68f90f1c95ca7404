"""A proxy that reports where an application and a server break the contract between them."""

from taskpact_contract.proxy.command import run

__all__ = ("run",)
