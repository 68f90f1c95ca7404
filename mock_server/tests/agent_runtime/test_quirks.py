"""Each way in which the live service departs from the contract, switched on and off."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    BASE,
    HELD,
    MESSAGE,
    METADATA,
    NOTHING,
    PEER,
    add,
    caller,
    claim,
    claimed,
    do,
    get,
    me,
    post,
    receive,
    reply,
    send,
    spawn,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.apis.agent_runtime import API
from taskpact_mock.contract.load import load

Quirky = Callable[[str], WorldClient]


@pytest.fixture
def quirky(make_world: Callable[..., WorldClient]) -> Quirky:
    """Makes worlds that play one quirk; the caller is the default session."""

    def make(name: str) -> WorldClient:
        world = make_world(quirks=[f"agent_runtime.{name}"] if name else [])
        world.log_in("agent_runtime")
        return world

    return make


def test_every_quirk_of_the_contract_is_played() -> None:
    assert set(load("agent_runtime").quirks) == API.quirks


@pytest.mark.parametrize(
    ("name", "unknown", "foreign", "foreign_while_holding"),
    [("", 404, 403, 403), ("lease_refusals", 409, 409, 403)],
)
def test_lease_refusals(
    quirky: Quirky, name: str, unknown: int, foreign: int, foreign_while_holding: int
) -> None:
    world = quirky(name)
    assert do(world, "heartbeat", "run-none").status_code == unknown
    assert do(world, "heartbeat", HELD).status_code == foreign
    claimed(world)
    assert do(world, "heartbeat", HELD).status_code == foreign_while_holding
    if name:
        response = do(world, "heartbeat", "run-none")
        assert response.status_code == 403
        assert "AUTONOMY_FOREIGN_RUN" in response.json()["error"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/channels/coord-demo/send", {"body": {"text": " "}, "metadata": METADATA}),
        ("/channels/coord-demo/send", {"body": {"text": "password=x"}, "metadata": METADATA}),
        ("/channels/coord-demo/send", "{"),
        ("/channels/COORD/send", {"body": {"text": "x"}, "metadata": METADATA}),
        ("/channels/reply", {}),
        ("/tasks/claim-next", "{"),
        ("/tasks/claim-next", {"wait": "yes"}),
        ("/tasks/claim-next", ""),
        (f"/tasks/{HELD}/heartbeat", ""),
        (f"/tasks/{HELD}/fail", {"error": 5}),
        (
            "/spawn",
            {
                "agent_name": "nobody",
                "auto_stop_on_parent": True,
                "permissions": NOTHING,
                "spawn_role": "",
                "ttl_seconds": 1,
            },
        ),
    ],
)
@pytest.mark.parametrize(("name", "status"), [("", 422), ("bad_request", 400)])
def test_bad_request(quirky: Quirky, name: str, status: int, path: str, body: Any) -> None:
    world = quirky(name)
    content = {"content": body} if isinstance(body, str) else {"json": body}
    assert world.post(BASE + path, **content).status_code == status


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/tasks/claim-next", {"lease_seconds": -1}),
        (f"/tasks/{HELD}/fail", {"error": " "}),
        (f"/tasks/{HELD}/complete", {"result": {"claim_token": 1}}),
        ("/spawn", {"agent_name": "x", "more": 1}),
    ],
)
def test_bad_request_leaves_values_out_of_range_a_422(quirky: Quirky, path: str, body: Any) -> None:
    assert post(quirky("bad_request"), path, body).status_code == 422


def test_bad_request_holds_for_the_channel_that_is_read(quirky: Quirky) -> None:
    assert get(quirky("bad_request"), "/channels/COORD/recv").status_code == 400
    assert get(quirky(""), "/channels/COORD/recv").status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "strict", "lenient"),
    [
        ("/tasks/claim-next", None, 422, 200),
        ("/tasks/claim-next", {"wait": None, "lease_seconds": None}, 422, 200),
        ("/soul/validate", None, 400, 200),
        ("/soul/validate", {"body": None}, 400, 200),
        ("/spawn", {"agent_name": "peer-agent", "ttl_seconds": 5}, 422, 201),
        (
            "/spawn",
            {"agent_name": "peer-agent", "ttl_seconds": 5, "permissions": {"skills": None}},
            422,
            201,
        ),
        ("/spawn", {"agent_name": "peer-agent", "ttl_seconds": 5, "permissions": 1}, 422, 422),
        (
            "/channels/reply",
            {"body": {"text": "x"}, "reply_to_message_id": MESSAGE},
            422,
            202,
        ),
        (
            "/channels/reply",
            {"body": {"text": "x"}, "reply_to_message_id": MESSAGE, "metadata": {"run_id": " "}},
            422,
            202,
        ),
        (
            "/channels/reply",
            {"body": {"text": "x"}, "reply_to_message_id": MESSAGE, "metadata": {"run_id": "r"}},
            422,
            422,
        ),
        (
            "/channels/reply",
            {"body": {"text": "x"}, "reply_to_message_id": "msg-none", "metadata": None},
            422,
            404,
        ),
        ("/channels/coord-demo/send", {"body": {"text": "x"}}, 422, 422),
        ("/channels/coord-demo/send", [], 422, 422),
        (f"/tasks/{HELD}/heartbeat", None, 422, 422),
        (f"/tasks/{HELD}/fail", {"error": None}, 422, 422),
    ],
)
def test_lenient_bodies(quirky: Quirky, path: str, body: Any, strict: int, lenient: int) -> None:
    for name, status in (("", strict), ("lenient_bodies", lenient)):
        content = {"content": b""} if body is None else {"json": body}
        assert quirky(name).post(BASE + path, **content).status_code == status


def test_a_lenient_reply_takes_its_messages_metadata(quirky: Quirky) -> None:
    world = quirky("lenient_bodies")
    body = {"body": {"text": "x", "more": None}, "reply_to_message_id": MESSAGE}
    message = post(world, "/channels/reply", body).json()["message"]
    assert message["metadata"]["correlation_id"] == "question-1"
    assert message["metadata"]["message_kind"] == "reply"
    assert message["body"] == {"text": "x", "more": None}


def test_lenient_bodies_leaves_any_json_as_it_is(quirky: Quirky) -> None:
    world = quirky("lenient_bodies")
    metadata = {**METADATA, "ext": {"a": None}}
    assert send(world, metadata=metadata).json()["message"]["metadata"] == metadata
    run_id = claimed(world)
    assert do(world, "fail", run_id, metadata={"a": None}).status_code == 200


@pytest.mark.parametrize(
    ("name", "status", "shown"), [("", 404, "ws-second"), ("ignored_workspace", 200, "ws-demo")]
)
def test_ignored_workspace(quirky: Quirky, name: str, status: int, shown: str) -> None:
    world = quirky(name)
    assert get(world, "/coordinator/config?workspace=nothing").status_code == status
    found = get(world, "/coordinator/config?workspace=ws-second").json()["coordinator"]
    assert found["workspace_id"] == shown


@pytest.mark.parametrize(
    ("name", "second", "lone", "unresolved"),
    [("", "default", "default", "default"), ("config_source", "workspace", "global", "")],
)
def test_config_source(quirky: Quirky, name: str, second: str, lone: str, unresolved: str) -> None:
    world = quirky(name)
    who = caller("sess-second", "second-agent")
    assert me(world, who)["coordinator"]["source"] == second
    add(
        world,
        agents=[{"name": "lone", "workspace_id": None}],
        sessions=[{"id": "sess-lone", "agent_name": "lone", "workspace_id": None}],
        workspaces=[{"id": "ws-demo", "coordinator": {"model": "m"}}],
    )
    assert me(world, caller("sess-lone", "lone"))["coordinator"]["source"] == lone
    assert me(world)["coordinator"]["source"] == unresolved


@pytest.mark.parametrize(("name", "status"), [("", 404), ("open_channels", 200)])
def test_open_channels(quirky: Quirky, name: str, status: int) -> None:
    assert get(quirky(name), "/channels/nothing/recv").status_code == status


@pytest.mark.parametrize(
    ("name", "demo", "peer"),
    [("", "sess-demo", "sess-peer"), ("peer_ids", "demo-agent.sess-demo", "peer-agent.sess-peer")],
)
def test_peer_ids(quirky: Quirky, name: str, demo: str, peer: str) -> None:
    world = quirky(name)
    assert receive(world)[0]["from_session_id"] == peer
    answered = reply(world).json()["message"]
    assert (answered["from_session_id"], answered["to_session_id"]) == ("sess-demo", peer)
    (received,) = receive(world, PEER)
    assert (received["from_session_id"], received["to_session_id"]) == (demo, peer)


@pytest.mark.parametrize(("name", "member"), [("", "error"), ("soul_faults", "diagnostics")])
def test_soul_faults(quirky: Quirky, name: str, member: str) -> None:
    world = quirky(name)
    add(world, agents=[{"name": "demo-agent", "soul": "# Tools"}])
    response = get(world, "/soul")
    assert response.status_code == 422
    assert member in response.json()


def test_unbounded_wait(quirky: Quirky) -> None:
    bounded, unbounded = quirky(""), quirky("unbounded_wait")
    with ThreadPoolExecutor(2) as pool:
        waiting = [
            pool.submit(claim, world, PEER, wait=True, priority_min=41)
            for world in (bounded, unbounded)
        ]
        for world in (bounded, unbounded):
            world.waiters()
            world.advance(3600)
        assert waiting[0].result().status_code == 204
        (waiter,) = unbounded.waiters()
        assert waiter["until"] is None
        unbounded.post("/_mock/reset")
        assert waiting[1].result().status_code == 408


def test_an_unbounded_reader_waits_until_a_message_comes(quirky: Quirky) -> None:
    world = quirky("unbounded_wait")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(receive, world, PEER, wait="true")
        world.waiters()
        world.advance(3600)
        send(world, "At last")
        assert len(waiting.result()) == 1


@pytest.mark.parametrize(("name", "status"), [("", 405), ("plain_not_found", 404)])
def test_plain_not_found(quirky: Quirky, name: str, status: int) -> None:
    world = quirky(name)
    wrong, unknown = world.delete(f"{BASE}/me"), world.get(f"{BASE}/nothing")
    assert (wrong.status_code, unknown.status_code) == (status, 404)
    if name:
        assert wrong.text == unknown.text == "404 page not found"
        assert wrong.headers["content-type"] == "text/plain"
    else:
        assert "error" in unknown.json()


@pytest.mark.parametrize(("name", "status"), [("", 200), ("same_origin", 403)])
@pytest.mark.parametrize("origin", ["http://app.example", "null", "http://127.0.0.1"])
def test_same_origin(quirky: Quirky, name: str, status: int, origin: str) -> None:
    response = get(quirky(name), "/me", headers={"Origin": origin})
    assert response.status_code == status
    assert list(response.json()) == (["error"] if name else ["me"])


def test_same_origin_lets_pages_of_the_server_itself_call(quirky: Quirky) -> None:
    world = quirky("same_origin")
    for origin in (f"http://{world.base_url.netloc.decode()}", ""):
        assert get(world, "/me", headers={"Origin": origin}).status_code == 200


def test_same_origin_comes_before_the_question_of_who_calls(
    make_world: Callable[..., WorldClient],
) -> None:
    for auth in ("strict", "off"):
        world = make_world(quirks=["agent_runtime.same_origin"], auth=auth)
        assert get(world, "/me", headers={"Origin": "http://app.example"}).status_code == 403


@pytest.mark.parametrize(("name", "statuses"), [("", [200, 405, 404]), ("beyond_loopback", [403])])
def test_beyond_loopback(quirky: Quirky, name: str, statuses: list[int]) -> None:
    world = quirky(name)
    answers = [get(world, "/me"), world.delete(f"{BASE}/me"), get(world, "/nothing")]
    assert [each.status_code for each in answers] == statuses * (3 // len(statuses))
    assert list(answers[0].json()) == (["error"] if name else ["me"])


def test_beyond_loopback_concerns_no_other_api(quirky: Quirky) -> None:
    world = quirky("beyond_loopback")
    world.log_in("agents_v2")
    assert world.get("/api/v1/agents/v2/types").status_code == 200


@pytest.mark.parametrize(
    ("name", "known", "unknown"), [("", 405, 404), ("answered_options", 204, 204)]
)
def test_answered_options(quirky: Quirky, name: str, known: int, unknown: int) -> None:
    world = quirky(name)
    assert world.options(f"{BASE}/me").status_code == known
    assert world.options(f"{BASE}/nothing").status_code == unknown
    assert world.delete(f"{BASE}/me").status_code == 405


@pytest.mark.parametrize(("name", "more"), [("", ""), ("charset", "; charset=utf-8")])
def test_charset(quirky: Quirky, name: str, more: str) -> None:
    world = quirky(name)
    spoken = post(world, "/spawn", {"agent_name": "peer-agent"})
    for answer in (get(world, "/me"), spoken, get(world, "/nothing"), world.delete(f"{BASE}/me")):
        assert answer.headers["content-type"] == f"application/json{more}"
    world.log_in("agents_v2")
    others = world.get("/api/v1/agents/v2/types")
    assert others.headers["content-type"] == "application/json"


def test_charset_is_named_for_json_alone(make_world: Callable[..., WorldClient]) -> None:
    world = make_world(quirks=["agent_runtime.charset", "agent_runtime.plain_not_found"])
    assert get(world, "/nothing").headers["content-type"] == "text/plain"


def test_a_child_needs_its_permissions_without_the_quirk(quirky: Quirky) -> None:
    assert spawn(quirky(""), permissions=None).status_code == 422
    assert spawn(quirky("lenient_bodies"), permissions=None).status_code == 201
