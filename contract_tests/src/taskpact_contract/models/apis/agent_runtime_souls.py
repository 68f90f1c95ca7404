"""Texts of personas for the model of agent_runtime, and what reading each must bring out."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from taskpact_contract.models import oracles

STATES = ("active", "enabled", "present", "valid")
"""What is true of a persona that is used."""


@frozen
class Soul:
    """What is in a persona: the keys at its head, and the Markdown below."""

    body: str
    frontmatter: Mapping[str, Any] = field(factory=dict)

    @property
    def shown(self) -> dict[str, Any]:
        """What is shown of it."""
        head = {"body": self.body, "frontmatter": dict(self.frontmatter)}
        return {**head, "validation_status": "valid", **dict.fromkeys(STATES, True)}


WHOLE = """---
version: 2
role: Sorts tables.
tone: [calm, exact]
principles: [Say it once., Show the rows.]
constraints: [No guesses., No haste.]
collaboration: [Ask first., Answer soon.]
memory_policy: [Keep totals., Drop rows.]
tags: [tables, totals]
---
Be brief."""
"""One with every key that there is."""
PLAIN = "Lead with clarity."
"""One without any key."""
PERSONAS: Mapping[str, Soul] = {
    "Be brief.": Soul("Be brief."),
    PLAIN: Soul(PLAIN),
    "# Voice\n\nSay it once.": Soul("# Voice\n\nSay it once."),
    "---\ntone: calm\n---\nOK.": Soul("OK.", {"tone": ["calm"]}),
    WHOLE: Soul(
        "Be brief.",
        {
            "version": "2",
            "role": "Sorts tables.",
            "tone": ["calm", "exact"],
            "principles": ["Say it once.", "Show the rows."],
            "constraints": ["No guesses.", "No haste."],
            "collaboration": ["Ask first.", "Answer soon."],
            "memory_policy": ["Keep totals.", "Drop rows."],
            "tags": ["tables", "totals"],
        },
    ),
}
FAULTY: Mapping[str, Mapping[str, str]] = {
    "---\ntools: [shell]\n---\nOK.": {"code": "forbidden_field", "field": "tools"},
    "# Tasks\n\nNone.": {"code": "reserved_section", "section": "tasks"},
    "---\ntone: {}\n---\nOK.": {"code": "invalid_field_type", "field": "tone"},
}
"""Personas with a fault, and what is said of it."""

SOURCE = "workspace"
"""Where the settings of personas come from."""
BYTES = ("max_body_bytes", "context_projection_bytes")


def limits_fault(shown: Mapping[str, Any]) -> str | None:
    """Whether the limits of a persona are not those of the settings that are told with it."""
    settings, limits = shown["config_provenance"], shown["limits"]
    told = [(name, settings[name], limits.get(name, settings[name])) for name in BYTES]
    enabled = ("enabled", settings["enabled"], shown["enabled"])
    other = [each for each in (*told, enabled) if each[1] != each[2]]
    if other:
        return f"{other[0][0]} is {other[0][1]} in its settings, and {other[0][2]}"
    return oracles.echo({"source": SOURCE}, settings)
