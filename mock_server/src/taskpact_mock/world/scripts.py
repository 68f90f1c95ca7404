"""Scripts: what the next matching work or request does instead of the usual.

An outcome is a small mapping with one member. `{"status": 503}` answers a request with a documented
status before anything happens; every other outcome belongs to the work behind an operation and is
understood by its API, such as `{"fail": {"code": "LLM_TIMEOUT"}}` or `{"take": 30}` seconds.
"""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

Outcome = Mapping[str, Any]


@frozen
class Script:
    """A rule: which operation, which bodies (a subset that must be equal), how often, and what."""

    id: int
    api: str
    operation: str | None
    match: Mapping[str, Any]
    times: int | None
    outcome: Outcome


class Scripts:
    """The scripts of a world, the oldest first. Each use counts down; used-up ones are gone."""

    __slots__ = ("_next", "_scripts")

    def __init__(self) -> None:
        self._scripts: list[Script] = []
        self._next = 1

    def add(
        self,
        api: str,
        operation: str | None,
        outcome: Outcome,
        times: int | None = 1,
        match: Mapping[str, Any] | None = None,
    ) -> Script:
        """Add a script; `times` None is for ever."""
        script = Script(self._next, api, operation, match or {}, times, outcome)
        self._next += 1
        self._scripts.append(script)
        return script

    def take(self, api: str, operation: str, body: Any, *, of_request: bool) -> Outcome | None:
        """The outcome for a request, or for the work behind it, and one use less of its script."""
        if not self._scripts:
            return None
        for place, script in enumerate(self._scripts):
            if (
                script.api == api
                and script.operation in (None, operation)
                and ("status" in script.outcome) == of_request
                and _contains(body, script.match)
            ):
                if script.times is not None:
                    if script.times == 1:
                        del self._scripts[place]
                    else:
                        self._scripts[place] = evolve(script, times=script.times - 1)
                return script.outcome
        return None

    def remove(self, id: int) -> bool:
        """Take a script away; whether there was one."""
        before = len(self._scripts)
        self._scripts = [script for script in self._scripts if script.id != id]
        return len(self._scripts) < before

    def copy(self) -> "Scripts":
        """Scripts of its own, with the same uses left."""
        twin = Scripts()
        twin._scripts, twin._next = list(self._scripts), self._next
        return twin

    def __iter__(self) -> Any:
        return iter(self._scripts)


def _contains(value: Any, subset: Any) -> bool:
    if isinstance(subset, Mapping):
        return not subset or (
            isinstance(value, Mapping)
            and all(key in value and _contains(value[key], part) for key, part in subset.items())
        )
    return bool(value == subset)
