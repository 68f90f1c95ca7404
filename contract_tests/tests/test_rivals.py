"""Other tools on the same mutants: what counts as an objection, and which of them as a kill."""

from pathlib import Path

import pytest

from contract_tests.mutants.rivals.comparing import judged
from contract_tests.mutants.rivals.tools import Job, Tool, tools
from contract_tests.mutants.trial import Outcome

TOOLS = {tool.name: tool for tool in tools()}

DREDD = """
fail: GET (200) /v1/things duration: 4ms
fail: body: At '/id' Missing required property: id

pass: GET (200) /v1/others duration: 3ms
error: POST (202) /v1/things duration: 2ms
"""
SPECMATIC = """
  +ve  Scenario: GET /v1/things -> 200 FAILED
      >> RESPONSE.BODY.id

Scenario: GET /v1/others -> 200 SUCCEEDED
"""
PORTMAN = """
newman

  1.  [GET]::/v1/things - Status code is 2xx
      expected 2xx but got 500
"""
JUNIT = """<testsuites><testsuite name="schemathesis">
  <testcase name="GET /v1/things"><failure type="failure" message="ST103">1. Test Case ID: x

- ST103 Undocumented status code

    Received: 418</failure></testcase>
  <testcase name="GET /v1/others"/>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("name", "printed", "found"),
    [
        (
            "Dredd",
            DREDD,
            [
                "GET (200) /v1/things",
                "GET (200) /v1/things: body: At '/id' Missing required property: id",
                "POST (202) /v1/things",
            ],
        ),
        (
            "Specmatic",
            SPECMATIC,
            [
                "GET /v1/things -> 200",
                "GET /v1/things -> 200: >> RESPONSE.BODY.id",
            ],
        ),
        ("Portman", PORTMAN, ["[GET]::/v1/things - Status code is 2xx"]),
        ("Portman", "command not found", ["it did not run"]),
        ("schemathesis", "", ["GET /v1/things: ST103 Undocumented status code"]),
    ],
)
def test_objections_are_what_failed_and_where(
    name: str, printed: str, found: list[str], tmp_path: Path
) -> None:
    (tmp_path / "report.xml").write_text(JUNIT)
    assert list(TOOLS[name].objections(_job(tmp_path), printed)) == found


def test_a_run_of_schemathesis_without_a_report_is_an_objection(tmp_path: Path) -> None:
    assert list(TOOLS["schemathesis"].objections(_job(tmp_path), "")) == ["no report"]


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_every_tool_is_told_who_calls(tool: Tool, tmp_path: Path) -> None:
    job = _job(tmp_path)
    job.spec.write_text('{"paths": {}, "components": {"securitySchemes": {"b": {}}}}')
    words, environment = tool.command(job)
    written = [path.read_text() for path in tmp_path.glob("portman.json")]
    assert "demo-token" in " ".join((*words, *environment.values(), *written))


def test_a_kill_is_an_objection_that_no_right_server_raised() -> None:
    quiet, loud, odd = frozenset[str](), frozenset({"usual"}), frozenset({"usual", "new"})
    found = judged(
        [_outcome("one"), _outcome("two"), _outcome("three")],
        {"tool": "1.0", "silent": "1.0"},
        {},
        {"agent_runs": [{"tool": quiet}, {"tool": loud}, {"tool": quiet}]},
        {"one": {"tool": odd}, "two": {"tool": loud}},  # and three was too late
    )
    assert found.kills == {"tool": {"one"}, "silent": set()}
    assert found.noise == {"tool": 1, "silent": 0}
    assert found.alarms == {"tool": set(), "silent": set()}


def test_what_is_new_on_one_more_right_run_is_told_as_chance() -> None:
    runs = [{"tool": frozenset({"usual"})}] * 2 + [{"tool": frozenset({"odd"})}]
    found = judged(
        [_outcome("one")], {"tool": "1.0"}, {"late 2": "no npm"}, {"agent_runs": runs}, {}
    )
    assert found.alarms == {"tool": {"agent_runs"}}
    lines = list(found.lines())
    assert "| no fault | 1 | 0 | 1 |" in lines
    assert lines[-1] == "late 2 was not run: no npm."


def _outcome(name: str) -> Outcome:
    return Outcome(name=name, group="shape", api="agent_runs", verdict="killed", layer="raw")


def _job(folder: Path) -> Job:
    return Job(
        folder=folder,
        spec=folder / "spec.json",
        url="http://127.0.0.1:1",
        headers={"Authorization": "Bearer demo-token"},
        parameters={},
    )
