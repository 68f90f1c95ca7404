"""One run of the command: which layers on which APIs, one after the other."""

import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import httpx
from attrs import field, frozen

from taskpact_contract import suite
from taskpact_contract.control import world_apart
from taskpact_contract.documents import operations
from taskpact_contract.reports import Result, Results
from taskpact_contract.target import Target


class UnreachableError(Exception):
    """Nobody answers at the base URL."""


@frozen(kw_only=True)
class Session:
    """What to run. `targets` share one pace; `only` are operations of any of them.

    Those with a control plane are run in a world apart.
    """

    targets: tuple[Target, ...]
    layers: tuple[str, ...] = tuple(suite.LAYERS)
    only: frozenset[str] = frozenset()
    seed: int = 1
    max_examples: int = 20
    begins: Callable[[str, str], None] = field(default=lambda _api, _layer: None)
    ends: Callable[[Result], None] = field(default=lambda _result: None)

    def run(self) -> Results:
        """Run it.

        Raises UnreachableError if a server is not there, and NoControlPlaneError if it is no mock
        though its target says so.
        """
        for target in self.targets:
            check_reachable(target.base_url)
        results = tuple(self._results())
        paces = {id(each.pace): each.pace for each in self.targets}
        return Results(results, sum(each.sent for each in paces.values()), self.seed)

    def _results(self) -> Iterator[Result]:
        for target in self.targets:
            chosen = self.only & operations(target.api).keys()
            if self.only and not chosen:
                continue
            with world_apart(target) if target.control else nullcontext(target) as place:
                yield from self._layers(place, chosen)

    def _layers(self, target: Target, chosen: frozenset[str]) -> Iterator[Result]:
        for name, layer in suite.LAYERS.items():
            if name in self.layers:
                self.begins(target.api, name)
                began = time.monotonic()
                report = layer(target, seed=self.seed, max_examples=self.max_examples, only=chosen)
                result = Result(target.api, name, report, time.monotonic() - began)
                self.ends(result)
                yield result


def check_reachable(base_url: str) -> None:
    """Raises UnreachableError if nobody answers there; whatever is answered is fine."""
    try:
        httpx.get(base_url, timeout=10)
    except httpx.InvalidURL as error:
        raise UnreachableError(f"{base_url!r} is no URL: {error}") from None
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise UnreachableError(f"nobody answers at {base_url}: {reason}") from None
