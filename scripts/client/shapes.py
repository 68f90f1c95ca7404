"""The shapes of the values of a contract.

A shape is derived from a property as openapi-python-client parsed it. The decoders named here are
those of `taskpact._runtime.decoding`.
"""

from collections.abc import Mapping

from attrs import frozen
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
from openapi_python_client.strings import pascal_case

from scripts.client.contract import ContractError
from scripts.client.shape import JSON_OBJECT, Component, Shape, name_of
from scripts.client.unions import union

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

    def named(self, schema: str) -> Shape:
        """The shape of an object by the name of its schema."""
        return self._model(self.models[pascal_case(schema)])

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
                return union(prop, [self.of(inner) for inner in prop.inner_properties])
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
        raise ContractError(f"{name_of(prop)}: no support for {type(prop).__name__}")

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
