"""An operation and its arguments as the templates see them."""

from collections.abc import Iterable, Mapping

from attrs import frozen
from openapi_python_client.strings import safe_for_docstring

from scripts.client.contract import Facts
from scripts.client.shape import Component, Shape, components_of
from taskpact.errors import status_class


@frozen
class Member:
    """A field of a model or an argument of an operation."""

    wire: str
    name: str
    shape: Shape
    required: bool
    description: str

    @property
    def annotation(self) -> str:
        """The type of the field."""
        return self.shape.annotation if self.required else f"{self.shape.annotation} | Unset"

    @property
    def argument(self) -> str:
        """The type of the argument."""
        return self.shape.argument if self.required else f"{self.shape.argument} | Unset"

    @property
    def unless(self) -> str:
        """When the JSON value needs decoding; empty for always."""
        core = self._core
        conditions = [
            f"type({self.name}) is not {core.plain}" if core.plain else "",
            f"{self.name} is not None" if self.shape.not_null else "",
            "" if self.required else f"{self.name} is not UNSET",
        ]
        return " and ".join(filter(None, conditions))

    @property
    def decoded(self) -> str | None:
        """The expression that decodes the JSON value; None if any value will do."""
        if self._core.decoder == "_read.anything" and not self.required:
            return None
        return f"{self.table}({self.name})" if self.table else self._core.decode(self.name)

    @property
    def table(self) -> str | None:
        """The name of the constant that holds a decoder too large to build at each call."""
        return f"_READ_{self.name.upper()}" if "{" in self._core.function else None

    @property
    def decoder(self) -> str:
        """The expression of that constant."""
        return self._core.function

    @property
    def _core(self) -> Shape:
        return self.shape.not_null or self.shape


@frozen
class Operation:
    """One operation, as its module and the two facades show it."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    path_members: list[Member]
    query_members: list[Member]
    header_members: list[Member]
    body_members: list[Member]
    facts: Facts
    answers: Mapping[int, Shape | None]
    keyed: bool

    @property
    def keywords(self) -> list[Member]:
        """The arguments beside those of the path; required ones first."""
        members = [*self.body_members, *self.query_members, *self.header_members]
        return sorted(members, key=lambda member: not member.required)

    @property
    def arguments(self) -> list[Member]:
        """Every argument, in order."""
        return [*self.path_members, *self.keywords]

    @property
    def returns(self) -> str:
        """The one type that a call returns, or that the events of a stream hold."""
        shapes = self.answers.values()
        types = [shape.annotation for shape in shapes if shape is not None]
        return " | ".join(dict.fromkeys([*types, *(["None"] if None in shapes else [])]))

    @property
    def components(self) -> list[Component]:
        """What its module has to import."""
        shapes = [m.shape for m in self.arguments] + [s for s in self.answers.values() if s]
        return in_order(components_of(shapes))

    @property
    def raises(self) -> list[tuple[str, str]]:
        """The documented errors: their class and what they mean."""
        found: dict[str, str] = {}
        for refusal in self.facts.refusals:
            name = status_class(refusal.status).__name__
            meaning = f"{refusal.status}: {sentence(refusal.description)}"
            found[name] = f"{found[name]} {meaning}" if name in found else meaning
        return sorted(found.items())


def in_order(components: Iterable[Component]) -> list[Component]:
    """By the names of their modules."""
    return sorted(components, key=lambda component: component.module)


def text(description: str) -> str:
    """A description as one line that a docstring can hold."""
    return " ".join(safe_for_docstring(description).split())


def sentence(description: str) -> str:
    """The same, with a full stop."""
    line = text(description)
    return line if not line or line.endswith((".", "!", "?")) else f"{line}."
