"""Sample bodies as the vendor's documentation generator makes them from schemas.

A string is "string", a moment is MOMENT, a number 0, a boolean true, an enum its first value, any
JSON null; arrays have one item, free maps two members of null; what may be null is never null.
A sample request has only required members. Members that we added (`x-source`) are left out.
"""

from collections.abc import Mapping
from typing import Any

MOMENT = "2019-08-24T14:15:22Z"
SCALARS: Mapping[str, Any] = {"string": "string", "integer": 0, "number": 0, "boolean": True}
FREE_MAP = {"property1": None, "property2": None}


def sample(document: Mapping[str, Any], schema: Mapping[str, Any], *, request: bool) -> Any:
    """The sample of `schema`, whose references lead into `document`.

    Raises KeyError for a reference to nothing, and for a type that is none.
    """
    schema = resolve(document, schema)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if "enum" in schema:
        return schema["enum"][0]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return sample(document, schema[union][0], request=request)
    if kind == "array":
        return [sample(document, schema["items"], request=request)]
    if kind == "object":
        return _members(document, schema, request=request)
    if schema.get("format") == "date-time":
        return MOMENT
    return None if kind is None else SCALARS[kind]


def resolve(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """`value`, or the component that it refers to, alone or in allOf.

    Raises KeyError where there is no such component.
    """
    parts = value.get("allOf", [])
    if len(parts) == 1 and "$ref" in parts[0]:
        value = parts[0]
    while "$ref" in value:
        _, components, kind, name = value["$ref"].split("/")
        value = document[components][kind][name]
    return value


def _members(document: Mapping[str, Any], schema: Mapping[str, Any], *, request: bool) -> Any:
    if "properties" not in schema:
        return FREE_MAP
    wanted = schema.get("required", []) if request else schema["properties"]
    return {
        name: sample(document, member, request=request)
        for name, member in schema["properties"].items()
        if name in wanted and "x-source" not in member
    }
