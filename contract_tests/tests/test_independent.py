"""The independent server is right unless told otherwise, and each of its faults shows."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.tests.independent.server import FIRST, SECOND, running
from contract_tests.tests.independent.service import FAULTS, READS_TO_END
from taskpact_contract import Principal, Target, nasty, raw

pytestmark = pytest.mark.nasty

RUNS = "/v1/organizations/1/agent/run"
TOKEN = FIRST["headers"]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, headers=TOKEN) as found:
        yield found


def _target(url: str) -> Target:
    return Target(
        api="agent_runs", base_url=url, principal=Principal(**FIRST), second=Principal(**SECOND)
    )


def test_it_conforms_raw(url: str) -> None:
    report = raw.run(_target(url), seed=1, max_examples=10)
    assert report, str(report)


def test_it_withstands_the_nasty_table(url: str) -> None:
    report = nasty.run(_target(url))
    assert report, str(report)
    assert ("create_agent_run", 200) in report.seen


def _created(client: httpx.Client, prompt: str = "Count.") -> dict[str, Any]:
    found: dict[str, Any] = client.post(RUNS, json={"prompt": prompt}).json()
    return found


def _statuses(client: httpx.Client, run_id: int, reads: int) -> list[str]:
    return [client.get(f"{RUNS}/{run_id}").json()["status"] for _ in range(reads)]


def test_a_run_ends_after_some_reads_and_stays_so(client: httpx.Client) -> None:
    run = _created(client, "Count the stars.")
    assert (run["status"], run["result"]) == ("ACTIVE", None)
    expected = ["ACTIVE"] * (READS_TO_END - 1) + ["COMPLETE"] * 3
    assert _statuses(client, run["id"], len(expected)) == expected
    assert client.get(f"{RUNS}/{run['id']}").json()["result"] == "Done: Count the stars."


def test_each_run_has_an_id_of_its_own_and_its_words_as_the_service_writes_them(
    client: httpx.Client,
) -> None:
    one, other = _created(client), _created(client)
    assert other["id"] > one["id"]
    assert one["organization_id"] == 1
    assert len(one["created_at"]) == len("2026-01-01 00:00:00.000000")
    assert one["web_url"].endswith(f"/{one['id']}")


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "body"),
    [
        ("GET", f"{RUNS}/101", {"headers": {"Authorization": "Bearer x"}}, 401,
         {"detail": "Not authenticated"}),
        ("GET", f"{RUNS}/101", {"headers": {"Authorization": ""}}, 401,
         {"detail": "Not authenticated"}),
        ("GET", f"{RUNS}/999", {}, 404, {"message": "Agent run not found.", "status_code": 404}),
        ("GET", f"{RUNS}/201", {}, 404, {"message": "Agent run not found.", "status_code": 404}),
        ("GET", "/v1/organizations/2/agent/run/201", {}, 403,
         {"message": "You have no access to this organization.", "status_code": 403}),
        ("POST", "/v1/organizations/9/agent/run", {"json": {"prompt": ""}}, 403,
         {"message": "You have no access to this organization.", "status_code": 403}),
        ("PUT", RUNS, {}, 405, {"detail": "Method Not Allowed"}),
        ("GET", "/v1/organizations", {}, 404, {"detail": "Not Found"}),
    ],
)  # fmt: skip
def test_a_refusal_has_the_documented_form(
    client: httpx.Client, method: str, path: str, options: Any, status: int, body: Any
) -> None:
    answer = client.request(method, path, **options)
    assert (answer.status_code, answer.json()) == (status, body)


@pytest.mark.parametrize(
    ("path", "options", "faults"),
    [
        (RUNS, {}, [("missing", ["body"])]),
        (RUNS, {"content": b"{"}, [("json_invalid", ["body", 1])]),
        (RUNS, {"content": b"NaN"}, [("json_invalid", ["body", 0])]),
        (RUNS, {"json": []}, [("model_attributes_type", ["body"])]),
        (RUNS, {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
         [("model_attributes_type", ["body"])]),
        (RUNS, {"json": {}}, [("missing", ["body", "prompt"])]),
        (RUNS, {"json": {"prompt": None}}, [("string_type", ["body", "prompt"])]),
        ("/v1/organizations/a/agent/run", {"json": {}},
         [("int_parsing", ["path", "org_id"]), ("missing", ["body", "prompt"])]),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_every_fault(
    client: httpx.Client, path: str, options: Any, faults: list[tuple[str, list[str | int]]]
) -> None:
    answer = client.post(path, **options)
    assert answer.status_code == 422
    assert [(each["type"], each["loc"]) for each in answer.json()["detail"]] == faults


def test_both_ids_of_a_path_may_be_at_fault(client: httpx.Client) -> None:
    detail = client.get("/v1/organizations/a/agent/run/b").json()["detail"]
    assert [each["loc"][1] for each in detail] == ["agent_run_id", "org_id"]


def test_a_slash_too_many_leads_back(client: httpx.Client) -> None:
    answer = client.post(f"{RUNS}/?a=b", json={"prompt": "x"})
    assert (answer.status_code, answer.headers["location"]) == (307, f"{RUNS}?a=b")


# Faults


def _post(client: httpx.Client, **body: Any) -> httpx.Response:
    return client.post(RUNS, json={"prompt": "Count.", **body})


def _read_by(headers: dict[str, str]) -> Callable[[httpx.Client], Any]:
    return lambda client: client.get(f"{RUNS}/101", headers=headers).status_code


SYMPTOMS: dict[str, tuple[Callable[[httpx.Client], Any], Any, Any]] = {
    "missing_member": (lambda client: "organization_id" in _created(client), True, False),
    "undocumented_status": (lambda client: _post(client).status_code, 200, 201),
    "open_door": (_read_by({"Authorization": ""}), 401, 200),
    "shared_runs": (_read_by(SECOND["headers"]), 403, 200),
    "forgotten_run": (
        lambda client: client.get(f"{RUNS}/{_created(client)['id']}").status_code, 200, 404,
    ),
    "reopened_run": (
        lambda client: _statuses(client, _created(client)["id"], READS_TO_END + 1)[-2:],
        ["COMPLETE", "COMPLETE"], ["COMPLETE", "ACTIVE"],
    ),
    "nul_crash": (lambda client: _post(client, prompt="a\0").is_success, True, False),
    "other_refusal": (lambda client: type(_post(client, prompt=1).json()["detail"]), list, str),
    "wrong_media": (
        lambda client: _post(client).headers["content-type"], "application/json", "text/html",
    ),
    "reused_id": (lambda client: len({_created(client)["id"] for _ in range(3)}), 3, 1),
}  # fmt: skip
"""How each fault shows: what to look at, what is right, and what is wrong."""


def test_there_are_ten_faults_and_each_shows() -> None:
    assert list(SYMPTOMS) == list(FAULTS)
    assert len(FAULTS) == 10


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_shows_and_no_other_one_with_it(fault: str, client: httpx.Client) -> None:
    with running(fault) as url, httpx.Client(base_url=url, headers=TOKEN) as spoilt:
        for name, (look, right, wrong) in SYMPTOMS.items():
            if name == fault:
                assert (look(client), look(spoilt)) == (right, wrong)
            elif (fault, name) not in OVERLAPS:
                assert look(spoilt) == right


OVERLAPS = {("forgotten_run", "reopened_run")}
"""Pairs of a fault and another's symptom that cannot be looked at then: there is no run to read."""


def test_an_unknown_fault_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="missing_member, undocumented_status"), running("none"):
        pass


def test_it_can_be_run_by_hand() -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "contract_tests.tests.independent.server", "--fault", "open_door"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    with server:
        url = server.stdout.readline().removeprefix("ready on ").strip()
        try:
            assert httpx.get(f"{url}{RUNS}/101").status_code == 200
        finally:
            server.terminate()
