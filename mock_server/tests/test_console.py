"""The console as it is served, and the routes of the control plane that it brought along."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import BASE, COMPLETED, Tasks, ok
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import APIS, load
from taskpact_mock.control import console
from taskpact_mock.control.records import SHOWN
from taskpact_mock.control.requests import HIDDEN
from taskpact_mock.world.journal import KEPT_BYTES

STATIC = files("taskpact_mock.control.console").joinpath("static")
NAMES = sorted(each.name for each in STATIC.iterdir())
MODULES = [name for name in NAMES if name.endswith(".js")]
MEDIA = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
API_NAMES = APIS


def source(name: str) -> str:
    """The text of a file of the console."""
    return STATIC.joinpath(name).read_text(encoding="utf-8")


def modules() -> str:
    """All of its modules."""
    return "\n".join(map(source, MODULES))


class Page(HTMLParser):
    """The page's elements and the text within its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style"):
            self.inline += data.strip()

    @property
    def links(self) -> set[str]:
        """What it loads and where it leads, except within itself."""
        found = {given.get(name) for _, given in self.elements for name in ("src", "href")}
        return {each for each in found if each and not each.startswith("#")}


# What is served


def test_the_page_is_served_with_its_type_and_policy(world: WorldClient) -> None:
    response = world.get("/_mock/console")
    assert (response.status_code, response.text) == (200, source(console.PAGE))
    assert response.headers["content-type"] == MEDIA["html"]
    assert response.headers["content-security-policy"] == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_served_with_its_type_and_policy(world: WorldClient, name: str) -> None:
    response = world.get(f"/_mock/console/{name}")
    assert (response.status_code, response.text) == (200, source(name))
    assert response.headers["content-type"] == MEDIA[name.rpartition(".")[2]]
    assert response.headers["content-security-policy"] == POLICY


def test_a_world_has_the_same_page_at_its_own_address(world: WorldClient) -> None:
    own = f"/_mock/worlds/{world.name}/_mock/console"
    assert world.get(own).text == source(console.PAGE)
    assert world.get(f"{own}/console.js").text == source("console.js")


@pytest.mark.parametrize("path", ["/_mock/console", "/_mock/console/console.js"])
def test_a_file_that_is_still_the_same_is_not_sent_again(world: WorldClient, path: str) -> None:
    first = world.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = world.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert world.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("name", ["none.js", "page.py", "..%2Fpage.py", "%2E%2E", "console.js%00"])
def test_no_other_file_is_served(world: WorldClient, name: str) -> None:
    response = world.get(f"/_mock/console/{name}")
    assert response.status_code == 404
    assert "the console has no file" in response.json()["error"]


def test_looking_at_the_console_is_not_written_down(world: WorldClient) -> None:
    for path in ("/_mock/console", "/_mock/console/console.js", "/_mock/records/agents_v2"):
        assert world.get(path).status_code == 200
    assert ok(world.get("/_mock/requests")) == {"count": 0, "requests": []}


def test_the_wheel_has_every_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    package = Path(__file__).parents[1]
    subprocess.run(command, cwd=package, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    folder = "taskpact_mock/control/console/static/"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removeprefix(folder) for name in archive.namelist() if folder in name}
    assert packed == set(NAMES)


# What the files say


def test_every_request_of_the_modules_is_in_the_contract() -> None:
    found = re.findall(r"call\('([A-Z]+)', ['`](/_mock/[^'`]*)['`]", modules())
    asked = {(method, re.sub(r"\$\{[^}]*\}", "{}", path)) for method, path in found}
    documented = {
        (each.method, re.sub(r"\{\w+\}", "{}", each.template))
        for each in load("control").operations.values()
    }
    assert len(asked) == len(found) - 1  # coverage is asked of one world and of all
    assert asked <= documented


def test_no_module_asks_anything_beside() -> None:
    calling = [
        name for name in MODULES if re.search(r"\bfetch\(|XMLHttp|EventSource|Socket", source(name))
    ]
    assert calling == ["mock.js"]
    assert source("mock.js").count("fetch(") == 1
    assert not [
        name for name in MODULES if name != "mock.js" and re.search("['`]/_mock", source(name))
    ]


def test_all_that_is_loaded_is_served_and_all_that_is_served_is_loaded() -> None:
    page = {link.removeprefix("console/") for link in Page(source(console.PAGE)).links}
    imported = set(re.findall(r"from '\./([\w.]+)'", modules()))
    assert len(re.findall(r"^import |\bimport\(", modules(), re.MULTILINE)) == len(
        re.findall(r"from '\./", modules())
    )
    assert page | imported == set(NAMES) - {console.PAGE}


@pytest.mark.parametrize("name", NAMES)
def test_no_file_names_another_place(name: str) -> None:
    text = source(name).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.findall(r"\w+://|[\"'`(]//|@import|url\(", text)


def test_the_page_has_nothing_that_its_policy_forbids() -> None:
    page = Page(source(console.PAGE))
    assert page.inline == ""
    names = {name for _, given in page.elements for name in given}
    assert not {name for name in names if name == "style" or name.startswith("on")}


@pytest.mark.parametrize("name", MODULES)
def test_no_module_makes_markup_or_code_of_text(name: str) -> None:
    made = r"(inner|outer)HTML|insertAdjacent|document\.write|\beval\(|new Function|srcdoc|style:"
    assert re.findall(made, source(name)) == []


# The routes that it brought along


@pytest.mark.parametrize("api", API_NAMES)
def test_records_are_counted_by_the_states_of_the_life_cycle(world: WorldClient, api: str) -> None:
    (work,) = (each for each in load(api).lifecycles.values() if each["work"])
    found = ok(world.get(f"/_mock/records/{api}"))
    assert found["resource"] == work["resource"]
    assert {
        name: (each["unified"], each["terminal"]) for name, each in found["states"].items()
    } == {
        name: (each["unified"], each.get("terminal", False))
        for name, each in work["states"].items()
    }
    listed = [each["state"] for each in found["records"]]
    assert listed
    assert {name: each["count"] for name, each in found["states"].items()} == {
        name: listed.count(name) for name in work["states"]
    }


@pytest.mark.parametrize("api", API_NAMES)
def test_records_can_be_asked_for_by_state(world: WorldClient, api: str) -> None:
    every = ok(world.get(f"/_mock/records/{api}"))
    for state in every["states"]:
        found = ok(world.get(f"/_mock/records/{api}", params={"state": state}))
        assert found["states"] == every["states"]
        assert found["records"] == [each for each in every["records"] if each["state"] == state]


def test_records_are_those_of_all_users_the_newest_first(world: WorldClient) -> None:
    first = Tasks(world).submit()
    second = Tasks(world, second=True).submit()
    found = ok(world.get("/_mock/records/agents_v2"))["records"][:2]
    assert [(each["id"], each["state"]) for each in found] == [
        (second, "pending"),
        (first, "pending"),
    ]
    assert found[0]["owner"] != found[1]["owner"]
    assert found[0]["created"] == 1_767_229_200_000_000


def test_records_are_as_the_clock_has_them(world: WorldClient) -> None:
    task_id = Tasks(world).submit()
    seen = []
    for seconds in (0, 0.5, 0.5):
        world.advance(seconds)
        (state,) = (
            each["state"]
            for each in ok(world.get("/_mock/records/agents_v2"))["records"]
            if each["id"] == task_id
        )
        seen.append(state)
    assert seen == ["pending", "running", "completed"]


def test_all_records_are_counted_and_the_newest_listed(world: WorldClient) -> None:
    before = ok(world.get("/_mock/records/agent_runs"))["states"]["active"]["count"]
    world.fixtures(agent_runs={"runs": [{"status": "ACTIVE", "count": SHOWN + 1}]})
    found = ok(world.get("/_mock/records/agent_runs", params={"state": "active"}))
    assert found["states"]["active"]["count"] == before + SHOWN + 1
    ids = [each["id"] for each in found["records"]]
    assert (len(ids), ids) == (SHOWN, sorted(ids, reverse=True))


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/_mock/records/none", 404, "there is no API 'none'"),
        ("/_mock/records/control", 404, "there is no API 'control'"),
        ("/_mock/records/agent_runs?state=ACTIVE", 422, "query.state: 'ACTIVE' is none of"),
        ("/_mock/requests?after=-1", 422, "query.after: "),
        ("/_mock/requests?after=x", 422, "query.after: "),
    ],
    ids=str,
)
def test_what_cannot_be_listed_is_refused_with_the_reason(
    world: WorldClient, path: str, status: int, text: str
) -> None:
    response = world.get(path)
    assert (response.status_code, text in response.json()["error"]) == (status, True)


def test_requests_after_a_number_are_listed(world: WorldClient) -> None:
    for _ in range(3):
        world.get(f"{BASE}/health")
    found = ok(world.get("/_mock/requests", params={"after": 1}))
    assert (found["count"], [each["number"] for each in found["requests"]]) == (3, [2, 3])
    assert ok(world.get("/_mock/requests", params={"after": 3}))["requests"] == []


def test_a_script_can_be_taken_away_alone(world: WorldClient) -> None:
    for seconds in (1, 2):
        world.script("agents_v2", {"take": seconds})
    ids = [each["id"] for each in ok(world.get("/_mock/scripts"))["scripts"]]
    assert world.delete(f"/_mock/scripts/{ids[0]}").status_code == 204
    (left,) = ok(world.get("/_mock/scripts"))["scripts"]
    assert (left["id"], left["outcome"]) == (ids[1], {"take": 2})
    gone: httpx.Response = world.delete(f"/_mock/scripts/{ids[0]}")
    assert gone.status_code == 404
    assert f"there is no script {ids[0]}" in gone.json()["error"]


def test_the_list_of_worlds_counts_what_each_has(make_world: Callable[..., WorldClient]) -> None:
    world = make_world()
    world.script("agents_v2", {"take": 1})
    fault: dict[str, Any] = {"api": "agents_v2", "fault": {"malformed": {}}, "times": 2}
    for _ in range(2):
        world.post("/_mock/faults", json=fault).raise_for_status()
    (found,) = (
        each for each in ok(world.get("/_mock/worlds"))["worlds"] if each["name"] == world.name
    )
    counted = ("requests", "scripts", "faults", "webhooks", "waiters")
    assert [found[name] for name in counted] == [0, 1, 2, 0, 0]


def test_the_list_of_requests_tells_who_called_and_how_long_it_took(world: WorldClient) -> None:
    world.get(f"{BASE}/tasks")
    Tasks(world).page()
    Tasks(world, second=True).page()
    fault = {"api": "agents_v2", "operation": "list_tasks", "fault": {"latency": {"seconds": 2}}}
    world.post("/_mock/faults", json=fault).raise_for_status()
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(Tasks(world).page)
        world.waiters()
        world.advance(5)
        slow.result()
    found = ok(world.get("/_mock/requests"))["requests"]
    assert [(each["principal"], each["seconds"]) for each in found] == [
        (None, 0),
        ("demo", 0),
        ("second", 0),
        ("demo", 2),
    ]


def test_a_request_is_told_with_its_body_and_answer_and_without_credentials(
    world: WorldClient,
) -> None:
    world.log_in("agents_v2")
    headers = {"X-API-Key": "demo-key", "Cookie": "a=b", "X-Correlation-ID": "mine"}
    answered = world.post(
        f"{BASE}/research?a=%20b", content=b'{"topic": "T\xc3\xa9"}', headers=headers
    )
    found = ok(world.get("/_mock/requests/1"))
    assert found["query"] == "a=%20b"
    assert found["body"] == {"text": '{"topic": "Té"}', "bytes": 16, "cut": False}
    assert found["headers"]["x-correlation-id"] == "mine"
    hidden = ("authorization", "x-api-key", "cookie")
    assert [found["headers"][name] for name in hidden] == [HIDDEN] * 3
    size = len(answered.content)
    assert found["answer"]["body"] == {"text": answered.text, "bytes": size, "cut": False}
    told = found["answer"]["headers"]
    assert told == {name: answered.headers[name] for name in told}
    assert {"content-type", "content-length", "x-correlation-id"} <= set(told)
    assert "demo-key" not in str(found)
    assert "demo-token" not in str(found)


def test_the_credentials_of_every_api_are_hidden(world: WorldClient) -> None:
    found = ok(world.get("/_mock/credentials"))
    for api, access in found.items():
        path = next(iter(load(api).operations.values())).template
        world.get(path, headers=access["headers"])
    for number, access in enumerate(found.values(), 1):
        told = ok(world.get(f"/_mock/requests/{number}"))["headers"]
        assert {told[name.lower()] for name in access["headers"]} == {HIDDEN}


def test_of_a_long_body_the_beginning_is_told(world: WorldClient) -> None:
    world.log_in("agents_v2")
    world.post(f"{BASE}/research", content=b"x" * (KEPT_BYTES + 1))
    found = ok(world.get("/_mock/requests/1"))["body"]
    assert found == {"text": "x" * KEPT_BYTES, "bytes": KEPT_BYTES + 1, "cut": True}


def test_of_a_stream_the_headers_are_told_alone(world: WorldClient) -> None:
    world.log_in("agents_v2")
    world.get(f"{BASE}/tasks/{COMPLETED}/stream")
    answered = ok(world.get("/_mock/requests/1"))["answer"]
    assert answered["headers"]["content-type"] == "text/event-stream; charset=utf-8"
    assert answered["body"] is None


def test_a_caller_is_told_as_it_was_found_then(make_world: Callable[..., WorldClient]) -> None:
    world = make_world(auth="any")
    stranger = {"X-AGH-Session-ID": "sess-new", "X-AGH-Agent": "new-agent"}
    world.get("/api/agent/nothing", headers=stranger)
    world.get("/api/agent/me", headers=stranger)
    for _ in range(2):  # looking must not make the session that the first request did not make
        found = ok(world.get("/_mock/requests"))["requests"]
        assert [(each["status"], each["principal"]) for each in found] == [
            (404, None),
            (200, "sess-new"),
        ]


def test_a_request_without_an_answer_is_told_so(world: WorldClient) -> None:
    fault = {"api": "agents_v2", "fault": {"reset": {"phase": "after"}}}
    world.post("/_mock/faults", json=fault).raise_for_status()
    with pytest.raises(httpx.TransportError):
        Tasks(world).page()
    assert ok(world.get("/_mock/requests/1"))["answer"] is None


@pytest.mark.parametrize("number", [0, -1, 2, 10**6])
def test_a_request_that_is_not_remembered_is_refused(world: WorldClient, number: int) -> None:
    world.get(f"{BASE}/health")
    response = world.get(f"/_mock/requests/{number}")
    assert (response.status_code, "is not remembered" in response.text) == (404, True)
