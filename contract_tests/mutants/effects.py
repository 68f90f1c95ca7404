"""Mutants of what requests do: nothing, twice, or they are answered from an old memory."""

from collections.abc import Callable, Iterator
from functools import partial

from contract_tests.mutants.contracts import operations
from contract_tests.mutants.exchange import Answer, Request
from contract_tests.mutants.mutant import Mutant, wired
from contract_tests.mutants.server import Effect, Wire

_EFFECTS: dict[str, Effect] = {"no_effect": "never", "double_effect": "twice"}


def derive(api: str) -> Iterator[Mutant]:
    """Every mutant of the effects of the API's operations."""
    for _, operation in operations(api):
        place = f"{api}.{operation.id}:any"
        if operation.method == "GET":
            if not operation.streams:
                make: Callable[[], Wire] = partial(_stale, api, operation.id)
                yield wired(f"{place}:stale_read:", "effects", make)
            continue
        for operator, effect in _EFFECTS.items():
            make = partial(Wire, api=api, operation=operation.id, effect=effect)
            yield wired(f"{place}:{operator}:", "effects", make)


def _stale(api: str, operation: str) -> Wire:
    """Whoever asks the same again gets the answer of the time before."""
    known: dict[tuple[str, str, tuple[tuple[str, str], ...]], Answer] = {}

    def answer(request: Request, right: Answer) -> Answer:
        callers = tuple(pair for pair in request.headers if pair[0] in _CALLER)
        key = request.path, request.query, callers
        before = known.get(key)
        known[key] = right
        # What only names the exchange is fresh, as from a cache behind the front door.
        if before is None or (before.status, before.body) == (right.status, right.body):
            return right
        return before

    return Wire(api=api, operation=operation, answer=answer)


_CALLER = frozenset(
    {
        "authorization",
        "x-api-key",
        "apikey",
        "x-agh-session-id",
        "x-agh-agent",
        "x-agh-workspace-id",
        "x-mock-world",
    }
)
"""Headers that say who asks, and where."""
