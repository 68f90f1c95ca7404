"""Errors: which one, and what it says."""

import copy
import pickle
from typing import Any

import pytest

from clients.python.tests.wire import Answer, Server, answer
from taskpact import AgentsV2, errors
from taskpact._runtime.answers import explain

REFUSED = {"detail": {"code": "TASK_NOT_FOUND", "message": "Task nope not found"}}


def _failed(server: Server, reply: Answer) -> errors.StatusError:
    server.replies(reply)
    with (
        AgentsV2(base_url=server.url, credentials="demo-token") as client,
        pytest.raises(errors.StatusError) as caught,
    ):
        client.get_task("nope")
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, errors.StatusError),
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (405, errors.StatusError),
        (409, errors.Conflict),
        (422, errors.Unprocessable),
        (429, errors.RateLimited),
        (499, errors.StatusError),
        (500, errors.ServerError),
        (503, errors.ServerError),
        (529, errors.ServerError),
        (599, errors.ServerError),
    ],
)
def test_every_status_is_an_error_of_its_class(
    server: Server, status: int, kind: type[errors.StatusError]
) -> None:
    error = _failed(server, answer(REFUSED, status))
    assert type(error) is kind
    assert error.status == status
    assert error.code == "TASK_NOT_FOUND"


def test_error_carries_all_a_handler_needs(server: Server) -> None:
    error = _failed(server, answer(REFUSED, 404, **{"X-Correlation-ID": "abc"}))
    assert error.operation == "get_task"
    assert error.method == "GET"
    assert error.url == f"{server.url}/api/v1/agents/v2/tasks/nope"
    assert error.message == "Task nope not found"
    assert error.body == REFUSED
    assert error.headers["Content-Type"] == "application/json"
    assert error.request_id == "abc"
    assert str(error) == (
        "get_task answered 404 TASK_NOT_FOUND: Task nope not found."
        " Check the id, and that the credentials belong to its owner."
        f" (GET {error.url}, request abc)"
    )


def test_html_instead_of_json_is_an_error_like_any_other(server: Server) -> None:
    page = Answer(502, b"<html>Bad \xff gateway</html>", {"Content-Type": "text/html"})
    error = _failed(server, page)
    assert isinstance(error, errors.ServerError)
    assert error.code is None
    assert error.body == "<html>Bad \ufffd gateway</html>"
    assert "Bad Gateway, as text/html (is `base_url` right, or a proxy between?)" in str(error)


def test_empty_body_leaves_the_reason_phrase(server: Server) -> None:
    error = _failed(server, Answer(409))
    assert error.message == "Conflict"
    assert error.body == ""


def test_status_without_a_name_is_said_so(server: Server) -> None:
    assert _failed(server, Answer(529)).message == "a status without a name"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"detail": {"code": "C", "message": "m"}}, ("C", "m", None)),
        ({"detail": "Not Found"}, (None, "Not Found", None)),
        (
            {"detail": [{"type": "missing", "loc": ["body", "topic"], "msg": "Field required"}]},
            ("missing", "body.topic: Field required", None),
        ),
        ({"detail": []}, (None, None, None)),
        ({"status": "error", "code": "unauthorized", "message": "m"}, ("unauthorized", "m", None)),
        (
            {"status": "error", "code": "http_404", "message": "{'code': 'C', 'message': 'm'}"},
            ("C", "m", None),
        ),
        ({"code": "http_404", "message": "{'code': "}, ("http_404", "{'code': ", None)),
        ({"code": "x", "message": "{" * 9_000}, ("x", "{" * 9_000, None)),
        ({"error": "Rate limit exceeded"}, (None, "Rate limit exceeded", None)),
        ({"error": "UX", "message": "m"}, ("UX", "m", None)),
        ({"status": "unhealthy", "error": "down"}, (None, "down", None)),
        ({"success": False, "error": {"code": "C", "message": "m"}}, ("C", "m", None)),
        ({"message": "Task not found"}, (None, "Task not found", None)),
        ({"message": "m", "status_code": 404}, (None, "m", None)),
        (
            {"detail": "Rate limit exceeded", "status_code": 429},
            (None, "Rate limit exceeded", None),
        ),
        (
            {"error": "m", "diagnostic": {"code": "C", "suggested_command": "agh run"}},
            ("C", "m", "agh run"),
        ),
        ({"error": "m", "diagnostic": {}}, (None, "m", None)),
        ({"message": {}}, (None, None, None)),
        ({"detail": ["no topic", "no depth"]}, (None, "no topic; no depth", None)),
        ([], (None, None, None)),
        (None, (None, None, None)),
        ("text", (None, None, None)),
    ],
)
def test_reason_is_found_in_every_shape(body: Any, reason: tuple[str | None, ...]) -> None:
    assert explain(body) == reason


def test_hint_of_the_vendor_replaces_ours(server: Server) -> None:
    body = {"error": "lease expired", "diagnostic": {"code": "C", "suggested_command": "claim"}}
    error = _failed(server, answer(body, 409))
    assert error.hint == "claim"
    assert "lease expired. claim (GET" in str(error)


def _samples() -> list[errors.TaskpactError]:
    return [
        errors.NotFound(
            operation="get_task",
            method="GET",
            url="http://127.0.0.1/x",
            status=404,
            code="C",
            message="m",
            hint=None,
            body={},
            headers={},
            request_id=None,
        ),
        errors.DecodeError("expected a string", "a[0].b"),
        errors.WaitTimeout("still running", {"id": 1}),
        errors.TaskFailed("failed", code="X", record={"id": 1}),
        errors.TaskCancelled("cancelled", record={"id": 1}),
        errors.InputNeeded("waiting", record={"id": 1}),
        errors.StreamError("no stream"),
        errors.TimedOut("late"),
        errors.ConfigurationError("no"),
    ]


@pytest.mark.parametrize("error", _samples(), ids=lambda error: type(error).__name__)
def test_errors_survive_pickling_and_copying(error: errors.TaskpactError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert vars(twin) == vars(error)


def test_tree_on_top_of_the_file_is_the_tree_of_the_code() -> None:
    drawn = {
        line.strip(" │├└─").split()[0]
        for line in (errors.__doc__ or "").splitlines()
        if "──" in line or line.strip() == "TaskpactError"
    }
    defined = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.TaskpactError)
    }
    assert drawn == defined


def test_page_instead_of_a_success_is_told_as_what_it_is(server: Server) -> None:
    server.replies(Answer(200, b"<html>Hello</html>", {"Content-Type": "text/html; charset=utf-8"}))
    with AgentsV2(base_url=server.url) as client, pytest.raises(errors.DecodeError) as caught:
        client.get_task("t")
    assert str(caught.value).startswith(
        "in the answer of get_task: no JSON, as text/html"
        " (is `base_url` right, or a proxy between?): "
    )
