"""Who is let in, what is refused in which words, and how often users may call."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agent_runs.calls import RUNS, begin, create, path, read
from mock_server.tests.wire import WorldClient

FORBIDDEN = (403, {"message": "You have no access to this organization.", "status_code": 403})
NOT_INTEGER = "Input should be a valid integer, unable to parse string as an integer"


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "demo-token"}]
)
@pytest.mark.parametrize(("method", "run"), [("POST", None), ("GET", 101)])
def test_only_a_known_token_is_let_in(
    world: WorldClient, method: str, run: int | None, headers: dict[str, str]
) -> None:
    response = world.request(method, path(1, run), json={"prompt": "x"}, headers=headers)
    assert (response.status_code, response.json()) == (401, {"detail": "Not authenticated"})


@pytest.mark.parametrize("org", [2, 3, 0, -1])
def test_only_members_see_an_organisation(client: WorldClient, org: int) -> None:
    for response in (create(client, org), client.get(path(org, 101))):
        assert (response.status_code, response.json()) == FORBIDDEN


def test_the_second_user_is_a_member_of_an_organisation_of_its_own(client: WorldClient) -> None:
    client.log_in("agent_runs", second=True)
    assert create(client, 1).status_code == client.get(path(1, 101)).status_code == 403
    run = create(client, 2).json()["id"]
    assert read(client, run, org=2)["organization_id"] == 2


def test_members_can_be_changed(client: WorldClient) -> None:
    client.fixtures(
        agent_runs={
            "organizations": [
                {"organization_id": 1, "members": []},
                {"organization_id": 7, "members": ["demo", "second"]},
            ]
        }
    )
    assert create(client, 1).status_code == 403
    run = create(client, 7).json()["id"]
    client.log_in("agent_runs", second=True)
    assert read(client, run, org=7)["id"] == run


def test_any_token_is_a_member_of_all_in_a_service_of_its_own(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="any")
    world.headers["Authorization"] = "Bearer one"
    run = begin(world)
    assert read(world, run)["status"] == "ACTIVE"
    assert world.get(path(1, 101)).status_code == world.get(path(9, run)).status_code == 404
    world.headers["Authorization"] = "Bearer another"
    assert world.get(path(1, run)).status_code == 404


def test_without_authentication_everybody_is_the_default_user(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="off")
    assert read(world, RUNS["COMPLETE"])["status"] == "COMPLETE"
    assert create(world, 2).status_code == 403


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        pytest.param(
            {},
            {"type": "missing", "loc": ["body", "prompt"], "msg": "Field required", "input": {}},
            id="no prompt",
        ),
        pytest.param(
            {"prompt": None},
            {
                "type": "string_type",
                "loc": ["body", "prompt"],
                "msg": "Input should be a valid string",
                "input": None,
            },
            id="null",
        ),
        pytest.param(
            {"prompt": 5},
            {
                "type": "string_type",
                "loc": ["body", "prompt"],
                "msg": "Input should be a valid string",
                "input": 5,
            },
            id="number",
        ),
        pytest.param(
            [],
            {
                "type": "model_attributes_type",
                "loc": ["body"],
                "msg": "Input should be a valid dictionary or object to extract fields from",
                "input": [],
            },
            id="list",
        ),
    ],
)
def test_a_body_against_the_contract_is_refused_in_the_words_of_the_framework(
    client: WorldClient, body: Any, entry: dict[str, Any]
) -> None:
    response = client.post(path(), json=body)
    assert (response.status_code, response.json()) == (422, {"detail": [entry]})


@pytest.mark.parametrize(
    ("content", "headers", "kind", "loc"),
    [
        pytest.param(b"", {}, "missing", ["body"], id="absent"),
        pytest.param(b'{"a"', {}, "json_invalid", ["body", 4], id="no JSON"),
        pytest.param(
            b'{"prompt": "x"}',
            {"Content-Type": "text/plain"},
            "model_attributes_type",
            ["body"],
            id="text",
        ),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    client: WorldClient, content: bytes, headers: dict[str, str], kind: str, loc: list[Any]
) -> None:
    response = client.post(path(), content=content, headers=headers)
    assert response.status_code == 422
    assert [(each["type"], each["loc"]) for each in response.json()["detail"]] == [(kind, loc)]


def test_of_two_bad_ids_the_runs_comes_first(client: WorldClient) -> None:
    response = client.get(path("1.5", "abc"))
    assert (response.status_code, response.json()) == (
        422,
        {
            "detail": [
                {"type": "int_parsing", "loc": ["path", name], "msg": NOT_INTEGER, "input": text}
                for name, text in (("agent_run_id", "abc"), ("org_id", "1.5"))
            ]
        },
    )


def test_faults_of_path_and_body_are_told_together_before_membership(client: WorldClient) -> None:
    response = client.post(path("abc"), json={})
    assert [each["loc"] for each in response.json()["detail"]] == [
        ["path", "org_id"],
        ["body", "prompt"],
    ]
    assert client.post(path(2), json={}).status_code == 422


def test_a_slash_too_many_is_redirected_and_a_wrong_method_told(client: WorldClient) -> None:
    slashed = client.get(path(1, 101) + "/")
    assert (slashed.status_code, slashed.headers["location"]) == (307, path(1, 101))
    wrong = client.delete(path(1, 101))
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert wrong.json() == {"detail": "Method Not Allowed"}
    assert client.get("/v1/organizations").json() == {"detail": "Not Found"}


@pytest.mark.parametrize(
    ("method", "run", "calls", "seconds"), [("POST", None, 10, 60), ("GET", 101, 60, 30)]
)
def test_calls_are_limited_for_each_user_and_operation(
    make_world: Callable[..., WorldClient],
    method: str,
    run: int | None,
    calls: int,
    seconds: int,
) -> None:
    world = make_world(rate_limits=True)
    world.log_in("agent_runs")

    def call(org: int = 1) -> int:
        return world.request(method, path(org, run), json={"prompt": "x"}).status_code

    assert [call() for _ in range(calls)] == [200] * calls
    refused = world.request(method, path(1, run), json={"prompt": "x"})
    assert refused.json() == {"detail": "Rate limit exceeded", "status_code": 429}
    assert "retry-after" not in refused.headers
    other = world.get(path(1, 101)) if method == "POST" else create(world)
    assert other.status_code == 200
    world.log_in("agent_runs", second=True)
    assert call(2) in (200, 404)
    world.log_in("agent_runs")
    world.advance(seconds - 1)
    assert call() == 429
    world.advance(1)
    assert call() == 200
