"""How one JSON value is typed, taken as an argument, and decoded in the generated code.

A shape is derived from a property as openapi-python-client parsed it. The decoders named here are
those of `taskpact._runtime.decoding`. What could be decoded in two ways is refused.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import permutations

from attrs import evolve, field, frozen
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty

from scripts.client.contract import ContractError

JSON_OBJECT = "dict[str, Any]"


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


_SCALARS: dict[type, Shape] = {
    StringProperty: Shape("str", "str", "_read.string", "string", plain="str"),
    IntProperty: Shape("int", "int", "_read.integer", "number", plain="int"),
    FloatProperty: Shape("float", "float", "_read.number", "number", plain="float"),
    BooleanProperty: Shape("bool", "bool", "_read.boolean", "boolean", plain="bool"),
    NoneProperty: Shape("None", "None", "_read.nothing", "null"),
    parsed.AnyProperty: Shape("Any", "Any", "_read.anything", "any"),
    DateTimeProperty: Shape("datetime.datetime", "datetime.datetime", "_read.instant", "string"),
    DateProperty: Shape("datetime.date", "datetime.date", "_read.day", "string"),
    UuidProperty: Shape("UUID", "UUID", "_read.uuid", "string"),
}


_KINDS = {str: "string", bool: "boolean", int: "number", float: "number"}
"""What JSON calls the type of a constant."""


@frozen
class Shapes:
    """Derives shapes; `models` are the finished models by class name.

    References that were parsed before their model was finished hold an empty copy of it.
    """

    models: Mapping[str, parsed.ModelProperty]

    def of(self, prop: PropertyProtocol) -> Shape:
        """The shape of a parsed property; raises ContractError for one that we do not support."""
        if scalar := _SCALARS.get(type(prop)):
            return scalar
        match prop:
            case parsed.EnumProperty():
                return _enum(prop)
            case parsed.ModelProperty():
                return self._model(prop)
            case ListProperty():
                return _list(self.of(prop.inner_property))
            case UnionProperty():
                return self._union(prop)
            case ConstProperty():
                literal = prop.value.python_code.as_unembedded_code()
                typed = f"Literal[{literal}]"
                return Shape(
                    typed,
                    typed,
                    "_read.constant",
                    _KINDS[type(prop.value.raw_value)],
                    leading=(literal,),
                )
        raise ContractError(f"{_name(prop)}: no support for {type(prop).__name__}")

    def _model(self, prop: parsed.ModelProperty) -> Shape:
        prop = self.models[str(prop.class_info.name)]
        if not (prop.required_properties or prop.optional_properties):
            return self._map(prop)
        name = str(prop.class_info.name)
        component = Component(name, str(prop.class_info.module_name), prop)
        return Shape(
            name,
            f"{name} | Mapping[str, Any]",
            f"{name}.from_dict",
            "object",
            components=frozenset([component]),
        )

    def _map(self, prop: parsed.ModelProperty) -> Shape:
        values = prop.additional_properties
        inner = _SCALARS[parsed.AnyProperty] if values is None else self.of(values)
        if inner.kind == "any":
            return Shape(JSON_OBJECT, "Mapping[str, Any]", "_read.json_object", "object")
        return Shape(
            f"dict[str, {inner.annotation}]",
            f"Mapping[str, {inner.argument}]",
            "_read.mapping",
            "object",
            leading=(inner.function,),
            components=inner.components,
        )

    def _union(self, prop: UnionProperty) -> Shape:
        members = [self.of(inner) for inner in prop.inner_properties]
        if any(member.kind == "any" for member in members):
            return _SCALARS[parsed.AnyProperty]
        absent = [member for member in members if member.kind == "null"]
        present = [member for member in members if member.kind != "null"]
        if models := [m for m in present if m.kind == "object"]:
            joined = models[0] if len(models) == 1 else _objects(prop, models)
            present = [*(m for m in present if m.kind != "object"), joined]
        kinds = [member.kind for member in present]
        if len(set(kinds)) < len(kinds):
            raise ContractError(
                f"{_name(prop)}: nothing tells these apart when they are read:"
                f" {', '.join(member.annotation for member in present)}"
            )
        core = present[0] if len(present) == 1 else _by_kind(present)
        if not absent:
            return core
        return evolve(
            core,
            annotation=f"{core.annotation} | None",
            argument=f"{core.argument} | None",
            decoder="_read.nullable",
            leading=(core.function,),
            plain=None,
            not_null=core,
        )


def _enum(prop: parsed.EnumProperty) -> Shape:
    name = str(prop.class_info.name)
    if prop.value_type is not str:
        raise ContractError(f"{name}: only enums of strings are supported")
    words = ", ".join(f'"{word}"' for word in prop.values.values())
    component = Component(name, str(prop.class_info.module_name), prop)
    return Shape(
        name,
        f"{name} | Literal[{words}]",
        "_read.word",
        "string",
        leading=(name,),
        components=frozenset([component]),
    )


def _list(inner: Shape) -> Shape:
    return Shape(
        f"list[{inner.annotation}]",
        f"Sequence[{inner.argument}]",
        "_read.plain_array" if inner.plain else "_read.array",
        "array",
        leading=(inner.plain, inner.function) if inner.plain else (inner.function,),
        components=inner.components,
    )


def _by_kind(members: list[Shape]) -> Shape:
    """Members of different JSON types."""
    table = ", ".join(f'"{member.kind}": {member.function}' for member in members)
    return Shape(
        _either(member.annotation for member in members),
        _either(member.argument for member in members),
        "_read.by_kind",
        "several",
        leading=(f"{{{table}}}",),
        components=components_of(members),
    )


def _objects(prop: UnionProperty, members: list[Shape]) -> Shape:
    """Objects that a constant or their required members tell apart; another one stays a dict."""
    decoder, leading = _by_tag(members) or _by_members(prop, members)
    return Shape(
        _either([*(member.annotation for member in members), JSON_OBJECT]),
        _either(member.argument for member in members),
        decoder,
        "object",
        leading=leading,
        components=components_of(members),
    )


def _by_tag(members: list[Shape]) -> tuple[str, tuple[str, ...]] | None:
    """How a required property with other words in each member tells them apart, if one does."""
    tags = [_tags(member) for member in members]
    shared = reduce(lambda left, right: left & right, (set(tag) for tag in tags))
    for key in sorted(shared):
        words = [tag[key] for tag in tags]
        if len(set().union(*words)) == sum(map(len, words)):
            table = ", ".join(
                f"{word}: {member.function}"
                for member, own in zip(members, words, strict=True)
                for word in sorted(own)
            )
            return "_read.tagged", (f'"{key}"', f"{{{table}}}")
    return None


def _by_members(prop: UnionProperty, members: list[Shape]) -> tuple[str, tuple[str, ...]]:
    """How the required members tell objects apart; refused if those of one are among another's."""
    required = [_required_names(member) for member in members]
    for mine, other in permutations(range(len(members)), 2):
        if required[mine] <= required[other]:
            raise ContractError(
                f"{_name(prop)}: {members[other].annotation} could also be read"
                f" as {members[mine].annotation}: give each a member with another `const`"
            )
    table = ", ".join(
        f"({{{', '.join(sorted(names))}}}, {member.function})"
        for member, names in zip(members, required, strict=True)
    )
    return "_read.by_members", (f"({table})",)


def _model_of(member: Shape) -> parsed.ModelProperty | None:
    """The one model that a shape is; None for a map, or a union of several."""
    for component in member.components if len(member.components) == 1 else ():
        if isinstance(component.prop, parsed.ModelProperty) and not member.leading:
            return component.prop
    return None


def _required_names(member: Shape) -> set[str]:
    model = _model_of(member)
    return {
        f'"{p.name.get_untrusted_value()}"' for p in (model and model.required_properties) or ()
    }


def _tags(member: Shape) -> dict[str, set[str]]:
    """The words, as Python literals, that each closed required property of a model may hold."""
    model = _model_of(member)
    tags: dict[str, set[str]] = {}
    for inner in (model and model.required_properties) or ():
        if isinstance(inner, ConstProperty):
            tags[_name(inner)] = {inner.value.python_code.as_unembedded_code()}
        elif isinstance(inner, parsed.EnumProperty):
            words = {f'"{word}"' for word in inner.values.values()}
            tags[_name(inner)] = words
    return tags


def _name(prop: PropertyProtocol) -> str:
    return prop.name.get_untrusted_value()


def _either(annotations: Iterable[str]) -> str:
    """One union, each member once."""
    return " | ".join(dict.fromkeys(annotations))


def components_of(members: Iterable[Shape]) -> frozenset[Component]:
    """Everything that the shapes name."""
    return frozenset(part for member in members for part in member.components)
