from typing import Any

import pytest

from openapi.tests.samples import MOMENT, sample

THING = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "size": {"type": "integer"},
        "added": {"type": "string", "x-source": "seen on the wire"},
    },
}
DOCUMENT = {"components": {"schemas": {"Thing": THING}}}
REFERENCE = {"$ref": "#/components/schemas/Thing"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({"type": "string"}, "string", id="text"),
        pytest.param({"type": ["string", "null"]}, "string", id="text-or-null"),
        pytest.param({"type": "string", "format": "date-time"}, MOMENT, id="moment"),
        pytest.param({"type": "integer", "minimum": 1}, 0, id="integer"),
        pytest.param({"type": "boolean"}, True, id="boolean"),
        pytest.param({"type": "string", "enum": ["b", "a"]}, "b", id="enum"),
        pytest.param({"description": "Any JSON."}, None, id="any"),
        pytest.param({"type": "array", "items": {"type": "string"}}, ["string"], id="array"),
        pytest.param(
            {"type": "object", "additionalProperties": True},
            {"property1": None, "property2": None},
            id="free-map",
        ),
        pytest.param(REFERENCE, {"name": "string", "size": 0}, id="reference"),
        pytest.param({"allOf": [REFERENCE]}, {"name": "string", "size": 0}, id="wrapped"),
        pytest.param(
            {"anyOf": [REFERENCE, {"type": "null"}]}, {"name": "string", "size": 0}, id="or-null"
        ),
    ],
)
def test_sample_of_a_schema(schema: dict[str, Any], expected: object) -> None:
    assert sample(DOCUMENT, schema, request=False) == expected


def test_sample_request_has_required_members_only() -> None:
    assert sample(DOCUMENT, REFERENCE, request=True) == {"name": "string"}
