"""The generator: complete, deterministic, and loud about what it cannot express."""

import copy
import json
import time
from pathlib import Path
from typing import Any

import pytest

import taskpact
from clients.python.tests.conftest import BUNDLES
from scripts import client
from scripts.client import ContractError
from scripts.client.package import RESERVED_METHODS

CLASSES = {
    "agents_v2": "AgentsV2",
    "agent_tasks": "AgentTasks",
    "task_records": "TaskRecords",
    "agent_runs": "AgentRuns",
    "agent_runtime": "AgentRuntime",
}

THING = {
    "type": "object",
    "description": "A thing.",
    "required": ["id"],
    "properties": {"id": {"type": "string", "description": "Its id."}},
}

SMALL: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Small", "version": "1"},
    "paths": {
        "/things/{id}": {
            "get": {
                "operationId": "get_thing",
                "tags": ["small"],
                "summary": "Read a thing.",
                "security": [{"token": []}],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {
                    "200": {
                        "description": "The thing.",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        },
                    },
                    "404": {"description": "No such thing."},
                },
            }
        }
    },
    "components": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        "schemas": {"Thing": THING},
    },
    "x-lifecycle": [],
}


def _operation_ids(document: dict[str, Any]) -> set[str]:
    return {
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
        if "operationId" in operation
    }


def _build(tmp_path: Path, document: dict[str, Any], name: str = "out") -> Path:
    bundles = tmp_path / "bundles"
    bundles.mkdir(exist_ok=True)
    (bundles / "small.json").write_text(json.dumps(document), encoding="utf-8")
    client.build(bundles, tmp_path / name)
    return tmp_path / name


def _with_thing(**properties: Any) -> dict[str, Any]:
    document = copy.deepcopy(SMALL)
    document["components"]["schemas"]["Thing"]["properties"].update(properties)
    return document


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("api", CLASSES)
def test_every_operation_is_a_method_of_both_clients(api: str) -> None:
    document = json.loads((BUNDLES / f"{api}.json").read_text(encoding="utf-8"))
    for prefix in ("", "Async"):
        kind = getattr(taskpact, prefix + CLASSES[api])
        methods = {name for name in dir(kind) if not name.startswith("_")}
        assert methods - RESERVED_METHODS == _operation_ids(document)


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first, second = _build(tmp_path, SMALL, "first"), _build(tmp_path, SMALL, "second")
    assert _files(first) == _files(second)


def test_every_file_names_its_source_and_command(tmp_path: Path) -> None:
    for name, text in _files(_build(tmp_path, SMALL)).items():
        source = b"openapi/bundled/small.json" if "/" in name else b"openapi/bundled/"
        assert text.startswith(b"# Generated from " + source + b" by `make generate`"), name


def test_five_apis_take_seconds(tmp_path: Path) -> None:
    began = time.monotonic()
    client.build(BUNDLES, tmp_path / "out")
    assert time.monotonic() - began < 20


def _is(**schema: Any) -> dict[str, Any]:
    return _with_thing(part=schema)


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _union_of(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    document = _with_thing(
        part={"oneOf": [{"$ref": f"#/components/schemas/{key}"} for key in ("First", "Second")]}
    )
    document["components"]["schemas"] |= {"First": first, "Second": second}
    return document


def _recursive() -> dict[str, Any]:
    document = _with_thing(part={"$ref": "#/components/schemas/Part"})
    part = _object(whole={"$ref": "#/components/schemas/Thing"})
    document["components"]["schemas"]["Part"] = part
    return document


def _changed_operation(**change: Any) -> dict[str, Any]:
    document = copy.deepcopy(SMALL)
    document["paths"]["/things/{id}"]["get"].update(change)
    return document


TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        pytest.param(_is(type="integer", enum=[1, 2]), "only enums of strings", id="enum"),
        pytest.param(_is(oneOf=[TEXT, {"type": "string", "format": "uuid"}]), "apart", id="texts"),
        pytest.param(_is(type="string", format="binary"), "no support for File", id="file"),
        pytest.param(
            _union_of(_object(a=TEXT), _object(a=TEXT, b=TEXT)), "could also be read", id="union"
        ),
        pytest.param(_recursive(), "schemas that need each other: ", id="cycle"),
        pytest.param(_with_thing(to_dict=TEXT), "no member may be named to_dict", id="reserved"),
        pytest.param(_changed_operation(operationId="close"), "a name is used twice", id="method"),
        pytest.param(
            _changed_operation(
                responses={"2XX": SMALL["paths"]["/things/{id}"]["get"]["responses"]["200"]}
            ),
            "must name one status",
            id="range",
        ),
        pytest.param(
            _changed_operation(
                responses={"200": {"description": "", "content": {"image/png": {"schema": TEXT}}}}
            ),
            "Unsupported content_type image/png",
            id="media type",
        ),
        pytest.param(
            _changed_operation(
                requestBody={"content": {"text/plain": {"schema": TEXT}}, "required": True}
            ),
            "refuses",
            id="body",
        ),
        pytest.param(
            _changed_operation(
                requestBody={
                    "content": {"application/json": {"schema": {"type": "array", "items": TEXT}}}
                }
            ),
            "the body must be one JSON object",
            id="array as body",
        ),
        pytest.param(
            {
                **SMALL,
                "components": {
                    **SMALL["components"],
                    "securitySchemes": {"x": {"type": "mutualTLS"}},
                },
            },
            "securitySchemes.x: only bearer",
            id="security",
        ),
    ],
)
def test_what_the_client_cannot_express_stops_the_generation(
    tmp_path: Path, document: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ContractError, match=complaint):
        _build(tmp_path, document)


def test_union_with_constants_is_told_apart_by_them(tmp_path: Path) -> None:
    document = _union_of(
        _object(kind={"type": "string", "const": "a"}, x=TEXT),
        _object(kind={"type": "string", "const": "b"}, x=TEXT),
    )
    text = (_build(tmp_path, document) / "small/models/thing.py").read_text(encoding="utf-8")
    assert '_read.tagged, "kind", {"a": First.from_dict, "b": Second.from_dict}' in text
    assert "part: First | Second | dict[str, Any] | Unset = UNSET" in text


def test_header_with_the_name_of_a_member_is_told_apart(tmp_path: Path) -> None:
    document = _changed_operation(
        parameters=[
            {"name": "id", "in": "path", "required": True, "schema": TEXT},
            {"name": "Own-Key", "in": "header", "schema": TEXT},
        ],
        requestBody={
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Key"}}}
        },
    )
    document["components"]["schemas"]["Key"] = _object(own_key=TEXT)
    text = (_build(tmp_path, document) / "small/operations/get_thing.py").read_text("utf-8")
    assert "own_key: str," in text
    assert "own_key_header: str | Unset = UNSET" in text
    assert '"Own-Key": own_key_header' in text


def test_object_with_null_is_told_from_both(tmp_path: Path) -> None:
    document = _with_thing(part={"type": ["object", "null"], "additionalProperties": TEXT})
    text = (_build(tmp_path, document) / "small/models/thing.py").read_text("utf-8")
    assert "part: dict[str, str] | None | Unset = UNSET" in text
    assert "part = _read.mapping(_read.string, part)" in text


def test_names_of_python_are_no_trouble(tmp_path: Path) -> None:
    names = ["self", "class", "type", "field", "partial", "number", "date", "source", "error", "d"]
    document = _with_thing(**{name: {"type": ["string", "null"]} for name in names})
    text = (_build(tmp_path, document) / "small/models/thing.py").read_text(encoding="utf-8")
    scope: dict[str, Any] = {"__name__": "thing"}
    exec(compile(text, "thing.py", "exec"), scope)  # our own output
    wire = {"id": "1", **dict.fromkeys(names, "x")}
    assert scope["Thing"].from_dict(wire).to_dict() == wire


def _sending(schema: dict[str, Any]) -> dict[str, Any]:
    """A contract whose API calls back with this schema, which no operation needs."""
    document = copy.deepcopy(SMALL)
    body = {"content": {"application/json": {"schema": schema}}}
    document["webhooks"] = {"thing_made": {"post": {"requestBody": body, "responses": {}}}}
    document["components"]["schemas"]["ThingMade"] = _object(
        thing={"$ref": "#/components/schemas/Thing"}
    )
    return document


def test_model_that_only_a_webhook_needs_is_there(tmp_path: Path) -> None:
    document = _sending({"$ref": "#/components/schemas/ThingMade"})
    models = _build(tmp_path, document) / "small/models"
    assert "class ThingMade(Model):" in (models / "thing_made.py").read_text("utf-8")


def test_webhook_without_a_schema_of_its_own_stops_the_generation(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="must be a schema of `components`"):
        _build(tmp_path, _sending(_object(a=TEXT)))


@pytest.mark.parametrize("api", ["agents_v2", "agent_tasks"])
def test_webhooks_of_the_apis_have_models(api: str) -> None:
    models = __import__(f"taskpact._generated.{api}.models", fromlist=["TaskWebhook"])
    assert {"TaskWebhook", "TaskWebhookEvent"} <= set(models.__all__)


KEYED = {
    "agents_v2": {
        "run_research",
        "run_data_analyst",
        "run_email_draft",
        "run_content_repurpose",
        "run_proofreading",
    },
    "agent_runtime": {"send_message", "reply_message"},
}


@pytest.mark.parametrize("api", CLASSES)
def test_only_operations_that_honour_a_key_are_repeated_with_one(api: str) -> None:
    operations = Path(taskpact.__file__).parent / "_generated" / api / "operations"
    keyed = {path.stem for path in operations.glob("*.py") if "keyed=True" in path.read_text()}
    assert keyed == KEYED.get(api, set())
