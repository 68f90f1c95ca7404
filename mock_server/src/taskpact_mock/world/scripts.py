"""Scripts: what the next matching work or request does instead of the usual.

An outcome is a small mapping with one member. `{"status": 503}` answers a request with a documented
status before anything happens; every other outcome belongs to the work behind an operation and is
understood by its API, such as `{"fail": {"code": "LLM_TIMEOUT"}}` or `{"take": 30}` seconds.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from taskpact_mock.world.rules import Rule, Rules

Outcome = Mapping[str, Any]


@frozen(kw_only=True)
class Script(Rule):
    """A rule, and what happens where it fits."""

    outcome: Outcome


class Scripts(Rules[Script]):
    """The scripts of a world, the oldest first. Each use counts down; used-up ones are gone."""

    __slots__ = ()

    def add(
        self,
        api: str,
        operation: str | None,
        outcome: Outcome,
        times: int | None = 1,
        match: Mapping[str, Any] | None = None,
    ) -> Script:
        """Add a script; `times` None is for ever."""
        return self.append(
            lambda id: Script(
                id=id, api=api, operation=operation, match=match, times=times, outcome=outcome
            )
        )

    def take(self, api: str, operation: str, body: Any, *, of_request: bool) -> Outcome | None:
        """The outcome for a request, or for the work behind it, and one use less of its script."""
        if not self.rules:
            return None
        script = self.use(
            api, operation, body, lambda each: ("status" in each.outcome) == of_request
        )
        return None if script is None else script.outcome
