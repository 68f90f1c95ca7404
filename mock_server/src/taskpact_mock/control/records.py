"""What an API works on in a world: its records by state, as `x-lifecycle` lists the states."""

from collections import Counter, deque

from taskpact_mock.contract.decode import JSON
from taskpact_mock.pipeline.service import Service
from taskpact_mock.world.world import World

SHOWN = 100
"""How many records are listed; all are counted."""


class UnknownStateError(ValueError):
    """A state that the life cycle does not list; the text names those that it does."""


def report(service: Service, world: World, state: str | None = None) -> JSON:
    """How many records are in each state, and the newest of them, or of those in `state`.

    Raises UnknownStateError when the life cycle has no such state.
    """
    (work,) = (each for each in service.contract.lifecycles.values() if each["work"])
    if state is not None and state not in work["states"]:
        raise UnknownStateError(f"{state!r} is none of {list(work['states'])}")
    kind = service.api.work
    assert kind is not None  # whoever has work has a life cycle of it, and the reverse
    world.tick()  # as for whoever reads them through the API
    counts = Counter(map(kind.state, kind.records(world)))
    chosen = (each for each in kind.records(world) if state in (None, kind.state(each)))
    newest = reversed(deque(chosen, maxlen=SHOWN))
    return {
        "resource": work["resource"],
        "states": {
            name: {
                "unified": entry["unified"],
                "terminal": entry.get("terminal", False),
                "count": counts[name],
            }
            for name, entry in work["states"].items()
        },
        "records": [
            {
                "id": each.id,
                "state": kind.state(each),
                "owner": kind.owner(each),
                "created": kind.created(each),
            }
            for each in newest
        ],
    }
