"""One mutant, one verdict: the layers of the joined suite run until one of them objects."""

import itertools
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal, get_args

import httpx
from attrs import define, field, frozen

from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.server import Hits, MutantApp
from contract_tests.running import running
from taskpact_contract import Principal, Target, models, suite
from taskpact_contract.documents import operations
from taskpact_contract.findings import Report

Verdict = Literal["killed", "survived", "unreachable", "timeout"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

WIDE = frozenset({"model", "links"})
"""Layers that are one whole. The others look at each operation by itself: for a mutant of one,
that one is enough."""

WITHOUT_CLIENT = frozenset({"nasty", "doors", "limits", "borders", "raw", "links"})
RAW = " (raw)"
"""Layers that do without the SDK, by their names or how those end. Its mutants are nothing to
them."""

AGAIN = " (async)"
"""How the names of layers end that ask a server the same as the one before, through asyncio."""

_LAYERS = {**suite.LAYERS, "model": partial(models.run, shrink=False)}
"""That something is wrong is all that is asked here; the smallest way to see it takes longer."""

_NUMBERS = itertools.count(1)


@frozen(kw_only=True)
class Effort:
    """How hard the suite tries: the same effort sends the same requests."""

    seed: int = 1
    max_examples: int = 15


@frozen(kw_only=True)
class Outcome:
    """What became of a mutant.

    Attributes:
        layer: which layer killed it.
        check: the rule that the layer saw broken, and in which operation.
        hits: how often it did something wrong.
        seconds: how long that took.
    """

    name: str
    group: str
    api: str
    verdict: Verdict
    layer: str = ""
    check: str = ""
    hits: int = 0
    seconds: float = 0.0


@define
class Bench:
    """A server in this process, on which targets are made: an API in a fresh world each."""

    app: MutantApp
    url: str
    client: httpx.Client = field(repr=False)

    @contextmanager
    def target(self, api: str) -> Iterator[Target]:
        """An API in a world of its own, whose clock lets nobody wait.

        The world's records are there already, made by the right server.
        """
        name = f"mutant-{next(_NUMBERS)}"
        world = {"name": name, "clock": "auto"}
        self.client.post(f"{self.url}/_mock/worlds", json=world).raise_for_status()
        base_url = f"{self.url}/_mock/worlds/{name}"
        found = self.client.get(f"{base_url}/_mock/credentials").raise_for_status().json()[api]
        target = Target(
            api=api,
            base_url=base_url,
            principal=Principal(headers=found["headers"], parameters=found["parameters"]),
            second=Principal(**found["second"]),
            control=True,
        )
        look(api, base_url, found["headers"], found["parameters"])
        try:
            yield target
        finally:
            self.client.delete(f"{self.url}/_mock/worlds/{name}")


def look(api: str, url: str, headers: Mapping[str, str], parameters: Mapping[str, Any]) -> None:
    """Ask for something, so that the records of a new world are there."""
    reading = next(each for each in operations(api).values() if each.method == "GET")
    path = reading.path
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", str(value))
    httpx.get(url + path, headers=dict(headers), trust_env=False)


@contextmanager
def bench() -> Iterator[Bench]:
    """A server of its own."""
    app = MutantApp()
    with running(app) as url, httpx.Client(trust_env=False, timeout=30) as client:
        yield Bench(app, url, client)


def run_layer(target: Target, layer: str, effort: Effort, only: Collection[str] = ()) -> Report:
    """One layer of the suite on the target."""
    run = _LAYERS[layer]
    return run(target, seed=effort.seed, max_examples=effort.max_examples, only=only)


def narrowed(operation: str | None, layer: str) -> tuple[str, ...]:
    """The operations that a layer has to look at for a mutant of that one; none for all."""
    return (operation,) if operation is not None and layer not in WIDE else ()


def layers_for(mutant: Mutant) -> tuple[str, ...]:
    """The layers that have a chance with the mutant, the cheapest first.

    That is the suite's order; for a mutant of one operation, those that can look at it alone come
    before the others.
    """
    if mutant.group == "client":
        found = [
            name for name in suite.LAYERS if name not in WITHOUT_CLIENT and not name.endswith(RAW)
        ]
    else:
        found = [name for name in suite.LAYERS if not name.endswith(AGAIN)]
    if mutant.operation is not None:
        found.sort(key=lambda name: name in WIDE)
    return tuple(found)


def trial(mutant: Mutant, effort: Effort, layers: Collection[str] | None = None) -> Outcome:
    """Run the layers, in the suite's order, until one objects.

    `layers` are those whose requests the mutant can touch at all; without any it is unreachable.
    """
    began = time.monotonic()
    hits = Hits()
    killer, check = "", ""
    with bench() as place:
        for layer in layers_for(mutant):
            if layers is not None and layer not in layers:
                continue
            with place.target(mutant.api) as target, mutant.apply(place.app, hits):
                report = run_layer(target, layer, effort, narrowed(mutant.operation, layer))
            if not report:
                first = report.findings[0]
                killer, check = layer, f"{first.operation} {first.check}"
                break
    return Outcome(
        name=mutant.name,
        group=mutant.group,
        api=mutant.api,
        verdict=_verdict(killer, hits),
        layer=killer,
        check=check,
        hits=hits.number,
        seconds=round(time.monotonic() - began, 2),
    )


def _verdict(killer: str, hits: Hits) -> Verdict:
    if killer:
        return "killed"
    return "survived" if hits.number else "unreachable"
