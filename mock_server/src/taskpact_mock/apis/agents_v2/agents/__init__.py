"""The five agents of agents_v2 as pure computations: an input in, a result out, no I/O."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from taskpact_mock.apis.agents_v2.agents.base import (
    JSON,
    Agent,
    Inputs,
    Outcome,
    Refusal,
    Step,
    estimated_cost_cents,
)
from taskpact_mock.apis.agents_v2.agents.formats import FORMATS, Format

__all__ = [
    "AGENTS",
    "FORMATS",
    "JSON",
    "Agent",
    "Format",
    "Inputs",
    "Outcome",
    "Refusal",
    "Step",
    "estimated_cost_cents",
]


class _Agents(Mapping[str, Agent]):
    """Agents by their types, each in the module of that name.

    That is loaded when somebody asks for the agent, and not while a server starts.
    """

    def __init__(self, *types: str) -> None:
        self._types = types
        self._loaded: dict[str, Agent] = {}

    def __getitem__(self, type: str) -> Agent:
        agent = self._loaded.get(type)
        if agent is None:
            if type not in self._types:
                raise KeyError(type)
            agent = self._loaded[type] = import_module(f"{__name__}.{type}").AGENT
        return agent

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)


AGENTS: Mapping[str, Agent] = _Agents(
    "research", "data_analyst", "email_draft", "content_repurpose", "proofreading"
)
"""The agents by their types, in the order of the API's list of types."""
