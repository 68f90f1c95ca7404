"""The mock's control plane, as far as layers use it to bring a world into a state."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any, Self

import httpx
from attrs import evolve, frozen

from taskpact_contract.bridge.calls import NOTHING
from taskpact_contract.documents import operations
from taskpact_contract.findings import Step
from taskpact_contract.probe import BrokenError, Probe
from taskpact_contract.target import Principal, Target

WORLD = "taskpact-contract"
"""The world that a run makes for itself."""

OPTIONS = ("auth", "rate_limits", "max_wait", "quirks")
"""What a world is made with beside its name, seed and clock."""


class NoControlPlaneError(Exception):
    """The server is no mock, though the target says that it has a control plane."""


@frozen
class Control:
    """One world of a mock. Raises httpx.HTTPStatusError for what the control plane refuses."""

    target: Target
    _http: httpx.Client
    _probe: Probe

    @classmethod
    @contextmanager
    def of(cls, target: Target) -> Iterator[Self]:
        """That of the target's world."""
        http = httpx.Client(base_url=f"{target.base_url}/_mock")
        with http, Probe(target, "raw") as probe:
            yield cls(target, http, probe)

    def reset(self) -> None:
        """Make the world as new."""
        self._post("reset", None)

    @contextmanager
    def following(self, quirks: Collection[str]) -> Iterator[None]:
        """Meanwhile the world, made anew, follows these ways of the API's live service, too."""
        if not quirks:
            yield
            return
        with self._with({"quirks": [f"{self.target.api}.{each}" for each in quirks]}):
            yield

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Meanwhile the world, made anew, counts calls against the rate limits."""
        with self._with({"rate_limits": True}):
            yield

    def now(self) -> datetime:
        """What the world's clock shows."""
        found = self._http.get("clock").raise_for_status().json()
        return datetime.fromisoformat(found["now"])

    def deliveries(self) -> list[dict[str, Any]]:
        """The API's webhooks that the world has sent, the oldest first, with all attempts."""
        found = self._http.get("webhooks").raise_for_status().json()["deliveries"]
        return [each for each in found if each["api"] == self.target.api]

    def make(self, fixtures: Mapping[str, Any]) -> Any:
        """Put records of the API into the world; answers with what was made."""
        return self._post("fixtures", {self.target.api: fixtures})[self.target.api]

    def script(self, operation: str, outcome: Mapping[str, Any], times: int = 1) -> None:
        """Decide what the next requests of an operation, or the work behind them, do."""
        script = {
            "api": self.target.api,
            "operation": operation,
            "outcome": outcome,
            "times": times,
        }
        self._post("scripts", script)

    def unscript(self) -> None:
        """Take back all that was decided and has not come to pass."""
        self._http.delete("scripts").raise_for_status()

    def advance(self, seconds: float) -> None:
        """Move the world's clock on, and everything that is due on the way."""
        self._post("clock/advance", {"seconds": seconds})

    def call(
        self, operation: str, *, body: Any = None, headers: Any = None, **parameters: Any
    ) -> Any:
        """Call an operation that has to work, as the principal or with other `headers`.

        `parameters` are those of the path and the query, by the names of the contract. Raises
        BrokenError if it does not work, or breaks the contract.
        """
        given: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
        for each in operations(self.target.api)[operation].parameters:
            if each.name in parameters:
                given[each.location][each.name] = parameters[each.name]
        with ExitStack() as stack:
            probe = self._probe
            if headers is not None:
                probe = stack.enter_context(Probe(self.target, "raw", Principal(headers=headers)))
            answer = probe.send(
                operation,
                path=given["path"],
                query=given["query"],
                headers=given["header"],
                body=NOTHING if body is None else body,
            )
        if answer.status >= 300:
            problem = f"it has to work, and is refused by {answer.status}: {answer.body}"
            raise BrokenError(operation, "situation", problem, answer.curl)
        return answer.body

    def steps(self) -> tuple[frozenset[Step], frozenset[Step]]:
        """The steps of the life cycles that the world has seen, and those it has not."""
        found = self._http.get("coverage").raise_for_status().json()[self.target.api]
        seen, missing = (
            frozenset(
                (resource, step["by"], step["name"], step["from"], step["to"])
                for resource, steps in found["transitions"].items()
                for step in steps[key]
            )
            for key in ("seen", "missing")
        )
        return seen, missing

    @contextmanager
    def _with(self, options: Mapping[str, Any]) -> Iterator[None]:
        """Meanwhile the world, made anew, has these options, and these quirks beside its own."""
        world = self._post("reset", None)
        given = {
            "name": world["name"],
            "seed": world["seed"],
            "clock": world["clock"]["kind"],
            "speed": world["clock"]["speed"],
            **{name: world["options"][name] for name in OPTIONS},
        }
        quirks = [*given["quirks"], *options.get("quirks", ())]
        self._post("worlds", {**given, **options, "quirks": quirks})
        try:
            yield
        finally:
            self._post("worlds", given)

    def _post(self, path: str, body: Any) -> Any:
        answer = self._http.post(path, json=body).raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def world_apart(target: Target) -> Iterator[Target]:
    """The target in a world of its own at the same mock, which is dropped afterwards.

    Its clock moves when everybody waits and never else: what runs out does so when a layer wants
    it to, however slow the machine is, and nobody else's work is touched. Raises
    NoControlPlaneError when that cannot be made.
    """
    worlds = f"{target.base_url}/_mock/worlds"
    with httpx.Client() as http:
        try:
            http.post(worlds, json={"name": WORLD, "clock": "auto"}).raise_for_status()
        except httpx.HTTPError as error:
            raise NoControlPlaneError(
                f"no taskpact-mock made a world at {worlds}, so run without its control: {error}"
            ) from None
        try:
            yield evolve(target, base_url=f"{worlds}/{WORLD}")
        finally:
            http.delete(f"{worlds}/{WORLD}")
