"""How one JSON value is typed, taken as an argument, and decoded in the generated code."""

from collections.abc import Iterable

from attrs import field, frozen
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.protocol import PropertyProtocol

JSON_OBJECT = "dict[str, Any]"
"""The type of an object that the contract leaves open."""


@frozen
class Shape:
    """One JSON value.

    `decoder` is an expression that takes the JSON value last, after `leading` arguments. `plain` is
    the Python type that JSON already gives it, where nothing needs decoding. `kind` is what tells
    it from others in a union. `components` are the models and enums that it names. `not_null` is
    the shape of what is not null, where null is legal.
    """

    annotation: str
    argument: str
    decoder: str
    kind: str
    leading: tuple[str, ...] = ()
    plain: str | None = None
    components: frozenset["Component"] = frozenset()
    not_null: "Shape | None" = None

    @property
    def function(self) -> str:
        """An expression of one argument that decodes the value."""
        return (
            f"partial({', '.join([self.decoder, *self.leading])})" if self.leading else self.decoder
        )

    def decode(self, source: str) -> str:
        """The expression that decodes `source`."""
        return f"{self.decoder}({', '.join([*self.leading, source])})"


@frozen
class Component:
    """A named schema that becomes a class in a module of its own."""

    name: str
    module: str
    prop: parsed.ModelProperty | parsed.EnumProperty = field(eq=False, repr=False)

    @property
    def description(self) -> str:
        """What the contract says of the schema itself."""
        data = self.prop.description
        return data.get_untrusted_value() if data else ""


def name_of(prop: PropertyProtocol) -> str:
    """What the contract calls a property."""
    return prop.name.get_untrusted_value()


def either(annotations: Iterable[str]) -> str:
    """One union, each member once."""
    return " | ".join(dict.fromkeys(annotations))


def components_of(members: Iterable[Shape]) -> frozenset[Component]:
    """Everything that the shapes name."""
    return frozenset(part for member in members for part in member.components)
