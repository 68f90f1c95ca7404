"""What the five agents have in common: their shape, what a run leaves, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import TypeAlias

from attrs import frozen

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"
"""Any value that a JSON document can hold."""

Inputs: TypeAlias = Mapping[str, JSON]
"""A request body that the API's schema let in, or the normalised form of one."""

_CHARACTERS_PER_TOKEN = 4
_INSTRUCTION_TOKENS = 300
_CENTS_PER_1000_INPUT_TOKENS = 0.3
_CENTS_PER_1000_OUTPUT_TOKENS = 1.5


@frozen
class Step:
    """One progress report of a run: how far it is, and which of its steps it is in."""

    percent: int
    message: str
    step: str
    number: int
    total: int


@frozen
class Outcome:
    """What a finished run leaves: its result, and the tokens of all its model calls together."""

    result: dict[str, JSON]
    tokens_input: int
    tokens_output: int


@frozen
class Refusal:
    """Why an agent does not accept an input that the API let in; the task fails with it."""

    field: str
    message: str


@frozen
class Agent:
    """An agent: what the list of types says about it, and its work as pure functions.

    `normalise` takes a body to the input that the agent works on, and that the task's `created`
    event shows; it accepts what `refuse` refuses, and repeating it changes nothing.
    `refuse` judges the body as it was sent. `steps` and `run` take a normalised input that was
    not refused; `run` also takes the source of its choices of words, and the time for
    `generated_at`. The same arguments give the same outcome. The input of a run that makes only a
    part of its result names the others in `lost`.
    """

    type: str
    name: str
    description: str
    slug: str
    normalise: Callable[[Inputs], dict[str, JSON]]
    refuse: Callable[[Inputs], Refusal | None]
    steps: Callable[[Inputs], tuple[Step, ...]]
    run: Callable[[Inputs, Random, str], Outcome]


def outcome(result: dict[str, JSON], *calls: tuple[str, str]) -> Outcome:
    """A result with its tokens; each call is the text that the model read and what it wrote."""
    return Outcome(
        result=result,
        tokens_input=sum(_INSTRUCTION_TOKENS + _tokens(read) for read, _ in calls),
        tokens_output=sum(_tokens(written) for _, written in calls),
    )


def estimated_cost_cents(tokens_input: int, tokens_output: int) -> int:
    """What a run costs, in whole US cents, fractions dropped."""
    return int(
        tokens_input / 1000 * _CENTS_PER_1000_INPUT_TOKENS
        + tokens_output / 1000 * _CENTS_PER_1000_OUTPUT_TOKENS
    )


def refusal(model: str, field: str, reason: str) -> Refusal:
    """A refusal in the three lines that a failed task shows: model, field, reason."""
    return Refusal(field, f"1 validation error for {model}\n{field}\n  {reason}")


def _tokens(text: str) -> int:
    return -(-len(text) // _CHARACTERS_PER_TOKEN)
