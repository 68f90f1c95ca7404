"""Each way to break a contract is reported once, with its place, on the side that did it."""

import gzip
import json
import re
from typing import Any

import httpx
import pytest

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.proxies import WAIT, Proxied, proxied, says, wire
from contract_tests.tests.servers import Fault
from taskpact_contract import documents
from taskpact_contract.bounds import LARGEST

BASE = "/api/v1/agents/v2"
KEY = {"X-API-Key": "demo-key"}
RESEARCH = f"#/paths/{f'{BASE}/research'.replace('/', '~1')}/post"
TASKS = f"#/paths/{f'{BASE}/tasks'.replace('/', '~1')}/get"
TASK = f"#/paths/{f'{BASE}/tasks'.replace('/', '~1')}~1{{task_id}}/get"
STREAM = f"#/paths/{f'{BASE}/tasks'.replace('/', '~1')}~1{{task_id}}~1stream/get"
SCHEMAS = "#/components/schemas"
JSON = {"content-type": "application/json"}


CLIENTS = [
    pytest.param(
        ("GET", "/nowhere", {}), "GET /nowhere", "path", "#/paths", id="an unknown path"
    ),
    pytest.param(
        ("PATCH", f"{BASE}/research", {}), f"PATCH {BASE}/research", "method",
        RESEARCH.removesuffix("/post"), id="a wrong method",
    ),
    pytest.param(
        ("GET", f"{BASE}/tasks?limit=many", {}), "list_tasks", "parameter",
        f"{TASKS}/parameters/3/schema/type", id="a parameter of a wrong type",
    ),
    pytest.param(
        ("GET", f"{BASE}/tasks?limit=101", {}), "list_tasks", "parameter",
        f"{TASKS}/parameters/3/schema/maximum", id="a parameter out of bounds",
    ),
    pytest.param(
        ("GET", f"{BASE}/tasks?limit=1&limit=2", {}), "list_tasks", "parameter",
        f"{TASKS}/parameters/3/schema/type", id="a parameter twice",
    ),
    pytest.param(
        ("GET", f"{BASE}/tasks?stauts=done", {}), "list_tasks", "parameter", TASKS,
        id="an unknown parameter",
    ),
    pytest.param(
        ("POST", f"{BASE}/research", {"json": {}}), "run_research", "body",
        f"{SCHEMAS}/ResearchRequest/required", id="a body that lacks a member",
    ),
    pytest.param(
        ("POST", f"{BASE}/research", {"json": {"topic": "of tides", "max_sections": 2**31}}),
        "run_research", "body", f"{SCHEMAS}/ResearchRequest/properties/max_sections/maximum",
        id="a number that is too large",
    ),
    pytest.param(
        ("POST", f"{BASE}/research", {}), "run_research", "body", f"{RESEARCH}/requestBody",
        id="no body",
    ),
    pytest.param(
        ("POST", f"{BASE}/research", {"content": b'{"topic": NaN}', "headers": JSON}),
        "run_research", "body", f"{RESEARCH}/requestBody/content/application~1json/schema",
        id="a body that is no JSON",
    ),
    pytest.param(
        ("POST", f"{BASE}/research", {"content": b"[" * 100_000, "headers": JSON}),
        "run_research", "body", f"{RESEARCH}/requestBody/content/application~1json/schema",
        id="a body that is too deep",
    ),
    pytest.param(
        ("POST", f"{BASE}/tasks/a11ce00000000001/retry", {"json": {}}), "retry_task", "body",
        "#/paths/~1api~1v1~1agents~1v2~1tasks~1{task_id}~1retry/post",
        id="a body where none is asked for",
    ),
    pytest.param(
        ("POST", f"{BASE}/research", {"data": {"topic": "of tides"}}), "run_research", "media",
        f"{RESEARCH}/requestBody/content", id="a wrong media type",
    ),
    pytest.param(
        ("GET", f"{BASE}/tasks", {"headers": {"X-API-Key": ""}}), "list_tasks", "credentials",
        f"{TASKS}/security", id="no credentials",
    ),
    pytest.param(
        ("GET", f"{BASE}/tasks", {"headers": {"X-API-Key": "", "Authorization": "Basic eDp5"}}),
        "list_tasks", "credentials", f"{TASKS}/security", id="credentials of another kind",
    ),
]  # fmt: skip


def _ask(proxy: Proxied, method: str, path: str, **options: Any) -> httpx.Response:
    headers = {**KEY, **options.pop("headers", {})}
    return httpx.request(method, proxy.url + path, headers=headers, timeout=WAIT, **options)


@pytest.mark.parametrize(("call", "operation", "check", "pointer"), CLIENTS)
def test_a_wrong_request_is_the_clients_violation(
    call: Any, operation: str, check: str, pointer: str, make_target: MakeTarget
) -> None:
    method, path, options = call
    with proxied("agents_v2", make_target("agents_v2").base_url) as proxy:
        for _ in range(2):
            _ask(proxy, method, path, **options)
    found = proxy.only()
    assert (found.layer, found.operation, found.check) == ("proxy (client)", operation, check)
    assert found.pointer == pointer
    assert "2 requests, 2 violations" in proxy.ledger.summary()


def _renamed(member: bytes) -> Any:
    return lambda body: body.replace(b'"%b":' % member, b'"was_%b":' % member)


def _retyped(body: bytes) -> bytes:
    return re.sub(rb'"total":\d+', b'"total":"1"', body)


SERVERS = [
    pytest.param(
        f"{BASE}/tasks", Fault(status=lambda _: 203), "list_tasks", "status",
        f"{TASKS}/responses", id="an undocumented status",
    ),
    pytest.param(
        f"{BASE}/tasks", Fault(media=b"text/plain"), "list_tasks", "media",
        f"{TASKS}/responses/200/content", id="a wrong media type",
    ),
    pytest.param(
        f"{BASE}/tasks/a11ce00000000001", Fault(body=_renamed(b"links")), "get_task", "body",
        f"{SCHEMAS}/TaskResponse/required", id="a member that is missing",
    ),
    pytest.param(
        f"{BASE}/tasks", Fault(body=_retyped), "list_tasks", "body",
        f"{SCHEMAS}/TaskListResponse/properties/total/type", id="a member of a wrong type",
    ),
    pytest.param(
        f"{BASE}/tasks", Fault(body=lambda body: body[:-1]), "list_tasks", "body",
        f"{TASKS}/responses/200/content/application~1json/schema", id="no JSON",
    ),
    pytest.param(
        f"{BASE}/tasks/a11ce00000000001/stream",
        Fault(body=lambda body: body.replace(b"id: ", b"ix: ").replace(b'"event":', b'"kind":')),
        "stream_task", "event", f"{SCHEMAS}/TaskStreamFrame/oneOf", id="an event",
    ),
    pytest.param(
        f"{BASE}/tasks/a11ce00000000001/stream",
        Fault(body=lambda body: body.replace(b"data: {", b"data: ")), "stream_task", "event",
        f"{SCHEMAS}/TaskStreamEvent/properties/data/contentSchema", id="an event that is no JSON",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "fault", "operation", "check", "pointer"), SERVERS)
def test_a_wrong_answer_is_the_servers_violation(
    path: str,
    fault: Fault,
    operation: str,
    check: str,
    pointer: str,
    make_target: MakeTarget,
    spoil: Spoil,
) -> None:
    target = make_target("agents_v2")
    spoil(fault)
    with proxied("agents_v2", target.base_url) as proxy:
        for _ in range(2):
            _ask(proxy, "GET", path)
    found = proxy.only()
    assert (found.layer, found.operation, found.check) == ("proxy (server)", operation, check)
    assert found.pointer == pointer


OK = b"HTTP/1.1 202 OK\r\ncontent-length: 0\r\n\r\n"


def _answer(status: str, *headers: str, body: bytes = b"") -> bytes:
    always = ("x-correlation-id: 0f8f", f"content-length: {len(body)}")  # all answers of agents_v2
    lines = (f"HTTP/1.1 {status}", *headers, *always, "", "")
    return "\r\n".join(lines).encode() + body


def test_a_header_that_breaks_its_schema_is_the_servers_violation() -> None:
    body = b'{"error": "Rate limit exceeded"}'
    answer = _answer("429 X", "content-type: application/json", "retry-after: soon", body=body)
    with wire(says(answer)) as server, proxied("agents_v2", server.url) as proxy:
        _ask(proxy, "POST", f"{BASE}/research", json={"topic": "of tides"})
    assert proxy.findings == [("server", "run_research", "header")]
    assert proxy.only().pointer == "#/components/headers/RetryAfter/schema/type"


def test_an_answer_of_another_type_is_not_judged_further() -> None:
    answer = _answer("200 OK", "content-type: text/plain", body=b"what?")
    with wire(says(answer)) as server, proxied("task_records", server.url) as proxy:
        _ask(proxy, "GET", "/api/v1/task", headers={"apikey": "demo-key"})
    assert proxy.findings == [("server", "list_tasks", "media")]


def test_a_packed_body_is_judged_by_what_is_in_it() -> None:
    lines = ("content-type: application/json", "content-encoding: gzip")
    answer = _answer("200 OK", *lines, body=gzip.compress(b"[]"))
    with wire(says(answer)) as server, proxied("agents_v2", server.url) as proxy:
        assert _ask(proxy, "GET", f"{BASE}/stats").json() == []
    assert proxy.findings == [("server", "get_stats", "body")]


@pytest.mark.parametrize(("encoding", "body"), [("x-own", b"?"), ("gzip", b"no gzip at all")])
def test_a_body_that_cannot_be_unpacked_is_said_to_be_unjudged(encoding: str, body: bytes) -> None:
    lines = ("content-type: application/json", f"content-encoding: {encoding}")
    answer = _answer("200 OK", *lines, body=body)
    with (
        wire(says(answer)) as server,
        proxied("agents_v2", server.url) as proxy,
        httpx.stream("GET", f"{proxy.url}{BASE}/stats", headers=KEY) as passed,
    ):
        assert b"".join(passed.iter_raw()) == body
    assert proxy.findings == []
    assert "1 bodies passed unjudged" in proxy.ledger.summary()


@pytest.mark.parametrize(
    ("headers", "body"),
    [({"content-encoding": "gzip"}, b"packed"), ({}, b"x" * (LARGEST + 1))],
    ids=["packed", "too long"],
)
def test_a_request_that_cannot_be_judged_passes_and_is_counted(
    headers: dict[str, str], body: bytes
) -> None:
    with wire(says(OK)) as server, proxied("agents_v2", server.url) as proxy:
        _ask(proxy, "POST", f"{BASE}/research", headers={**JSON, **headers}, content=body)
    assert server.body == body
    assert not any(side == "client" for side, _, _ in proxy.findings)
    assert "1 bodies passed unjudged" in proxy.ledger.summary()


def test_an_answer_that_is_too_long_passes_and_is_counted() -> None:
    answer = _answer("200 OK", "content-type: application/json", body=b"x" * (LARGEST + 1))
    with wire(says(answer)) as server, proxied("agents_v2", server.url) as proxy:
        assert len(_ask(proxy, "GET", f"{BASE}/stats").content) == LARGEST + 1
    assert proxy.findings == []
    assert "1 bodies passed unjudged" in proxy.ledger.summary()


def test_a_packed_answer_that_becomes_too_long_passes_as_it_came() -> None:
    packed = gzip.compress(b" " * (4 * LARGEST), mtime=0)
    lines = ("content-type: application/json", "content-encoding: gzip")
    answer = _answer("200 OK", *lines, body=packed)
    with (
        wire(says(answer)) as server,
        proxied("agents_v2", server.url) as proxy,
        httpx.stream("GET", f"{proxy.url}{BASE}/stats", headers=KEY, timeout=WAIT) as passed,
    ):
        assert b"".join(passed.iter_raw()) == packed
    assert proxy.findings == []
    assert "1 bodies passed unjudged" in proxy.ledger.summary()


def test_what_a_browser_asks_first_is_nobodys_violation(make_target: MakeTarget) -> None:
    with proxied("agents_v2", make_target("agents_v2").base_url) as proxy:
        headers = {"Origin": "http://app.example", "Access-Control-Request-Method": "POST"}
        _ask(proxy, "OPTIONS", f"{BASE}/research", headers=headers)
    assert proxy.findings == []


def test_refusals_that_the_contract_knows_are_nobodys_violation(make_target: MakeTarget) -> None:
    with proxied("agents_v2", make_target("agents_v2").base_url) as proxy:
        assert _ask(proxy, "GET", f"{BASE}/tasks/nobody").status_code == 404
        assert _ask(proxy, "GET", f"{BASE}/stats", headers={"X-API-Key": "x"}).status_code == 401
    assert proxy.findings == []


def test_a_deleted_record_that_is_still_there_is_a_wrong_step(
    make_target: MakeTarget, spoil: Spoil
) -> None:
    target = make_target("task_records")
    headers = target.principal.headers
    spoil(Fault(where="^DELETE ", method=lambda _: "GET"))
    with proxied("task_records", target.base_url) as proxy:
        task = httpx.get(f"{proxy.url}/api/v1/task", headers=headers).json()[0]
        httpx.delete(f"{proxy.url}/api/v1/task/{task['id']}", headers=headers)
        httpx.get(f"{proxy.url}/api/v1/task/{task['id']}", headers=headers)
    assert proxy.findings == [("server", "get_task", "lifecycle")]
    assert proxy.only().pointer == "#/x-lifecycle/0/states/gone"


def test_a_state_that_cannot_follow_is_a_wrong_step(make_target: MakeTarget, spoil: Spoil) -> None:
    target = make_target("agents_v2")
    with proxied("agents_v2", target.base_url) as proxy:
        done = next(
            task for task in _ask(proxy, "GET", f"{BASE}/tasks").json()["tasks"]
            if task["status"] == "completed"
        )  # fmt: skip
        spoil(Fault(body=lambda body: body.replace(b'"completed"', b'"running"')))
        _ask(proxy, "GET", f"{BASE}/tasks/{done['task_id']}")
    assert proxy.findings == [("server", "get_task", "lifecycle")]
    assert proxy.only().message == "Task went from completed to running, by no known steps"


def test_a_violation_is_told_at_once_with_a_command_and_without_secrets(
    make_target: MakeTarget,
) -> None:
    target = make_target("agents_v2")
    with proxied("agents_v2", target.base_url) as proxy:
        _ask(proxy, "POST", f"{BASE}/research?x=1", json={"topic": "of tides"})
        told = proxy.out.getvalue()
    assert told == (
        "proxy (client): agents_v2.run_research breaks parameter: there is no query parameter x"
        f" [{RESEARCH}]\n"
        f"    curl -X POST '{target.base_url}{BASE}/research?x=1' -H 'x-api-key: ***'"
        " -H 'content-type: application/json' --data-binary '{\"topic\":\"of tides\"}'\n"
    )


def test_the_report_counts_what_was_told_once(make_target: MakeTarget) -> None:
    with proxied("agents_v2", make_target("agents_v2").base_url) as proxy:
        for _ in range(3):
            _ask(proxy, "GET", f"{BASE}/stats?x=1")
    found = json.loads(proxy.ledger.as_json())
    (entry,) = found.pop("findings")
    assert found == {"api": "agents_v2", "requests": 3, "unjudged": 0}
    assert (entry["count"], entry["check"], entry["operation"]) == (3, "parameter", "get_stats")


@pytest.mark.parametrize("api", documents.APIS)
def test_every_kind_of_credentials_is_known(api: str) -> None:
    """A scheme that the proxy cannot look for would make it fail when it starts."""
    with proxied(api, "http://127.0.0.1:9"):
        pass
