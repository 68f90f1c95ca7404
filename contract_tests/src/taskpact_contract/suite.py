"""The joined suite: all layers on one target, one after the other."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Protocol

from taskpact_contract import (
    borders,
    bridge,
    doors,
    limits,
    links,
    models,
    nasty,
    raw,
    statuses,
    walk,
)
from taskpact_contract.findings import Report
from taskpact_contract.target import Target


class Layer(Protocol):
    """A layer, as every one of them is called."""

    def __call__(
        self,
        target: Target,
        *,
        seed: int | None = None,
        max_examples: int | None = None,
        only: Collection[str] = (),
    ) -> Report:
        """Run it on the target."""
        ...


LAYERS: Mapping[str, Layer] = MappingProxyType(
    {
        "doors": doors.run,
        "nasty": nasty.run,
        "walk (raw)": partial(walk.run, style="raw"),
        "walk (sync)": partial(walk.run, style="sync"),
        "walk (async)": partial(walk.run, style="async"),
        "statuses (raw)": partial(statuses.run, style="raw"),
        "statuses (sync)": partial(statuses.run, style="sync"),
        "statuses (async)": partial(statuses.run, style="async"),
        "limits": limits.run,
        "borders": borders.run,
        "model": models.run,
        "bridge (sync)": partial(bridge.run, style="sync"),
        "bridge (async)": partial(bridge.run, style="async"),
        "raw": raw.run,
        "links": links.run,
    }
)
"""Every layer by its name, in the order in which they run."""


def run(
    target: Target,
    *,
    layers: Collection[str] = tuple(LAYERS),
    seed: int = 1,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Iterator[tuple[str, Report]]:
    """Run the named layers and yield each result as soon as it is there.

    Whoever only wants to know whether something is wrong stops at the first report that is false.
    Raises ValueError for the name of a layer that there is none of.
    """
    if unknown := sorted(set(layers) - set(LAYERS)):
        raise ValueError(f"there is no layer {unknown[0]!r}: choose of {', '.join(LAYERS)}")
    return (
        (name, layer(target, seed=seed, max_examples=max_examples, only=only))
        for name, layer in LAYERS.items()
        if name in layers
    )
