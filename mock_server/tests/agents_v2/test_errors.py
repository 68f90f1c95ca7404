"""What goes wrong, in the words of the service, and in which order it is noticed."""

from typing import Any

import pytest

from mock_server.tests.agents_v2.client import AGENTS, BASE, BODIES, COMPLETED, Tasks, detail, ok

RUNS = {agent: f"{BASE}/{agent.replace('_', '-')}" for agent in AGENTS}
JSON = {"content-type": "application/json"}
NOBODY = {"Authorization": "Bearer nobody"}
MISSING = {
    "research": ["topic"],
    "data_analyst": ["data", "question"],
    "email_draft": ["context", "purpose"],
    "content_repurpose": ["content", "source_format", "target_formats"],
    "proofreading": ["text"],
}


@pytest.mark.parametrize("agent", AGENTS)
def test_all_missing_fields_are_told_with_the_body(tasks: Tasks, agent: str) -> None:
    found = detail(tasks.world.post(RUNS[agent], json={"x": 1}), 422)
    assert sorted(found, key=lambda each: each["loc"]) == [
        {"type": "missing", "loc": ["body", name], "msg": "Field required", "input": {"x": 1}}
        for name in MISSING[agent]
    ]


@pytest.mark.parametrize("agent", AGENTS)
@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"idempotency_key": "k" * 65}, "string_too_long"),
        ({"idempotency_key": 5}, "string_type"),
        ({"priority": 11}, "less_than_equal"),
        ({"priority": -1}, "greater_than_equal"),
        ({"priority": "3"}, "int_type"),
        ({"priority": 2.5}, "int_from_float"),
        ({"priority": None}, "int_type"),
        ({"priority": 2**70}, "less_than_equal"),
        ({"webhook_url": "x" * 2001}, "string_too_long"),
        ({"sync": "yes"}, "bool_type"),
        ({"sync": None}, "bool_type"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_all_runs_share_is_checked_for_each(
    tasks: Tasks, agent: str, fields: dict[str, Any], kind: str
) -> None:
    ((name, value),) = fields.items()
    (fault,) = detail(tasks.run(agent, **fields), 422)
    assert (fault["type"], fault["loc"]) == (kind, ["body", name])
    assert fault["input"] == value


@pytest.mark.parametrize(
    ("agent", "fields"),
    [
        ("research", {"topic": "x"}),
        ("research", {"topic": ""}),
        ("research", {"topic": " word "}),
        ("research", {"topic": "a b" * 200}),
        ("research", {"topic": None}),
        ("research", {"depth": "deep"}),
        ("research", {"depth": None}),
        ("research", {"focus_areas": ["x"] * 11}),
        ("research", {"focus_areas": [1]}),
        ("research", {"max_sections": 0}),
        ("research", {"max_sections": 21}),
        ("data_analyst", {"question": "why"}),
        ("data_analyst", {"question": "which"}),
        ("data_analyst", {"data": []}),
        ("data_analyst", {"data": [1]}),
        ("data_analyst", {"data": {"a": 1}}),
        ("email_draft", {"context": "four"}),
        ("email_draft", {"purpose": "no"}),
        ("email_draft", {"previous_emails": "x"}),
        ("content_repurpose", {"content": "too short"}),
        ("content_repurpose", {"target_formats": []}),
        ("content_repurpose", {"source_format": ""}),
        ("proofreading", {"text": "too short"}),
        ("proofreading", {"style_guide": 5}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_input_against_the_contract_is_refused_and_makes_no_task(
    tasks: Tasks, agent: str, fields: dict[str, Any]
) -> None:
    (name,) = fields
    found = detail(tasks.run(agent, **fields), 422)
    assert {each["loc"][1] for each in found} == {name}
    assert all({"type", "loc", "msg", "input"} <= set(each) for each in found)
    assert tasks.page()["total"] == 10


@pytest.mark.parametrize(
    ("agent", "fields"),
    [
        ("research", {"topic": "  two words ", "focus_areas": ["", " x "], "max_sections": 20}),
        ("research", {"topic": "a\u00a0b c" + "x" * 490}),
        ("research", {"topic": "nul \0 word"}),
        ("research", {"unknown": 1}),
        ("research", {"max_sections": 2.0}),
        ("data_analyst", {"data": [{}]}),
        ("data_analyst", {"data": [{"a": [{"b": None}]}, {"a": "x"}]}),
        ("email_draft", {"previous_emails": None, "recipient_info": "x" * 2000}),
        ("content_repurpose", {"target_formats": ["slides"] * 3}),
        ("proofreading", {"style_guide": None, "focus_areas": []}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_input_at_the_edge_of_the_contract_is_taken(
    tasks: Tasks, agent: str, fields: dict[str, Any]
) -> None:
    assert tasks.run(agent, **fields).status_code == 202


@pytest.mark.parametrize("topic", ["12345 67890", "!!! ???".replace("?", "#"), "1 @"])
def test_a_topic_without_meaning_is_the_documented_400(tasks: Tasks, topic: str) -> None:
    assert detail(tasks.run(topic=topic), 400) == {
        "code": "VALIDATION_ERROR",
        "message": "Topic must contain meaningful text",
        "field": "topic",
    }


def test_a_fault_beside_it_makes_it_a_422(tasks: Tasks) -> None:
    detail(tasks.run(topic="12345 67890", max_sections=0), 422)


@pytest.mark.parametrize("agent", AGENTS)
def test_malformed_json_is_told_before_anything_else(tasks: Tasks, agent: str) -> None:
    for headers in (JSON, {**JSON, **NOBODY}):
        response = tasks.world.post(RUNS[agent], content=b'{"topic": ', headers=headers)
        (fault,) = detail(response, 422)
        assert fault["type"] == "json_invalid"
        assert fault["loc"][0] == "body"
        assert (fault["msg"], fault["input"]) == ("JSON decode error", {})
        assert fault["ctx"]["error"]


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"", JSON),
        (b"{}", JSON),
        (b"[]", JSON),
        (b"topic=x", {"content-type": "text/plain"}),
    ],
)
def test_everything_else_is_told_after_the_credentials(
    tasks: Tasks, content: bytes, headers: dict[str, str]
) -> None:
    path = RUNS["research"]
    detail(tasks.world.post(path, content=content, headers=headers), 422)
    response = tasks.world.post(path, content=content, headers={**headers, **NOBODY})
    assert response.status_code == 401


def test_a_bad_query_and_an_unknown_task_are_told_after_the_credentials(tasks: Tasks) -> None:
    for path in (f"{BASE}/tasks?limit=0", f"{BASE}/tasks/nope"):
        assert tasks.world.get(path, headers=NOBODY).status_code == 401
    detail(tasks.world.get(f"{BASE}/tasks/nope/events?limit=0"), 422)
    detail(tasks.world.get(f"{BASE}/tasks/nope/events"), 404)


def test_an_absent_body_is_missing(tasks: Tasks) -> None:
    assert detail(tasks.world.post(RUNS["research"]), 422) == [
        {"type": "missing", "loc": ["body"], "msg": "Field required", "input": None}
    ]


@pytest.mark.parametrize(
    ("content", "media", "shown"),
    [
        (b"[1]", "application/json", [1]),
        (b'"text"', "application/json", "text"),
        (b"null", "application/json", None),
        (b"7", "application/json", 7),
        (b'{"topic": "a b"}', "text/plain", '{"topic": "a b"}'),
        (b"topic=a+b", "application/x-www-form-urlencoded", "topic=a+b"),
        (b"\xff", "application/octet-stream", "\ufffd"),
    ],
)
def test_a_body_that_is_no_object_is_shown_as_what_it_is(
    tasks: Tasks, content: bytes, media: str, shown: Any
) -> None:
    response = tasks.world.post(RUNS["research"], content=content, headers={"content-type": media})
    assert detail(response, 422) == [
        {
            "type": "model_attributes_type",
            "loc": ["body"],
            "msg": "Input should be a valid dictionary or object to extract fields from",
            "input": shown,
        }
    ]


@pytest.mark.parametrize(
    "media",
    [
        None,
        "application/json",
        "Application/JSON; charset=UTF-8",
        'application/json;charset="utf-8"',
        "application/vnd.x+json",
    ],
)
def test_json_is_known_by_its_media_type_or_taken_for_it(tasks: Tasks, media: str | None) -> None:
    headers = {} if media is None else {"content-type": media}
    content = b'{"topic": "Tidal power"}'
    assert tasks.world.post(RUNS["research"], content=content, headers=headers).status_code == 202


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("GET", ""),
        ("POST", "/cancel"),
        ("POST", "/retry"),
        ("GET", "/events"),
        ("GET", "/stream"),
    ],
)
@pytest.mark.parametrize(
    "task_id", ["nope", "%00", "a%2Fb", "'quoted\"", "%C3%A4", "%FF", "0" * 999]
)
def test_an_unknown_task_is_not_found(tasks: Tasks, verb: str, path: str, task_id: str) -> None:
    response = tasks.world.request(verb, f"{BASE}/tasks/{task_id}{path}")
    found = detail(response, 404)
    assert found["code"] == "TASK_NOT_FOUND"
    assert found["message"].startswith("Task ")
    assert found["message"].endswith(" not found")


def test_an_unknown_path_and_a_wrong_method_are_told_as_the_service_does(tasks: Tasks) -> None:
    response = tasks.world.get(f"{BASE}/nope")
    assert (response.status_code, response.json()) == (404, {"detail": "Not Found"})
    response = tasks.world.put(f"{BASE}/tasks/{COMPLETED}")
    assert (response.status_code, response.json()) == (405, {"detail": "Method Not Allowed"})
    assert response.headers["allow"] == "GET"


def test_one_slash_too_many_is_redirected_with_the_query(tasks: Tasks) -> None:
    response = tasks.world.get(f"{BASE}/tasks/?limit=1")
    assert response.status_code == 307
    assert response.headers["location"] == f"{BASE}/tasks?limit=1"
    assert len(ok(tasks.world.get(f"{BASE}/tasks/?limit=1", follow_redirects=True))["tasks"]) == 1


@pytest.mark.parametrize("path", [f"{BASE}/stats", f"{BASE}/tasks/nope", f"{BASE}/nope"])
def test_every_answer_has_a_correlation_id_and_echoes_the_callers(tasks: Tasks, path: str) -> None:
    found = tasks.world.get(path).headers
    assert len(found["x-correlation-id"]) == 32
    assert found["cache-control"] == "no-store"
    found = tasks.world.get(path, headers={"X-Correlation-ID": "mine"}).headers
    assert found["x-correlation-id"] == "mine"


def test_a_reason_that_is_too_long_is_refused(tasks: Tasks) -> None:
    task_id = tasks.submit()
    assert tasks.cancel(task_id, json={"reason": "x" * 500}).status_code == 200
    (fault,) = detail(tasks.cancel(task_id, json={"reason": "x" * 501}), 422)
    assert (fault["type"], fault["loc"]) == ("string_too_long", ["body", "reason"])


def test_bodies_are_examples_of_the_contract() -> None:
    assert set(BODIES) == set(RUNS)
