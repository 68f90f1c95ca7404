"""The kinds of rows that the table has, and what a row says.

A text is given as pieces: `b"x"`, or `(b"x", 1000)` for a thousand of them.
"""

from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from taskpact_contract.nasty.parts import Parts, parts

Kind = Literal["integer", "number", "string", "any"]
"""The type of a member or parameter; `any` fits those of every type."""

Framing = Literal["length", "none", "chunks", "bytes", "waits"]
"""How a body is sent: with its length, without any sign of it, in chunks with an extension and a
trailer, in chunks of a byte, or only after the server has asked for it."""

NUMBERS: tuple[Kind, ...] = ("integer", "number")
STRINGS: tuple[Kind, ...] = ("string",)
ANY: tuple[Kind, ...] = ("any",)

TYPE = b"Content-Type"


def _text(given: bytes | tuple[bytes | tuple[bytes, int], ...]) -> Parts:
    return parts(given) if isinstance(given, bytes) else parts(*given)


@frozen
class Row:
    """A row of the table: its name, and why it is nasty."""

    name: str
    why: str


@frozen
class Fitting(Row):
    """A row for members or parameters of some types."""

    kinds: tuple[Kind, ...]


@frozen
class Body(Row):
    """A whole body.

    `text` takes the place of the operation's example; without it the example is sent, with
    something `before` and `after` it, in another `encoding`. `refused`: it is no JSON, so nobody
    may take it.
    """

    text: Parts | None = field(default=None, converter=optional(_text))
    before: bytes = b""
    after: bytes = b""
    encoding: str = "utf-8"
    refused: bool = False


@frozen
class Value(Fitting):
    """A JSON value in place of a member of the body of one of the `kinds`, or in one more member.

    `refused`: it is no JSON, so nobody may take it.
    """

    text: Parts = field(converter=_text)
    refused: bool = False


@frozen
class Segment(Fitting):
    """A path parameter as it stands in the URL, already escaped or not.

    `elsewhere`: it may be read as another path. `early`: the server may refuse it before the
    service sees it, in words of its own.
    """

    text: Parts = field(converter=_text)
    elsewhere: bool = False
    early: bool = False


@frozen
class Query(Fitting):
    """A query about a parameter of one of the `kinds`.

    `{name}` is its name, `{escaped}` the same with every byte escaped, `{value}` a good value.
    """

    text: Parts = field(converter=_text)
    early: bool = False


@frozen
class Turn(Row):
    """A valid request with something else about it.

    Attributes:
        method: in place of the operation's; `{lower}` is the operation's in lower case.
        fields: header fields, sent beside the others, or in place of those of the same name; an
            empty one is not sent at all.
        spoils: is put behind each credential.
        framing: how the body is sent.
        adds: a body, for operations that take none.
        bodies: whether it is for operations that take a body, for the others, or for all (None).
        version: of HTTP.
        elsewhere: the method may mean something else to the server than the operation.
        early: the server may refuse it before the service sees it, in words of its own.
        refused: nobody may take it.
    """

    method: bytes | None = None
    fields: tuple[tuple[bytes, Parts], ...] = ()
    spoils: bytes = b""
    framing: Framing = "length"
    adds: Parts = field(default=(), converter=_text)
    bodies: bool | None = None
    version: bytes = b"1.1"
    elsewhere: bool = False
    early: bool = False
    refused: bool = False
