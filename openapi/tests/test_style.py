import functools
import re
from typing import Any

import pytest
import yaml

from openapi.tests.documents import OPENAPI, REMOVED, bundle, changed
from scripts.specs import bundle as bundling
from scripts.specs import style
from scripts.specs.style import registry

SOUND: dict[str, Any] = yaml.safe_load((OPENAPI / "tests" / "sound.yaml").read_text("utf-8"))
API = "agent_runs"

RUNS = "/paths/~1v1~1organizations~1{org_id}~1agent~1run"
CREATE = f"{RUNS}/post"
ONE = f"{RUNS}~1{{run_id}}"
GET = f"{ONE}/get"
SCHEMAS = "/components/schemas"
PROPERTIES = f"{SCHEMAS}/RunInput/properties"
ANSWER = "/components/responses/Run"
JSON = "application~1json"
BODY = f"{CREATE}/requestBody/content/{JSON}"
STREAM = f"{GET}/responses/200/content/text~1event-stream"
EVENT_DATA = f"{SCHEMAS}/RunEvent/properties/data"
LIFE = "/x-lifecycle/0"
TEXT = {"description": "A text.", "type": "string"}
RUN = {"$ref": "#/components/schemas/Run"}
LINK_OBJECT: dict[str, Any] = SOUND["components"]["schemas"]["RunLink"]


def _tagged(kind: str) -> dict[str, Any]:
    properties = {"kind": {"description": "Its kind.", "type": "string", "const": kind}}
    return {"type": "object", "required": ["kind"], "properties": properties}


BROKEN: list[tuple[int, str, object]] = [
    (1, "/openapi", "3.0.3"),
    (1, "/info/summary", ""),
    (1, "/info/x-family", "tasks"),
    (2, "/servers", []),
    (2, "/servers/0/url", "http://127.0.0.1:4010/v1"),
    (2, "/paths/~1elsewhere", {}),
    (2, f"{RUNS}~1", {}),
    (3, "/x-unknown", True),
    (3, f"{CREATE}/x-family", "runs"),
    (3, f"{SCHEMAS}/Run/x-source", " "),
    (3, f"{PROPERTIES}/prompt/allOf/0/x-refusal", {"code": "BAD"}),
    (3, f"{PROPERTIES}/prompt/x-ignored", "yes"),
    (3, "/x-quirks", {}),
    (4, f"{SCHEMAS}/Run/$defs", {}),
    (4, f"{BODY}/schema/$ref", "shared.json#/components/schemas/Run"),
    (4, f"{BODY}/schema/$ref", "#/components/schemas/Missing"),
    (4, f"{SCHEMAS}/RunLink", {"$ref": "#/components/schemas/RunLink"}),
    (5, f"{SCHEMAS}/Lonely", TEXT),
    (5, "/components/securitySchemes/spare", {"type": "http", "scheme": "basic"}),
    (6, f"{GET}/operationId", "look"),
    (7, f"{GET}/operationId", "createAgentRun"),
    (7, f"{SCHEMAS}/run_input", TEXT),
    (7, f"{PROPERTIES}/orgId", TEXT),
    (8, "/tags", []),
    (8, f"{CREATE}/tags", ["agent_runs", "runs"]),
    (9, f"{CREATE}/summary", "start a run"),
    (9, f"{CREATE}/summary", f"Start {'very ' * 20}slowly."),
    (9, f"{CREATE}/description", "Start a run."),
    (10, "/security", [{"bearer": []}]),
    (10, f"{CREATE}/security", []),
    (10, f"{CREATE}/security", [{"bearer": []}, {}]),
    (10, f"{CREATE}/security", [{"other": []}]),
    (11, f"{CREATE}/x-upstream-operation-id", REMOVED),
    (12, f"{ANSWER}/links", {}),
    (12, f"{ANSWER}/links/get/operationId", "look"),
    (12, f"{ANSWER}/links/get/parameters/speed", 1),
    (12, f"{ANSWER}/links/get/parameters/org_id", REMOVED),
    (12, f"{ANSWER}/links/get/parameters/org_id", "$request.path.id"),
    (12, f"{ANSWER}/links/get/parameters/org_id", "$response.body#/nothing"),
    (12, f"{ANSWER}/links/get/parameters/org_id", "$url"),
    (13, f"{CREATE}/responses/default", {"description": "Anything."}),
    (13, f"{CREATE}/responses/5XX", {"description": "A fault."}),
    (13, f"{CREATE}/responses/499", {"description": "A fault."}),
    (13, f"{CREATE}/responses/200", REMOVED),
    (13, f"{CREATE}/x-quirk/lazy", {"299": {"description": "Nothing."}}),
    (14, f"{ANSWER}/content/application~1problem+json", {"schema": RUN, "example": {}}),
    (14, f"{CREATE}/requestBody/content", {}),
    (14, f"{CREATE}/requestBody/content", {"text/plain": {}}),
    (14, f"{CREATE}/requestBody/required", REMOVED),
    (15, f"{BODY}/schema", {}),
    (15, f"{BODY}/schema", {"type": "array", "items": TEXT}),
    (15, f"{BODY}/schema", {"anyOf": [RUN, {"type": "string"}]}),
    (15, f"{BODY}/schema", True),
    (16, f"{BODY}/example", REMOVED),
    (16, f"{BODY}/example", {}),
    (16, f"{BODY}/example", {"prompt": "string"}),
    (16, f"{BODY}/example", {"prompt": "Go", "hook": "nowhere"}),
    (16, f"{BODY}/examples", {"other": {"value": {"prompt": "Go"}}}),
    (16, "/components/parameters/OrgId/example", REMOVED),
    (16, "/components/parameters/OrgId/example", 10),
    (16, f"{GET}/parameters/0/example", "id"),
    (16, f"{GET}/responses/200/headers/X-Left/example", "three"),
    (16, f"{STREAM}/examples", REMOVED),
    (17, f"{STREAM}/schema", LINK_OBJECT),
    (17, f"{EVENT_DATA}/contentMediaType", REMOVED),
    (17, f"{EVENT_DATA}/contentSchema", LINK_OBJECT),
    (17, f"{STREAM}/examples/first/value/data", "no JSON"),
    (17, f"{STREAM}/examples/first/value/data", "{}"),
    (18, f"{GET}/parameters/0/in", "cookie"),
    (18, f"{GET}/parameters/0/style", "deepObject"),
    (18, f"{GET}/parameters/0/explode", False),
    (18, f"{GET}/parameters/0/schema", RUN),
    (18, f"{GET}/parameters/0/schema/items", {"type": "array", "items": {"type": "string"}}),
    (18, f"{GET}/parameters/0/schema", {"description": "Anything."}),
    (18, f"{GET}/parameters/1/schema", {"type": "array", "items": {"type": "string"}}),
    (18, f"{GET}/parameters/1/schema", {"type": "string", "format": "uuid"}),
    (18, f"{GET}/parameters/1/schema", {"type": ["string", "null"], "format": "date-time"}),
    (18, f"{ONE}/parameters/1/schema", {"type": "array", "items": {"type": "string"}}),
    (18, f"{ONE}/parameters/1/name", "id"),
    (18, f"{ONE}/parameters/1/required", False),
    (19, f"{GET}/parameters/0/name", "params"),
    (19, f"{GET}/parameters/1/name", "Authorization"),
    (20, f"{SCHEMAS}/Run/title", "Run"),
    (20, f"{SCHEMAS}/Run/patternProperties", {}),
    (20, f"{SCHEMAS}/Run/examples", []),
    (20, f"{SCHEMAS}/RunOrLink/discriminator", {"propertyName": "kind"}),
    (21, f"{PROPERTIES}/notes", True),
    (21, f"{PROPERTIES}/labels/additionalProperties", {}),
    (21, f"{SCHEMAS}/Run/properties/links/items", {"description": "Anything."}),
    (22, f"{PROPERTIES}/prompt/enum", ["go", "stop"]),
    (22, f"{SCHEMAS}/RunStatus/enum", ["queued", None]),
    (22, f"{SCHEMAS}/RunStatus/enum", ["queued", "1st"]),
    (22, f"{SCHEMAS}/RunStatus/enum", ["in-progress", "in_progress"]),
    (22, f"{SCHEMAS}/RunStatus/type", "integer"),
    (23, f"{SCHEMAS}/Run/properties/status/minLength", 1),
    (23, f"{PROPERTIES}/hook/type", ["null", "string"]),
    (23, f"{PROPERTIES}/hook/type", ["string", "integer", "null"]),
    (23, f"{SCHEMAS}/Run/properties/parent/anyOf", [{"type": "null"}, RUN]),
    (23, f"{SCHEMAS}/Run/properties/parent/anyOf", [TEXT, {"type": "null"}]),
    (23, f"{PROPERTIES}/prompt/allOf", [{"minLength": 1}, RUN]),
    (23, f"{PROPERTIES}/prompt/allOf", [LINK_OBJECT]),
    (23, f"{SCHEMAS}/Run/properties/links/items", REMOVED),
    (24, f"{SCHEMAS}/Run/properties/links/items", LINK_OBJECT),
    (24, f"{SCHEMAS}/RunStatus/enum", REMOVED),
    (24, f"{PROPERTIES}/labels/additionalProperties", REMOVED),
    (24, f"{SCHEMAS}/Run/required", ["number"]),
    (25, f"{PROPERTIES}/to_dict", TEXT),
    (26, "/tags/0/description", REMOVED),
    (26, f"{GET}/responses/404/description", "No such run"),
    (26, f"{CREATE}/x-quirk/lazy/202/description", REMOVED),
    (26, f"{PROPERTIES}/prompt/description", REMOVED),
    (26, f"{SCHEMAS}/Run/description", ""),
    (27, f"{PROPERTIES}/prompt/default", 1),
    (27, f"{PROPERTIES}/labels/default", {}),
    (27, f"{PROPERTIES}/prompt/default", "it's"),
    (28, f"{PROPERTIES}/prompt/format", "password"),
    (28, f"{PROPERTIES}/prompt/allOf/0/pattern", r"\S"),
    (28, f"{SCHEMAS}/Run/properties/id/format", REMOVED),
    (29, f"{SCHEMAS}/RunOrLink/oneOf", [{"$ref": "#/components/schemas/RunLink"}] * 2),
    (29, f"{SCHEMAS}/RunOrLink/oneOf", [_tagged("link"), _tagged("link")]),
    (30, "/x-lifecycle", []),
    (30, f"{LIFE}/read", "look"),
    (30, f"{LIFE}/guards", {}),
    (30, f"{LIFE}/transitions/0/to", "running"),
    (30, f"{LIFE}/transitions/1/needs", {"Lease": ["held"]}),
    (30, f"{LIFE}/refused/0/by", ["delete_run"]),
    (30, f"{LIFE}/record/state", "state"),
    (30, f"{LIFE}/states/queued/words", ["QUEUED"]),
    (30, f"{SCHEMAS}/RunStatus/enum", ["queued", "running"]),
]


@pytest.mark.parametrize("api", bundling.APIS)
@pytest.mark.parametrize("number", sorted(style.RULES))
def test_bundle_obeys_rule(number: int, api: str) -> None:
    assert [line for line in _found_in(api) if line.startswith(f"STYLE {number}:")] == []


def test_sound_document_breaks_no_rule() -> None:
    assert _check(SOUND, API) == []


@pytest.mark.parametrize(
    ("number", "pointer", "value"),
    [pytest.param(*row, id=f"{row[0]}-{place}") for place, row in enumerate(BROKEN)],
)
def test_rule_catches_a_broken_document(number: int, pointer: str, value: object) -> None:
    found = _check(changed(SOUND, pointer, value), API)

    assert any(line.startswith(f"STYLE {number}:") for line in found)


def test_members_of_a_union_are_told_apart_by_const() -> None:
    members = [_tagged("link"), _tagged("run")]
    found = _check(changed(SOUND, f"{SCHEMAS}/RunOrLink/oneOf", members), API)

    assert not any(line.startswith("STYLE 29:") for line in found)


def test_number_of_a_rule_is_given_once() -> None:
    with pytest.raises(ValueError, match="rule 1 is there twice"):
        registry.rule(1)(style.RULES[2])


def test_every_rule_has_a_document_that_breaks_it() -> None:
    assert {number for number, _, _ in BROKEN} == set(style.RULES)


def test_style_guide_and_rules_have_the_same_numbers() -> None:
    guide = (OPENAPI / "STYLE.md").read_text(encoding="utf-8")

    assert [int(n) for n in re.findall(r"^(\d+)\. ", guide, re.MULTILINE)] == sorted(style.RULES)


@functools.cache
def _found_in(api: str) -> list[str]:
    return _check(bundle(api), api)


def _check(document: dict[str, Any], api: str) -> list[str]:
    return [str(violation) for violation in style.check(document, api)]
