"""Where rows of the table fit in an operation, and the requests that they make."""

import json
from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any, TypeVar, get_args
from urllib.parse import quote, urlsplit

from attrs import evolve, frozen

from taskpact_contract.documents import Operation, Parameter
from taskpact_contract.nasty import bodies, table
from taskpact_contract.nasty.bodies import Kinds, Shown
from taskpact_contract.nasty.messages import Fields, Sent
from taskpact_contract.nasty.parts import parts, whole
from taskpact_contract.nasty.rows import TYPE, Fitting, Kind, Row, Turn
from taskpact_contract.target import Target

MORE = "nasty"
"""The name of a member that no contract lists."""

EVERY: Kinds = frozenset(get_args(Kind))

UNKNOWN: Mapping[str, Any] = MappingProxyType({"string": "nobody-has-this", "integer": 2**31 - 2})
"""Ids that nobody has, by type."""

AnyRow = TypeVar("AnyRow", bound=Row)
FittingRow = TypeVar("FittingRow", bound=Fitting)


@frozen(kw_only=True)
class Attempt:
    """One request of the layer.

    Attributes:
        row: the row that it is made from.
        place: where the row went, in words.
        request: what is sent.
        refused: nobody may take it.
        elsewhere: it may reach something else than the operation.
        early: it may be refused before the service sees it.
    """

    row: Row
    place: str
    request: Sent
    refused: bool = False
    elsewhere: bool = False
    early: bool = False


@frozen
class Places:
    """The places of an operation of a target.

    `chooser` picks `most` rows for each place if there are more; None takes all of them.
    """

    target: Target
    operation: Operation
    most: int | None
    chooser: Random

    def attempts(self) -> Iterator[Attempt]:
        """Every request that the table makes of the operation."""
        if self._body is not None:
            yield from self._bodies(self._body)
            yield from self._members(self._body)
        for parameter in self.operation.parameters:
            if parameter.location == "path":
                yield from self._segments(parameter)
            elif parameter.location == "query":
                yield from self._queries(parameter)
        yield from self._turns()

    def plain(self) -> Sent:
        """The request without anything nasty."""
        method, target = self.operation.method.encode(), self._target({})
        if self._body is None:
            return Sent(method, target, self._fields())
        fields = (*self._fields(), (TYPE, bodies.MEDIA.encode()))
        return Sent(method, target, fields, parts(_json(self._body.example)), "length")

    def _bodies(self, body: Shown) -> Iterator[Attempt]:
        text = json.dumps(body.example)
        for row in self._chosen(table.BODIES):
            given = row.text
            if given is None:
                given = parts(row.before + text.encode(row.encoding) + row.after)
            blank = not whole(given).strip()
            yield Attempt(
                row=row,
                place="as the body",
                request=evolve(self.plain(), body=given),
                refused=row.refused and (self.operation.body_required or not blank),
            )

    def _members(self, body: Shown) -> Iterator[Attempt]:
        """In place of each member of a fitting type, and as one more, which takes all."""
        for name, kinds in {**body.members, MORE: EVERY}.items():
            others = {key: value for key, value in body.example.items() if key != name}
            before = parts(_json({**others, name: 0}).removesuffix(b"0}"))
            for row in self._chosen(_fitting(table.VALUES, kinds)):
                yield Attempt(
                    row=row,
                    place=f"as `{name}` in the body",
                    request=evolve(self.plain(), body=(*before, *row.text, *parts(b"}"))),
                    refused=row.refused,
                )

    def _segments(self, parameter: Parameter) -> Iterator[Attempt]:
        kinds = bodies.kinds(parameter.schema)
        for row in self._chosen(_fitting(table.SEGMENTS, kinds | {"any"})):
            target = self._target({parameter.name: whole(row.text)})
            yield Attempt(
                row=row,
                place=f"as path parameter `{parameter.name}`",
                request=evolve(self.plain(), target=target),
                elsewhere=row.elsewhere,
                early=row.early,
            )

    def _queries(self, parameter: Parameter) -> Iterator[Attempt]:
        kinds = bodies.kinds(parameter.schema)
        name = parameter.name.encode()
        value = self.target.principal.parameters.get(parameter.name, parameter.example)
        words = {
            b"{name}": name,
            b"{escaped}": b"".join(b"%%%02X" % byte for byte in name),
            b"{value}": _escaped(value),
        }
        for row in self._chosen(_fitting(table.QUERIES, kinds | {"any"})):
            query = b"".join(_filled(piece, words) * count for piece, count in row.text)
            yield Attempt(
                row=row,
                place=f"about query parameter `{parameter.name}`",
                request=evolve(self.plain(), target=self._target({}) + b"?" + query),
                early=row.early,
            )

    def _turns(self) -> Iterator[Attempt]:
        takes = self._body is not None
        rows = tuple(each for each in table.TURNS if each.bodies in (None, takes))
        for row in self._chosen(rows):
            yield Attempt(
                row=row,
                place="as the request",
                request=self._turned(row),
                refused=row.refused,
                elsewhere=row.elsewhere,
                early=row.early,
            )

    def _turned(self, row: Turn) -> Sent:
        """The plain request, as the row wants it."""
        request = self.plain()
        secrets = {name.encode() for name in self.target.principal.headers}
        named = {name for name, _ in row.fields}
        kept = (
            (name, value + row.spoils if name in secrets else value)
            for name, value in request.fields
            if name not in named
        )
        more = ((name, whole(value)) for name, value in row.fields if value)
        body = request.body or row.adds
        return evolve(
            request,
            method=(row.method or request.method).replace(b"{lower}", request.method.lower()),
            fields=(*kept, *more),
            body=body if row.framing != "none" else (),
            framing=row.framing if body else "none",
            version=row.version,
        )

    def _chosen(self, rows: tuple[AnyRow, ...]) -> tuple[AnyRow, ...]:
        if self.most is None or len(rows) <= self.most:
            return rows
        numbers = self.chooser.sample(range(len(rows)), self.most)
        return tuple(rows[number] for number in sorted(numbers))

    @property
    def _body(self) -> Shown | None:
        return bodies.shown(self.target.api, self.operation.id)

    def _fields(self) -> Fields:
        """Those that every request has: the server's name and the credentials."""
        credentials = self.target.principal.headers if self.operation.secured else {}
        given = {"Host": urlsplit(self.target.base_url).netloc, **credentials}
        return tuple((name.encode(), value.encode("latin-1")) for name, value in given.items())

    def _target(self, segments: Mapping[str, bytes]) -> bytes:
        """The request target, with `segments` in place of the values that parameters have."""
        filled = [urlsplit(self.target.base_url).path.encode()]
        for part in self.operation.path.split("/")[1:]:
            name = part.removeprefix("{").removesuffix("}")
            if name == part:
                filled.append(part.encode())
            else:
                filled.append(segments.get(name, _escaped(self._known(name))))
        return b"/".join(filled)

    def _known(self, name: str) -> Any:
        """A value of a path parameter that finds something, unless that would be lost."""
        parameter = self.operation.parameter("path", name)
        assert parameter is not None, "every parameter of a path is listed"
        if self.operation.method == "DELETE":
            return UNKNOWN[parameter.schema["type"]]
        return self.target.principal.parameters.get(name, parameter.example)


def _fitting(rows: tuple[FittingRow, ...], kinds: Kinds) -> tuple[FittingRow, ...]:
    return tuple(each for each in rows if kinds & {*each.kinds})


def _filled(piece: bytes, words: Mapping[bytes, bytes]) -> bytes:
    for word, text in words.items():
        piece = piece.replace(word, text)
    return piece


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _escaped(value: Any) -> bytes:
    """A value as a URL has it."""
    text = json.dumps(value) if isinstance(value, bool) else str(value)
    return quote(text, safe="").encode()
