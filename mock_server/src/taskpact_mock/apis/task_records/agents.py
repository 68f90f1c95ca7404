"""Agents as chains of nodes, and the log lines and the output that running one makes.

Source: facts 3 and 4.1.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from attrs import frozen

from taskpact_mock.contract.decode import JSON

Agent = Mapping[str, Any]
"""The contract's Agent."""

_ANSWERS = (
    "A lighthouse keeper adopts a storm.",
    "Two rival bakers share one oven for a winter.",
    "The last tram of the night forgets its way home.",
    "A retired magician is asked for one honest trick.",
    "A village votes on what the river should be called.",
)
"""What the model of the mock says, whatever it is asked."""


@frozen
class Update:
    """One report of the engine: a line more for the log, or none, and the output at the end."""

    line: str | None
    output: Mapping[str, JSON] | None = None


@frozen
class Fault:
    """A model call that fails: at which node (from 0), and what the model's service says."""

    node: int
    message: str


DEMO: Agent = {
    "id": "movie-agent",
    "name": "Movie agent",
    "description": "Writes the synopsis of a movie from a few words.",
    "variables": {"idea": ""},
    "fields": [{"name": "idea", "label": "What is it about"}],
    "workflow": [
        {
            "type": "prompt",
            "name": "Synopsis",
            "system": "You write for the cinema.",
            "user": "A synopsis, please: {idea}",
            "llm": "claude",
            "model": "demo-model",
            "temperature": 1,
            "maxTokens": 500,
            "output": "synopsis",
        },
        {"type": "return", "name": "Return", "output": ["synopsis"]},
    ],
}


def updates(
    agent: Agent, values: Mapping[str, JSON], answers: Mapping[str, str], chance: Random
) -> Iterator[Update]:
    """What the engine reports of a run that goes well: each node's start, then its end.

    `values` overwrite the agent's variables; `answers` are what the model says, by node.
    """
    known = {**agent.get("variables", {}), **values}
    for node in agent["workflow"]:
        yield Update(f"{node['name']}: Running")
        names = node.get("output")
        if node["type"] == "prompt":
            text = answers.get(node["name"]) or chance.choice(_ANSWERS)
            known[names] = text
            yield Update(f"Response: {text}")
        elif node["type"] == "return":
            yield Update(None, {name: known.get(name, "") for name in _names(names)})
        else:
            yield Update(None)


def misfit(agent: Agent) -> str | None:
    """Why an agent cannot be run to its end, if it cannot."""
    workflow = agent.get("workflow", ())
    if not workflow or workflow[-1]["type"] != "return":
        return "the last node of the workflow must be of type return: nothing else ends a run"
    return None


def _names(output: str | list[str] | None) -> list[str]:
    return [output] if isinstance(output, str) else output or []
