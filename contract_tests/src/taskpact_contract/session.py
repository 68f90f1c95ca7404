"""One run of the command: which layers on which APIs, one after the other."""

import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import httpx
from attrs import field, frozen

from taskpact_contract import suite
from taskpact_contract.bounds import Bounds
from taskpact_contract.bridge.transports import RecordingTransport
from taskpact_contract.control import world_apart
from taskpact_contract.documents import operations
from taskpact_contract.pace import Pace
from taskpact_contract.reports import Result, Results
from taskpact_contract.target import Target
from taskpact_contract.trust import certificates

SEED, MAX_EXAMPLES = 1, 20
"""What requests are made from, and how many of each operation and phase, unless somebody says."""

MAX_REQUESTS, RATE = 20_000, 50.0
"""How many requests a server of others is sent in all, and in a second, unless somebody says."""

SLOWEST = 0.001
"""Requests in a second, at least; whoever wants fewer wants none."""

ANSWERS_WITHIN = 10.0
"""Seconds in which a server that is there answers anything."""


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
    seed: int = SEED
    max_examples: int = MAX_EXAMPLES
    begins: Callable[[str, str], None] = field(default=lambda _api, _layer: None)
    ends: Callable[[Result], None] = field(default=lambda _result: None)

    def run(self) -> Results:
        """Run it.

        Raises UnreachableError if a server is not there, NoControlPlaneError if it is no mock
        though its target says so, and ValueError if the certificates to trust are not there.
        """
        certificates()
        for url in dict.fromkeys(each.base_url for each in self.targets):
            check_reachable(url)
        results = tuple(self._results())
        paces = {id(each.pace): each.pace for each in self.targets}
        return Results(
            results,
            sum(each.sent for each in paces.values()),
            self.seed,
            frozenset(each.api for each in self.targets if each.principal.headers),
        )

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


def pace_of(max_requests: int | None, rate: float) -> Pace:
    """A pace of so many requests in all, None for any number, and so many in a second, 0 for any.

    Raises ValueError for a number, or a rate, that there cannot be.
    """
    if max_requests is not None and max_requests < 1:
        raise ValueError(f"{max_requests} requests in all: allow 1 or more")
    return Pace(budget=max_requests, rate=checked_rate(rate) or None)


def checked_rate(rate: float) -> float:
    """The rate; raises ValueError if nobody can keep it."""
    if rate != 0 and not SLOWEST <= rate < float("inf"):
        raise ValueError(f"give requests in a second, {SLOWEST} or more, or 0 for any number")
    return rate


def check_reachable(base_url: str, within: float = ANSWERS_WITHIN) -> None:
    """Raises UnreachableError if nobody answers there in time; whatever is answered is fine."""
    transport = RecordingTransport(Pace(bounds=Bounds(within)))
    try:
        with httpx.Client(transport=transport) as client, client.stream("GET", base_url):
            pass  # the head is enough: a body may have no end
    except httpx.InvalidURL as error:
        raise UnreachableError(f"{base_url!r} is no URL: {error}") from None
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise UnreachableError(f"nobody answers at {base_url}: {reason}") from None
