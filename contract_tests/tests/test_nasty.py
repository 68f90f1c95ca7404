"""The nasty layer passes on the mock, and notices a server that nasty bytes make fail."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from attrs import evolve

from contract_tests.running import running
from contract_tests.tests.weaknesses import (
    CERTIFICATE,
    GONE,
    Asked,
    Reply,
    WeakApp,
    Weakness,
)
from taskpact_contract import Principal, Report, Target, nasty
from taskpact_contract.documents import operations
from taskpact_contract.nasty import table
from taskpact_contract.nasty.parts import whole
from taskpact_contract.nasty.rows import Body, Row, Value
from taskpact_contract.pace import Pace

pytestmark = pytest.mark.nasty

MakeTarget = Callable[..., Target]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def app() -> WeakApp:
    return WeakApp()


@pytest.fixture(scope="module")
def url(app: WeakApp) -> Iterator[str]:
    with running(app) as found:
        yield found


@pytest.fixture
def suffer(app: WeakApp) -> Iterator[Callable[[Weakness], None]]:
    """Makes the server weak in one way until the test ends."""
    yield app.suffer
    app.suffer(None)


def _target(url: str, api: str) -> Target:
    """An API in a fresh world, whose clock lets nobody wait."""
    name = f"nasty-{next(_NUMBERS)}"
    with httpx.Client(base_url=url) as client:
        client.post("/_mock/worlds", json={"name": name, "clock": "auto"}).raise_for_status()
        prefix = f"/_mock/worlds/{name}"
        found = client.get(f"{prefix}/_mock/credentials").raise_for_status().json()[api]
    principal = Principal(headers=found["headers"], parameters=found["parameters"])
    return Target(api=api, base_url=url + prefix, principal=principal)


def _checks(report: Report) -> set[str]:
    return {each.check for each in report.findings}


@pytest.mark.parametrize(
    ("api", "most"),
    [
        ("agents_v2", 12),  # beyond that rows repeat at members and parameters that are alike
        ("agent_tasks", None),
        ("task_records", None),
        ("agent_runs", None),
        ("agent_runtime", 12),
    ],
)
def test_the_mock_withstands_the_table(api: str, most: int | None, url: str) -> None:
    target = _target(url, api)
    report = nasty.run(target, max_examples=most)
    assert report, str(report)
    assert {operation for operation, _ in report.seen} == set(operations(api))
    assert sum(report.checked.values()) == target.pace.sent
    assert report.skipped == ()


CREATE = ("agent_runs", "create_agent_run")
READ = ("agents_v2", "get_task")
LIST = ("agents_v2", "list_tasks")


def _in_text(pattern: bytes) -> Callable[[Asked], bool]:
    return lambda asked: re.search(pattern, asked.text) is not None


def _in_body(pattern: bytes) -> Callable[[Asked], bool]:
    return lambda asked: re.search(pattern, asked.body) is not None


def _fails(_status: int) -> Reply:
    return Reply(500)


FAILURES = [
    pytest.param(CREATE, _in_body(rb"[0-9]{19}"), {"int64 and one", "10**400"},
                 id="large integers"),
    pytest.param(CREATE, _in_body(rb"1e400"), {"1e400", "-1e400"}, id="large doubles"),
    pytest.param(CREATE, _in_body(rb"\\u0000"), {"an escaped NUL"}, id="escaped NULs"),
    pytest.param(CREATE, _in_body(b"\0"), {"a raw NUL", "only NULs", "UTF-16"},
                 id="raw NULs"),
    pytest.param(CREATE, _in_body(rb"\\ud800"), {"a lone high surrogate"},
                 id="escaped surrogates"),
    pytest.param(CREATE, _in_body(b"\xed\xa0"), {"a raw surrogate"}, id="raw surrogates"),
    pytest.param(CREATE, _in_body(b"\xff"), {"bad UTF-8"}, id="bad UTF-8"),
    pytest.param(CREATE, _in_body(rb"\[{900}"), {"1,000 levels"}, id="depth"),
    pytest.param(CREATE, _in_body(rb'(\{"a":){2000}'), {"100,000 levels"},
                 id="great depth"),
    pytest.param(CREATE, _in_body(rb'"a": 1, "a": 2'), {"a name twice"}, id="repetitions"),
    pytest.param(CREATE, lambda asked: len(asked.body) > 2**20, {"a MiB of text"},
                 id="size"),
    pytest.param(CREATE, lambda asked: asked.method == "POST" and not asked.body,
                 {"no body", "nothing about a body"}, id="no body"),
    pytest.param(CREATE, lambda asked: bool(asked.body) and b"content-type" not in asked.headers,
                 {"no Content-Type"}, id="no media type"),
    pytest.param(CREATE, lambda asked: b"utf-16" in asked.headers.get(b"content-type", b""),
                 {"another charset"}, id="charsets"),
    pytest.param(CREATE, lambda asked: b"transfer-encoding" in asked.headers,
                 {"chunks", "chunks of a byte"}, id="chunks"),
    pytest.param(CREATE, lambda asked: b"expect" in asked.headers,
                 {"a body that waits"}, id="expectations"),
    pytest.param(CREATE, lambda asked: b"\xff\xe9" in asked.headers[b"authorization"],
                 {"credentials beyond ASCII"}, id="credentials"),
    pytest.param(READ, _in_text(b"%00"), {"NUL"}, id="NUL in a path"),
    pytest.param(READ, _in_text(b"%FF"), {"bad UTF-8"}, id="bad UTF-8 in a path"),
    pytest.param(READ, _in_text(b"%C0%AF"), {"overlong UTF-8"}, id="overlong UTF-8"),
    pytest.param(READ, _in_text(rb"/\.\."), {"two dots"}, id="dots"),
    pytest.param(READ, _in_text(b"%2F"), {"a slash"}, id="an escaped slash"),
    pytest.param(READ, lambda asked: bool(asked.body),
                 {"a body where none is taken", "chunks where no body is taken"},
                 id="body of a GET"),
    pytest.param(READ, lambda asked: asked.method == "HEAD", {"HEAD"}, id="HEAD"),
    pytest.param(LIST, _in_text(rb"limit=.*limit="), {"given twice"}, id="given twice"),
    pytest.param(LIST, _in_text(rb"limit($|\n)"), {"without ="}, id="without ="),
    pytest.param(LIST, _in_text(rb"limit=[0-9]{19}"), {"int64 and one"},
                 id="large integer in a query"),
    pytest.param(LIST, _in_text(rb"[^0]{8000}"), {"8,000 letters"}, id="long queries"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "sees", "rows"), FAILURES)
def test_a_server_that_fails_is_noticed(
    where: tuple[str, str],
    sees: Callable[[Asked], bool],
    rows: set[str],
    url: str,
    suffer: Callable[[Weakness], None],
) -> None:
    api, operation = where
    target = _target(url, api)
    suffer(Weakness(sees=sees, replies=_fails))
    report = nasty.run(target, only=[operation])
    crashed = {each.message.partition(":")[0] for each in report.findings if each.check == "crash"}
    assert rows <= crashed
    assert _checks(report) == {"crash"}


WRONG = [
    pytest.param(CREATE, Weakness(sees=_in_body(b"NaN"),
                 reads=lambda body: body.replace(b"NaN", b"0")), "accepted", id="NaN is taken"),
    pytest.param(CREATE, Weakness(sees=_in_body(b"[} ](x|{})$"),
                 reads=lambda body: body.removesuffix(b"x").removesuffix(b" {}")), "accepted",
                 id="what follows is ignored"),
    pytest.param(CREATE, Weakness(sees=_in_body(b"\xff"),
                 reads=lambda body: body.decode(errors="replace").encode()), "accepted",
                 id="bad UTF-8 is taken"),
    pytest.param(READ, Weakness(sees=lambda asked: asked.method == "TRACE",
                 replies=lambda _: Reply(200)), "accepted", id="TRACE is taken"),
    pytest.param(CREATE, Weakness(sees=_in_body(rb"\\u0000"),
                 replies=lambda _: Reply(418)), "status", id="a status is not documented"),
    pytest.param(READ, Weakness(sees=lambda asked: asked.method == "OPTIONS",
                 replies=lambda _: Reply(418)), "status", id="the status of another method"),
    pytest.param(CREATE, Weakness(sees=_in_body(b"NaN"),
                 replies=lambda _: Reply(422, b'{"detail": "no"}')), "contract",
                 id="the refusal has another shape"),
    pytest.param(CREATE, Weakness(sees=_in_body(b"NaN"),
                 replies=lambda _: Reply(422, b"no", b"text/plain")), "contract",
                 id="the refusal is no JSON"),
    pytest.param(CREATE, Weakness(sees=_in_body(b"NaN"), leaves="before"), "answer",
                 id="the connection ends without an answer"),
    pytest.param(CREATE, Weakness(sees=_in_body(b"NaN"), leaves="after"), "connection",
                 id="the connection ends unannounced"),
    pytest.param(CREATE, Weakness(sees=_in_body(rb"\[{900}"), dies=Reply(404)), "state",
                 id="the server forgets all"),
    pytest.param(CREATE, Weakness(sees=_in_body(rb"\[{900}"), dies=GONE), "state",
                 id="the server is gone"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "weakness", "check"), WRONG)
def test_a_wrong_answer_is_noticed(
    where: tuple[str, str],
    weakness: Weakness,
    check: str,
    url: str,
    suffer: Callable[[Weakness], None],
) -> None:
    api, operation = where
    target = _target(url, api)
    suffer(weakness)
    report = nasty.run(target, only=[operation])
    assert _checks(report) == {check}


def test_a_name_given_twice_may_be_taken(url: str, suffer: Callable[[Weakness], None]) -> None:
    target = _target(url, "agent_runs")
    suffer(
        Weakness(
            sees=_in_body(b'"a": 1, "a": 2'),
            reads=lambda body: body.replace(b'"a": 1, "a": 2', b'"a": 2'),
        )
    )
    assert nasty.run(target, only=["create_agent_run"])


def test_a_server_that_hangs_is_noticed_and_left_alone(
    url: str, app: WeakApp, suffer: Callable[[Weakness], None]
) -> None:
    target = _target(url, "agent_runs")
    suffer(Weakness(sees=lambda asked: b"transfer-encoding" in asked.headers, silent=True))
    report = nasty.run(
        target, only=["create_agent_run"], deadline=1.0
    )  # a good answer takes less, also where much else runs
    assert {each.message.partition(":")[0] for each in report.findings} == {
        "chunks",
        "chunks of a byte",
    }
    assert _checks(report) == {"late"}
    suffer(Weakness(sees=lambda asked: b"nasty" in asked.body, silent=True))
    report = nasty.run(target, only=["create_agent_run"], deadline=0.1)
    assert len(report.findings) == 3
    assert [each.operation for each in report.skipped] == ["create_agent_run"]


def test_a_server_that_is_not_there_is_one_finding() -> None:
    report = nasty.run(Target(api="agents_v2", base_url="http://127.0.0.1:9"))
    assert [each.check for each in report.findings] == ["answer"]
    assert not report.seen


def test_a_server_that_fails_anyway_is_noticed_without_anything_nasty(
    url: str, suffer: Callable[[Weakness], None]
) -> None:
    target = _target(url, "agent_runs")
    suffer(Weakness(sees=lambda asked: asked.method == "GET", replies=_fails))
    report = nasty.run(target, only=["create_agent_run"], max_examples=1)
    assert report.findings[0].message == "a plain request: answered 500\n"


def test_a_finding_says_what_was_sent_what_came_and_how_to_repeat_it(
    url: str, suffer: Callable[[Weakness], None]
) -> None:
    target = _target(url, "agents_v2")
    suffer(Weakness(sees=_in_body(b"9223372036854775808"), replies=_fails))
    finding = nasty.run(target, only=["run_research"]).findings[0]
    assert str(finding).splitlines()[:4] == [
        "nasty: agents_v2.run_research breaks crash",
        "    int64 and one: answered 500",
        "    as `max_sections` in the body: it fits into no signed 64 bits",
        "    #/paths/~1api~1v1~1agents~1v2~1research/post",
    ]
    assert finding.request.startswith("curl --path-as-is --globoff -X POST http://127.0.0.1:")
    assert '"max_sections": 9223372036854775808}' in finding.request
    assert "demo-token" not in finding.request


def test_a_finding_leads_to_the_answer_that_is_not_as_documented(
    url: str, suffer: Callable[[Weakness], None]
) -> None:
    target = _target(url, "agent_runs")
    suffer(Weakness(sees=_in_body(b"NaN"), replies=lambda _: Reply(422, b"[]")))
    pointers = {each.pointer for each in nasty.run(target, only=["create_agent_run"]).findings}
    assert pointers == {"#/paths/~1v1~1organizations~1{org_id}~1agent~1run/post/responses/422"}


def _requests(app: WeakApp, target: Target, **options: Any) -> list[Asked]:
    prefix = f"/_mock/worlds/{target.base_url.rpartition('/')[2]}".encode()
    app.asked.clear()
    nasty.run(target, **options)
    return [evolve(asked, path=asked.path.removeprefix(prefix), headers={}) for asked in app.asked]


def test_the_table_is_the_same_each_time(app: WeakApp, url: str) -> None:
    runs = [_requests(app, _target(url, "agent_runs")) for _ in range(2)]
    assert runs[0] == runs[1]


def test_a_seed_chooses_rows_where_only_some_are_wanted(app: WeakApp, url: str) -> None:
    first, same, other = (
        _requests(app, _target(url, "agent_runs"), seed=seed, max_examples=2) for seed in (1, 1, 2)
    )
    assert first == same != other
    places = 3 + 2 + 4  # of the two bodies, of the paths, and of the requests as a whole
    assert len(first) < 2 * 2 * places


def test_the_budget_ends_a_run(url: str) -> None:
    target = evolve(_target(url, "agents_v2"), pace=Pace(budget=10))
    report = nasty.run(target)
    assert target.pace.sent == 10
    assert [each.reason for each in report.skipped] == ["the budget of requests was used up"]


def test_nothing_is_ended_without_leave(url: str) -> None:
    target = evolve(_target(url, "task_records"), destructive=False)
    report = nasty.run(target, max_examples=1)
    assert [each.operation for each in report.skipped] == ["delete_task"]
    assert "delete_task" not in report.checked


def test_the_table_goes_over_tls_too(
    app: WeakApp, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    safe = WeakApp()
    with running(safe, certificate=CERTIFICATE) as secure_url:
        target = _target(secure_url, "agent_runs")
        report = nasty.run(target)
        assert report, str(report)
        found = _requests(safe, target)
    plain = _requests(app, _target(url, "agent_runs"))
    assert found == plain


def test_a_server_that_nobody_vouches_for_is_a_finding() -> None:
    with running(WeakApp(), certificate=CERTIFICATE) as secure_url:
        report = nasty.run(Target(api="agent_runs", base_url=secure_url))
    assert "certificate" in report.findings[0].message


# The table


ROWS: dict[str, tuple[Row, ...]] = {
    "bodies": table.BODIES,
    "values": table.VALUES,
    "segments": table.SEGMENTS,
    "queries": table.QUERIES,
    "turns": table.TURNS,
}


@pytest.mark.parametrize("kind", ROWS)
def test_rows_have_names_of_their_own_and_reasons(kind: str) -> None:
    names = [row.name for row in ROWS[kind]]
    assert len(names) == len(set(names))
    assert all(row.why for row in ROWS[kind])


def _is_json(text: bytes) -> bool:
    """Whether it is JSON by RFC 8259, as strictly as Python can tell."""

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(text.decode("utf-8"), parse_constant=refuse, parse_int=str)
    except RecursionError:
        return text.count(b"[") + text.count(b"{") == text.count(b"]") + text.count(b"}")
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("row", table.VALUES, ids=lambda row: row.name)
def test_only_values_that_are_no_json_must_be_refused(row: Value) -> None:
    assert row.refused is not _is_json(whole(row.text))


@pytest.mark.parametrize("row", table.BODIES, ids=lambda row: row.name)
def test_only_bodies_that_are_no_json_must_be_refused(row: Body) -> None:
    text = whole(row.text) if row.text is not None else row.before + b"{}" + row.after
    assert row.refused is not _is_json(text.removeprefix(b"\xef\xbb\xbf"))
