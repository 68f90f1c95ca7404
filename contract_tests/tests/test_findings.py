"""Findings as values and as text."""

from attrs import evolve

from taskpact_contract import Finding, Report

FINDING = Finding(
    layer="raw",
    api="agents_v2",
    operation="get_task",
    check="status_code_conformance",
    message="Undocumented HTTP status code\nReceived: 418",
    request="curl -X GET http://127.0.0.1:4010/api/v1/agents/v2/tasks/1",
)


def test_a_finding_reads_as_headline_message_and_request() -> None:
    assert str(FINDING) == (
        "raw: agents_v2.get_task breaks status_code_conformance\n"
        "    Undocumented HTTP status code\n"
        "    Received: 418\n"
        "    curl -X GET http://127.0.0.1:4010/api/v1/agents/v2/tasks/1"
    )


def test_a_report_is_true_when_nothing_was_found() -> None:
    assert Report(())
    assert not Report((FINDING,))


def test_a_report_keeps_one_finding_of_a_kind() -> None:
    again = evolve(FINDING, message="Undocumented HTTP status code\nReceived: 419")
    other = evolve(FINDING, operation="list_tasks")
    assert Report((FINDING, again, other)).findings == (FINDING, other)


def test_a_report_without_findings_says_how_much_was_seen() -> None:
    seen = frozenset({("get_task", 200), ("get_task", 404)})
    assert str(Report((), seen)) == "no findings; 2 answers (operation, status) seen"
    assert str(Report((FINDING, evolve(FINDING, check="other")))).count("\n\n") == 1
