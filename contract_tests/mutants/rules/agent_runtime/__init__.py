"""Broken rules of agent_runtime."""

from contract_tests.mutants.rules.agent_runtime import channels, claims, sessions
from contract_tests.mutants.rules.agent_runtime.table import RULES

__all__ = ("RULES", "channels", "claims", "sessions")
