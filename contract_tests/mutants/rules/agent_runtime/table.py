"""The broken rules of agent_runtime, which the modules beside this one fill in."""

from contract_tests.mutants.rules.registry import Rules

RULES = Rules("agent_runtime")
