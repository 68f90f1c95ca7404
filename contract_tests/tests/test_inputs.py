"""What the command is given is understood as it was meant, or refused with what is wanted."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.tests.independent.server import FIRST, running
from taskpact_contract import Target, cli, inputs

pytestmark = pytest.mark.command

NOBODY = "http://127.0.0.1:9"
RUN = ("run", "--api", "agent_runs")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rate", "-20"], "0.001 or more, or 0 for any number"),
        (["--rate", "nan"], "0.001 or more, or 0 for any number"),
        (["--rate", "inf"], "0.001 or more, or 0 for any number"),
        (["--rate", "1e-300"], "0.001 or more, or 0 for any number"),
        (["--rate", "fast"], "'fast': give requests in a second"),
        (["--max-examples", "x"], "'x': give a whole number, 1 or more"),
        (["--max-examples", "0"], "'0': give a whole number, 1 or more"),
        (["--max-requests", "-1"], "'-1': give a whole number, 1 or more"),
        (["--max-requests", "²"], "'²': give a whole number, 1 or more"),
    ],
)
def test_how_much_is_a_number_that_can_be_kept(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*RUN, "--base-url", NOBODY, *arguments])
    err = capsys.readouterr().err
    assert ended.value.code == 2
    assert "usage: taskpact-contract" in err
    assert f"argument {arguments[0]}: " in err
    assert said in err


@pytest.mark.parametrize("port", ["99999", "-1", "http", "9" * 5000])
def test_the_proxy_listens_at_ports_that_there_are(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["proxy", "--api", "agent_runs", "--target", NOBODY, "--port", port])
    assert ended.value.code == 2
    assert "give a port from 0 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("127.0.0.1:4010", "write it as http://127.0.0.1:4010"),
        ("127.0.0.1", "write it as http://127.0.0.1:4010"),
        ("ftp://127.0.0.1", "write it as http://127.0.0.1:4010"),
        ("http://", "write it as http://127.0.0.1:4010"),
        ("http://127.0.0.1?x=1", "leave out what begins with ? or #"),
        ("http://127.0.0.1/#here", "leave out what begins with ? or #"),
        ("http://127.0.0.1:many", "Port could not be cast"),
        ("http://127.0.0.1:99999", "Port out of range"),
        ("http://[::1", "Invalid IPv6 URL"),
        ("http://me:secret@127.0.0.1", "give them in a header"),
    ],
)
def test_a_base_url_is_one_before_anybody_is_called(
    url: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*RUN, "--base-url", url]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "secret" not in err
    with pytest.raises(ValueError, match=re.escape(said)):
        Target(api="agent_runs", base_url=url)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "the file: expected an object"),
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ('{"agent_runs": "x"}', "agent_runs: expected an object"),
        ('{"agent_runs": {"headers": ["x"]}}', "agent_runs.headers: expected an object"),
        ('{"agent_runs": {"headers": {"A": null}}}', "agent_runs.headers.A: expected a text"),
        ('{"agent_runs": {"headers": {"A b": "x"}}}', "agent_runs.headers, 'A b': no header"),
        ('{"agent_runs": {"headers": {"A": "x\\ny"}}}', "agent_runs.headers, 'A': the value"),
        ('{"agent_runs": {"parameters": []}}', "agent_runs.parameters: expected an object"),
        ('{"agent_runs": {"parameters": {"x": null}}}', "agent_runs.parameters.x: expected a text"),
        ('{"agent_runs": {"second": null}}', "agent_runs.second: expected an object"),
        ('{"agent_runs": {"second": {"headers": {"A": 1}}}}', "agent_runs.second.headers.A"),
    ],
)
def test_a_file_of_credentials_is_refused_at_the_place_that_is_wrong(
    content: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "credentials.json"
    file.write_text(content, encoding="utf-8")
    assert cli.main([*RUN, "--base-url", NOBODY, "--credentials", str(file)]) == 2
    err = capsys.readouterr().err
    assert "--credentials" in err
    assert said in err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("token", "write it as 'Name: value'"),
        (": x", "write it as 'Name: value'"),
        ("A b: x", "no header can have this name"),
        ("A: secret\nB: y", "the value of a header is one line of ASCII"),
        ("A: sécret", "the value of a header is one line of ASCII"),
    ],
)
@pytest.mark.parametrize("name", ["--header", "--second-header"])
def test_a_header_is_one_that_can_be_sent(
    name: str, option: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*RUN, "--base-url", NOBODY, name, option]) == 2
    err = capsys.readouterr().err
    assert name in err
    assert said in err
    assert "secret" not in err


def test_a_header_that_is_given_replaces_that_of_the_file() -> None:
    assert inputs.merged({"authorization": "old", "X": "1"}, {"Authorization": "new"}) == {
        "X": "1",
        "Authorization": "new",
    }


@pytest.mark.parametrize(
    ("api", "given", "value"),
    [
        ("agents_v2", "task_id=0000000000000042", "0000000000000042"),
        ("agents_v2", "task_id=a=b", "a=b"),
        ("agents_v2", "limit=5", 5),
        ("agents_v2", "poll_interval=0.5", 0.5),
        ("agents_v2", "timeout=10", 10),
        ("agents_v2", "status=null", "null"),
        ("agent_runs", "org_id=1", 1),
        ("agent_runtime", "wait=true", True),
    ],
)
def test_a_parameter_has_the_type_of_the_contract(api: str, given: str, value: Any) -> None:
    (found,) = inputs.parameters([api], [given])[api].values()
    assert found == value
    assert type(found) is type(value)


@given(text=st.text())
def test_any_text_stays_what_it_is_where_the_contract_has_a_text(text: str) -> None:
    assert inputs.parameters(["agents_v2"], [f"task_id={text}"]) == {"agents_v2": {"task_id": text}}


@pytest.mark.parametrize(
    ("api", "given", "said"),
    [
        ("agent_runs", "org_id=one", "the contract has a value of type integer"),
        ("agent_runs", "org_id=1.5", "the contract has a value of type integer"),
        ("agent_runs", "org_id=true", "the contract has a value of type integer"),
        ("agent_runs", f"org_id={'9' * 5000}", "the contract has a value of type integer"),
        ("agent_runtime", "wait=1", "the contract has a value of type boolean"),
        ("agent_runs", "task_id=1", "there is none of this name, but agent_run_id, org_id"),
    ],
)
def test_a_parameter_that_no_operation_takes_is_refused(api: str, given: str, said: str) -> None:
    with pytest.raises(inputs.UsageError, match=said):
        inputs.parameters([api], [given])


def test_each_api_gets_only_its_own_parameters() -> None:
    found = inputs.parameters(["agents_v2", "agent_runs"], ["org_id=1", "task_id=7"])
    assert found == {"agents_v2": {"task_id": "7"}, "agent_runs": {"org_id": 1}}


def test_an_api_that_is_named_twice_runs_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "credentials.json"
    file.write_text(json.dumps({"agent_runs": dict(FIRST)}), encoding="utf-8")
    with running() as url:
        options = ["--base-url", url, "--credentials", str(file), "--layer", "doors"]
        assert cli.main([*RUN, "--api", "agent_runs", *options]) == 0
    assert capsys.readouterr().err.count("agent_runs  doors") == 1


def test_two_reports_have_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "report")
    assert cli.main([*RUN, "--base-url", NOBODY, "--junit", file, "--html", file]) == 2
    assert "give each a file of its own" in capsys.readouterr().err
