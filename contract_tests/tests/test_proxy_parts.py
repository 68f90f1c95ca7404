"""The parts of the proxy that need no connection."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_contract import documents
from taskpact_contract.nodes import Node
from taskpact_contract.proxy.answers import BodyJudge, Seen, head_violations
from taskpact_contract.proxy.credentials import credential_headers
from taskpact_contract.proxy.events import EventDecoder
from taskpact_contract.proxy.headers import to_client, to_server
from taskpact_contract.proxy.ledger import Ledger
from taskpact_contract.proxy.messages import SHOWN, STEP, Decoder, Request, parsed
from taskpact_contract.proxy.requests import request_violations
from taskpact_contract.proxy.steps import Steps
from taskpact_contract.routes import Match, Mismatch, Routes
from taskpact_contract.schemas import Schemas, from_text

STREAM = (
    "\ufeff: hello\r\n\r\nid: 1\nevent: note\ndata: one\ndata:  two\r\n\r\nretry: 9\r\rdata\n\n"
    "id: 3\rdata: ä\r\runknown: x\ndata: {}\n\ndata: not whole\n"
).encode()
EVENTS = [
    {"id": "1", "event": "note", "data": "one\n two"},
    {"data": ""},
    {"id": "3", "data": "ä"},
    {"data": "{}"},
]


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_events_are_the_same_however_the_stream_is_split(cuts: list[int]) -> None:
    decoder = EventDecoder()
    places = [0, *sorted(cuts), len(STREAM)]
    found = [event for start, end in pairwise(places) for event in decoder.feed(STREAM[start:end])]
    assert found == EVENTS


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"what is in it", mtime=0)),
        ("deflate", zlib.compress(b"what is in it")),
        ("identity", b"what is in it"),
    ],
)
@given(cuts=st.lists(st.integers(0, 40), max_size=4))
def test_a_packed_body_is_the_same_however_it_is_split(
    encoding: str, packed: bytes, cuts: list[int]
) -> None:
    decoder = Decoder(encoding)
    places = [0, *sorted(cuts), len(packed)]
    parts = [packed[a:b] for a, b in pairwise(places)]
    assert b"".join(plain for part in parts for plain in decoder.feed(part)) == b"what is in it"
    assert decoder.known


def _bomb(text: bytes, times: int) -> bytes:
    """A gzip member that is the text so many times, without ever holding it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(text) for _ in range(times)) + packer.flush()


MIB = 2**20


def test_a_packed_body_comes_out_in_short_steps() -> None:
    sizes = [len(plain) for plain in Decoder("gzip").feed(_bomb(b" " * MIB, 3))]
    assert sum(sizes) == 3 * MIB
    assert max(sizes) <= STEP


def test_a_packed_body_may_have_several_members() -> None:
    packed = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0)
    assert b"".join(Decoder("gzip").feed(packed)) == b"one two"


def test_what_follows_a_packed_body_is_not_gathered() -> None:
    decoder = Decoder("gzip")
    assert b"".join(decoder.feed(gzip.compress(b"one") + b"no gzip" * MIB)) == b"one"
    assert not decoder.known


LARGEST = 4 * STEP


def _judge(operation: str, media: str) -> BodyJudge:
    document = documents.load("agents_v2")
    route = next(route for route in Routes(document) if route.id == operation)
    headers = [(b"content-type", media.encode()), (b"content-encoding", b"gzip")]
    return BodyJudge(route, 200, headers, Schemas(document), largest=LARGEST)


def _packed(*texts: bytes) -> Iterator[bytes]:
    """The parts of one packed body, each of which becomes one of the texts."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return (packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH) for text in texts)


def _steps(judge: BodyJudge, part: bytes) -> int:
    return sum(1 for _ in judge.feed(part))


@pytest.mark.parametrize(
    ("operation", "media", "text"),
    [
        ("get_stats", "application/json", b" "),
        ("stream_task", "text/event-stream", b" "),
        ("stream_task", "text/event-stream", b"\n"),
    ],
)
def test_what_becomes_too_long_is_unpacked_no_further(
    operation: str, media: str, text: bytes
) -> None:
    judge = _judge(operation, media)
    assert _steps(judge, _bomb(text * MIB, 1)) == LARGEST // STEP
    assert not judge.judged
    assert _steps(judge, _bomb(text, 1)) == 0


@pytest.mark.parametrize(
    ("operation", "media"),
    [("get_stats", "application/json"), ("stream_task", "text/event-stream")],
)
def test_what_never_ends_is_gathered_no_further(operation: str, media: str) -> None:
    judge = _judge(operation, media)
    parts = _packed(*[b"x" * (STEP - 1)] * 6)
    assert [_steps(judge, part) for part in parts] == [1, 1, 1, 1, 0, 0]
    assert not judge.judged


def test_a_stream_of_events_may_be_as_long_as_it_likes() -> None:
    judge = _judge("stream_task", "text/event-stream")
    parts = _packed(*[b": " + b"x" * STEP + b"\n\n"] * 9)
    assert [_steps(judge, part) for part in parts] == [2] * 9
    assert judge.judged


@pytest.mark.parametrize(
    ("operation", "media"), [("get_stats", "text/plain"), ("stream_task", "text/plain")]
)
def test_what_there_is_no_schema_for_is_not_unpacked(operation: str, media: str) -> None:
    assert list(_judge(operation, media).feed(_bomb(b"x" * MIB, 1))) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[NaN]", "-Infinity", '"\n"', "[" * 100_000, "1 2", "1" * 5000),
        *(r'"\ud800"', r'{"\uDE00": 1}', b'"\xed\xa0\x80"', b'"\xff"', '{"a": 1}'.encode("utf-16")),
    ],
)
def test_what_is_no_json_is_refused(text: bytes | str) -> None:
    with pytest.raises(ValueError):
        parsed(text)


@pytest.mark.parametrize(
    ("schema", "texts", "value"),
    [
        ({"type": "integer"}, ["12"], 12),
        ({"type": "integer"}, ["1.5"], "1.5"),
        ({"type": "number"}, ["1.5"], 1.5),
        ({"type": ["number", "null"]}, ["1e3"], 1000.0),
        ({"type": "boolean"}, ["true"], True),
        ({"type": "boolean"}, ["True"], "True"),
        ({"type": "string"}, ["1"], "1"),
        ({"type": "string"}, ["a", "b"], ["a", "b"]),
        ({"type": "array", "items": {"type": "integer"}}, ["1", "x"], [1, "x"]),
    ],
)
def test_text_becomes_the_value_that_its_schema_means(
    schema: Any, texts: list[str], value: Any
) -> None:
    assert from_text(texts, Node.root(schema)) == value


ROUTES = Routes(
    {
        "paths": {
            "/jobs/{id}": {"get": {"operationId": "get"}, "delete": {"operationId": "delete"}},
            "/jobs/last": {"get": {"operationId": "last"}},
        }
    }
)


@pytest.mark.parametrize(
    ("method", "path", "operation", "values"),
    [
        ("GET", "/jobs/last", "last", {}),
        ("DELETE", "/jobs/last", "delete", {"id": "last"}),
        ("GET", "/jobs/a%2Fb", "get", {"id": "a/b"}),
    ],
)
def test_a_path_means_an_operation_fixed_parts_first(
    method: str, path: str, operation: str, values: dict[str, str]
) -> None:
    match = ROUTES.find(method, path)
    assert isinstance(match, Match)
    assert (match.route.id, match.values) == (operation, values)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/jobs/1", ("DELETE", "GET")),
        ("GET", "/jobs/", ()),
        ("GET", "/jobs/1/", ()),
        ("GET", "/jobs", ()),
        ("GET", "jobs/1/2", ()),
    ],
)
def test_what_means_no_operation_says_what_would(
    method: str, path: str, allowed: tuple[str, ...]
) -> None:
    mismatch = ROUTES.find(method, path)
    assert isinstance(mismatch, Mismatch)
    assert mismatch.allowed == allowed
    assert (mismatch.item is not None) == bool(allowed)


def test_headers_of_a_connection_stay_on_it() -> None:
    headers = [
        (b"B", b"1"), (b"Connection", b"close, x-own"), (b"X-Own", b"1"), (b"A", b"2"),
        (b"Transfer-Encoding", b"chunked"), (b"B", b"3"),
    ]  # fmt: skip
    assert to_client(headers) == [(b"B", b"1"), (b"A", b"2"), (b"B", b"3")]
    assert to_server(headers, b"there") == [
        (b"host", b"there"), (b"B", b"1"), (b"A", b"2"), (b"Transfer-Encoding", b"chunked"),
        (b"B", b"3"),
    ]  # fmt: skip


def test_an_answer_in_chunks_has_no_other_length() -> None:
    headers = [(b"Content-Length", b"2"), (b"A", b"1"), (b"Transfer-Encoding", b"chunked")]
    assert to_client(headers) == [(b"A", b"1")]


def test_a_command_shows_the_length_of_a_long_body() -> None:
    request = Request(method="POST", path="/x", query="", headers=[], body=b"x" * (SHOWN + 1))
    assert request.as_curl("http://there", (), ()).endswith("--data-binary '(4097 bytes)'")


def test_a_line_can_be_told_whatever_characters_came_by() -> None:
    written = io.BytesIO()
    out = io.TextIOWrapper(written, encoding="ascii")
    Ledger("agents_v2", out).tell("a \ud800 \xe4")
    assert written.getvalue() == b"a \\ud800 \\xe4\n"


MADE_UP = {
    "paths": {
        "/jobs": {
            "get": {
                "operationId": "list_jobs",
                "parameters": [
                    {"name": "page", "in": "query", "required": True, "schema": {}},
                    {"name": "X-Trace", "in": "header", "required": True, "schema": {}},
                ],
                "responses": {
                    "200": {"headers": {"X-Total": {"required": True, "schema": {}}, "X-Own": {}}},
                },
            }
        }
    },
    "components": {"securitySchemes": {"odd": {"type": "openIdConnect"}}},
}


def test_what_is_required_is_missed() -> None:
    match = Routes(MADE_UP).find("GET", "/jobs")
    assert isinstance(match, Match)
    schemas = Schemas(MADE_UP)
    request = Request(method="GET", path="/jobs", query="", headers=[], body=b"")
    faults = request_violations(request, match, schemas)
    assert [each.message for each in faults] == [
        "query parameter page is missing", "header parameter X-Trace is missing",
    ]  # fmt: skip
    (fault,) = head_violations(match.route, 200, [(b"x-own", b"1")], schemas)
    assert (fault.check, fault.message) == ("header", "200 came without X-Total")


def test_credentials_of_an_unknown_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="securitySchemes/odd: this kind"):
        credential_headers(Node.root(MADE_UP))


def test_a_value_that_may_be_null_is_judged_by_what_else_it_may_be() -> None:
    inner = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
    document = {"schema": {"anyOf": [inner, {"type": "null"}]}}
    schema = Node.root(document).at("schema")
    assert [fault.message for fault in Schemas(document).faults({}, schema)] == [
        '"a" is a required property'
    ]


TASKS = "#/components/schemas/TaskListResponse"


class _Watched:
    """The states of tasks of agents_v2 as a proxy sees them."""

    def __init__(self) -> None:
        document = documents.load("agents_v2")
        path = document["paths"]["/api/v1/agents/v2/tasks"]["get"]
        schema = path["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": TASKS}
        self.steps = Steps(document, Schemas(document))
        self._schema = Node(document, "#/here", schema)

    def see(self, state: str, asked: int | None = None, id: str = "1") -> list[str]:
        """What is wrong when a list shows the task in that state."""
        moment = self.steps.now() if asked is None else asked
        seen = Seen({"tasks": [{"task_id": id, "status": state}]}, self._schema)
        return [each.message for each in self.steps.observe(seen, "list_tasks", moment)]


@pytest.mark.parametrize(
    "states",
    [
        ["pending", "running", "completed"],
        ["pending", "completed", "completed"],
        ["running", "retrying", "running", "failed", "running", "cancelled"],
        ["completed", "unheard of", "completed"],
    ],
)
def test_states_that_may_follow_each_other_are_silent(states: list[str]) -> None:
    watched = _Watched()
    assert [fault for state in states for fault in watched.see(state)] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("running", "pending"), ("completed", "running"), ("cancelled", "failed")],
)
def test_states_that_no_steps_join_are_told(before: str, after: str) -> None:
    watched = _Watched()
    assert watched.see(before) == []
    assert watched.see(after, id="2") == []
    assert watched.see(after) == [f"Task went from {before} to {after}, by no known steps"]
    assert watched.see(after) == []


def test_answers_that_overlap_have_no_order() -> None:
    """The first was asked before the second came, so it may be the older one."""
    watched = _Watched()
    early = watched.steps.now()
    assert watched.see("completed") == []
    assert watched.see("running", asked=early) == []
    assert watched.see("running") == ["Task went from completed to running, by no known steps"]


def test_a_fault_names_its_place_in_the_contract_and_not_the_value() -> None:
    document = documents.load("agents_v2")
    schema = Node(document, "#/components/schemas/TaskListResponse", None)
    faults = list(Schemas(document).faults({"tasks": [{"status": "a secret"}]}, schema))
    assert not any("secret" in json.dumps([fault.message, fault.at]) for fault in faults)
    status = next(fault for fault in faults if fault.at == "/tasks/0/status")
    assert status.pointer == "#/components/schemas/TaskStatus/enum"
    assert status.about("the body").startswith("the body at /tasks/0/status: the value is not")
