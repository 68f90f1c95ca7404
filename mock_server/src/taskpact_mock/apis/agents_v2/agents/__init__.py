"""The five agents of agents_v2 as pure computations: an input in, a result out, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from taskpact_mock.apis.agents_v2.agents import (
    content_repurpose,
    data_analyst,
    email_draft,
    proofreading,
    research,
)
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

AGENTS: Mapping[str, Agent] = MappingProxyType(
    {
        module.AGENT.type: module.AGENT
        for module in (research, data_analyst, email_draft, content_repurpose, proofreading)
    }
)
"""The agents by their types, in the order of the API's list of types."""
