"""Records by id, in the order of their creation, with indexes that filter and count."""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from attrs import field
from sortedcontainers import SortedList

from taskpact_mock.world.value import value


class Record(Protocol):
    """What a table holds: a frozen value with an id and its place in the order of creation."""

    @property
    def id(self) -> str | int: ...  # noqa: D102 # said above
    @property
    def seq(self) -> int: ...  # noqa: D102 # said above


@value(eq=False)
class Versioned:
    """A record that remembers how it was rendered. A changed record is a new one and forgets."""

    rendered: tuple[tuple[str, bytes], ...] = field(init=False, default=(), repr=False)
    """The last two renderings, each with the form that it has: worlds share records of fixtures, so
    there is no end of forms that one may be asked for in."""

    def remember(self, form: str, rendered: bytes) -> None:
        """Keep a rendering. What follows from a frozen record may be noted in it."""
        object.__setattr__(self, "rendered", (*self.rendered[-1:], (form, rendered)))


R = TypeVar("R", bound=Record)
Facet = tuple[object, ...]
"""The values of a record that a table filters by."""
UNINDEXED = 20_000
"""How many new records may wait for somebody to ask, until they are indexed all the same."""


class Table(Generic[R]):
    """Records of one kind. A change is a new record in the place of the old one.

    `facets` names the values that queries filter by, the owner first. Each distinct combination has
    an index in the order of creation, so a page or a count costs the same in a small table and in a
    large one. New records are indexed when somebody asks: many change before anybody does.
    """

    __slots__ = (
        "_by_facet",
        "_by_owner",
        "_by_seq",
        "_facets",
        "_records",
        "_seq",
        "_unindexed",
        "version",
    )

    def __init__(self, facets: Callable[[R], Facet]) -> None:
        self._facets = facets
        self._records: dict[str | int, R] = {}
        self._by_seq: dict[int, R] = {}
        self._by_owner: dict[object, SortedList] = {}
        self._by_facet: dict[object, dict[Facet, SortedList]] = {}
        self._unindexed: dict[int, Facet] = {}
        """What new records that are in no index yet are filtered by, by their places."""
        self._seq = 0
        self.version = 0
        """How often anything was put or removed."""

    def next_seq(self) -> int:
        """The place of the next record in the order of creation, from 1."""
        self._seq += 1
        return self._seq

    def get(self, id: str | int) -> R | None:
        """The record of that id."""
        return self._records.get(id)

    def put(self, record: R) -> R:
        """Add `record`, or let it take the place of the one with its id."""
        self.version += 1
        id, seq, facet = record.id, record.seq, self._facets(record)
        old = self._records.get(id)
        self._records[id] = self._by_seq[seq] = record
        if old is None or seq in self._unindexed:
            self._unindexed[seq] = facet
            if len(self._unindexed) > UNINDEXED:
                self._index_all()
        elif (before := self._facets(old)) != facet:
            self._unindex(before, seq)
            self._index(facet, seq)
            if before[0] != facet[0]:
                self._by_owner[before[0]].remove(seq)
                _of(self._by_owner, facet[0]).add(seq)
        return record

    def remove(self, id: str | int) -> R | None:
        """Take the record of that id out."""
        record = self._records.pop(id, None)
        if record is not None:
            self.version += 1
            del self._by_seq[record.seq]
            if self._unindexed.pop(record.seq, None) is None:
                facet = self._facets(record)
                self._by_owner[facet[0]].remove(record.seq)
                self._unindex(facet, record.seq)
        return record

    def count(self, owner: object, *wanted: object) -> int:
        """How many of the owner's records fit; None in the place of a facet fits all."""
        return sum(map(len, self._indexes((owner, *wanted))))

    def newest(
        self, owner: object, *wanted: object, limit: int | None = None, offset: int = 0
    ) -> list[R]:
        """Those that fit, the newest first."""
        found = [reversed(index) for index in self._indexes((owner, *wanted))]
        order = found[0] if len(found) == 1 else merge(*found, reverse=True)
        end = None if limit is None else offset + limit
        return [self._by_seq[seq] for seq in islice(order, offset, end)]

    def oldest(self, owner: object, *wanted: object) -> Iterator[R]:
        """Those that fit, the oldest first, one at a time."""
        found = self._indexes((owner, *wanted))
        order = found[0] if len(found) == 1 else merge(*found)
        return (self._by_seq[seq] for seq in order)

    def copy(self) -> "Table[R]":
        """A table of its own with the same records, which are values and shared."""
        self._index_all()
        twin = Table(self._facets)
        twin._records = dict(self._records)
        twin._by_seq = dict(self._by_seq)
        twin._by_owner = {owner: SortedList(index) for owner, index in self._by_owner.items()}
        twin._by_facet = {
            owner: {facet: SortedList(index) for facet, index in owned.items()}
            for owner, owned in self._by_facet.items()
        }
        twin._seq = self._seq
        return twin

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[R]:
        return iter(self._records.values())

    def _indexes(self, wanted: Facet) -> list[SortedList]:
        self._index_all()
        owner = wanted[0]
        if all(want is None for want in wanted[1:]) and owner in self._by_owner:
            return [self._by_owner[owner]]
        return [
            index
            for facet, index in self._by_facet.get(owner, {}).items()
            if all(want is None or want == has for want, has in zip(wanted, facet, strict=True))
        ]

    def _index_all(self) -> None:
        for seq, facet in self._unindexed.items():
            _of(self._by_owner, facet[0]).add(seq)
            self._index(facet, seq)
        self._unindexed.clear()

    def _index(self, facet: Facet, seq: int) -> None:
        _of(self._by_facet.setdefault(facet[0], {}), facet).add(seq)

    def _unindex(self, facet: Facet, seq: int) -> None:
        owned = self._by_facet[facet[0]]
        owned[facet].remove(seq)
        if not owned[facet]:
            del owned[facet]


def _of(indexes: dict[Any, SortedList], key: object) -> SortedList:
    found = indexes.get(key)
    if found is None:
        found = indexes[key] = SortedList()
    return found
