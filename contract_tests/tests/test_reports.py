"""Reports say the same to people and to machines, whatever stands in a finding."""

import io
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from taskpact_contract import Finding, Report, Skipped, reports
from taskpact_contract.reports import Result, Results
from taskpact_contract.reports.text import line

FINDING = Finding(
    layer="raw",
    api="agent_runs",
    operation="get_agent_run",
    check="contract",
    message="Something is missing\nand more",
    request="curl -X GET 'http://127.0.0.1/<b>'",
    pointer="#/paths/~1x/get",
)
RESULTS = Results(
    (
        Result(
            "agent_runs",
            "bridge (sync)",
            Report(seen=frozenset({("get_agent_run", 200)}), checked={"get_agent_run": 3}),
            1.5,
        ),
        Result(
            "agent_runs",
            "bridge (async)",
            Report(seen=frozenset({("get_agent_run", 404)}), checked={"get_agent_run": 4}),
            1.0,
        ),
        Result("agent_runs", "raw", Report([FINDING], checked={"get_agent_run": 5}), 2.0),
        Result(
            "agent_runs",
            "walk (raw)",
            Report(skipped=(Skipped(operation="*", reason="no control"),)),
            0.0,
        ),
    ),
    12,
    7,
)


def _text(results: Results) -> str:
    out = io.StringIO()
    Console(width=120, file=out).print(reports.text(results))
    return out.getvalue()


def test_styles_of_a_layer_share_a_column() -> None:
    assert RESULTS.layers == ("bridge", "raw")
    (row,) = [each for each in RESULTS.rows("agent_runs") if each.operation == "get_agent_run"]
    assert (row.checked, row.found) == ((7, 5), (0, 1))
    assert (row.statuses, row.unseen) == ((200, 404), (401, 403, 422, 429))


def test_text_shows_the_table_the_finding_and_what_was_left_out() -> None:
    text = _text(RESULTS)
    assert "raw: agent_runs.get_agent_run breaks contract" in text
    assert "#/paths/~1x/get" in text
    assert "agent_runs: no control" in text
    assert "agent_runs: 1 finding. 12 requests in 4.5 s, seed 7" in text


def test_a_layer_has_one_line_in_a_log() -> None:
    assert [line(each) for each in RESULTS.results] == [
        "agent_runs  bridge (sync): conforms (3 answers, 1.5 s)",
        "agent_runs  bridge (async): conforms (4 answers, 1.0 s)",
        "agent_runs  raw: 1 finding (5 answers, 2.0 s)",
        "agent_runs  walk (raw): left out, no control",
    ]


def test_junit_has_a_suite_a_layer_and_a_case_an_operation() -> None:
    root = ElementTree.fromstring(reports.junit(RESULTS))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("8", "1", "5")
    names = [each.get("name") for each in root]
    assert names[2] == "agent_runs.raw"
    failure = root.find("testsuite[@name='agent_runs.raw']/testcase/failure")
    assert failure is not None
    assert failure.get("message") == "Something is missing"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


@given(text=st.text(st.characters(codec="utf-8"), min_size=1))
def test_anything_may_stand_in_a_finding(text: str) -> None:
    finding = Finding(
        layer="raw",
        api="agent_runs",
        operation="get_agent_run",
        check="contract",
        message=f"<script>{text}",
        request=text,
        pointer=text,
    )
    results = Results((Result("agent_runs", "raw", Report([finding]), 0.0),), 1, 1)
    assert _text(results)
    ElementTree.fromstring(reports.junit(results))
    page = _Page()
    page.feed(reports.html(results))
    assert "script" not in page.tags
