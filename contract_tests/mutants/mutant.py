"""What a mutant is: a name that never changes, and one fault that can be switched on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Literal, get_args

from attrs import field, frozen

from contract_tests.mutants.server import Hits, MutantApp, Wire

Group = Literal[
    "shape",
    "status",
    "headers",
    "values",
    "order",
    "time",
    "requests",
    "effects",
    "crash",
    "machines",
    "rules",
    "client",
]
GROUPS: tuple[Group, ...] = get_args(Group)
SPEC_DERIVED = frozenset(GROUPS) - {"machines", "rules", "client"}
BEHAVIOURAL = frozenset({"machines", "rules"})

Apply = Callable[[MutantApp, Hits], AbstractContextManager[object]]
"""Makes the server, or the SDK in this process, wrong until the context ends."""


@frozen(kw_only=True)
class Mutant:
    """One fault. `operation` is the one that it is in, None where it is in none of them alone.

    Names: `api.operation:status:operator:argument`, `api:machine:operator:argument`,
    `api:rule:what`, `api:due:operator:event`, `client:api.operation:kind`.
    """

    name: str
    group: Group
    api: str
    operation: str | None
    apply: Apply = field(repr=False, eq=False)
    wire: Callable[[], Wire] | None = field(default=None, repr=False, eq=False)
    """What it does to the traffic, if that is all."""


def wired(name: str, group: Group, make: Callable[[], Wire]) -> Mutant:
    """A mutant of what goes over the wire; `make` is called for each run, as it may remember."""
    wire = make()
    return Mutant(
        name=name,
        group=group,
        api=wire.api,
        operation=wire.operation,
        apply=lambda app, hits: app.wired(make(), hits),
        wire=make,
    )
