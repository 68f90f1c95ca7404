"""From method and raw path to operation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.contract.model import ContractError, Operation
from taskpact_mock.contract.routes import Match, Routes, UnknownPath, WrongMethod


def operation(text: str, api: str = "one") -> Operation:
    method, template = text.split()
    return Operation(api, text, method, template, (), None, {}, (), {})


ROUTES = Routes(
    [
        *map(
            operation,
            [
                "GET /v1/tasks",
                "POST /v1/tasks",
                "GET /v1/tasks/{task_id}",
                "DELETE /v1/tasks/{id}",
                "GET /v1/tasks/stats",
                "POST /v1/tasks/{task_id}/cancel",
                "GET /v1/{kind}/all/{page}",
                "GET /v1/tasks/all/first/page",
            ],
        ),
        operation("GET /agent/{id}", "two"),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "found", "values"),
    [
        ("GET", "/v1/tasks", "GET /v1/tasks", {}),
        ("POST", "/v1/tasks", "POST /v1/tasks", {}),
        ("GET", "/v1/tasks/7", "GET /v1/tasks/{task_id}", {"task_id": "7"}),
        ("DELETE", "/v1/tasks/7", "DELETE /v1/tasks/{id}", {"id": "7"}),
        ("GET", "/v1/tasks/stats", "GET /v1/tasks/stats", {}),
        ("POST", "/v1/tasks/stats/cancel", "POST /v1/tasks/{task_id}/cancel", {"task_id": "stats"}),
        ("GET", "/v1/tasks/a%2Fb", "GET /v1/tasks/{task_id}", {"task_id": "a/b"}),
        ("GET", "/v1/tasks/%E2%82%AC", "GET /v1/tasks/{task_id}", {"task_id": "€"}),
        ("GET", "/v1/tasks/%ff", "GET /v1/tasks/{task_id}", {"task_id": "\ufffd"}),
        ("GET", "/v1/tasks/a+b", "GET /v1/tasks/{task_id}", {"task_id": "a+b"}),
        ("GET", "/v1/tasks/..", "GET /v1/tasks/{task_id}", {"task_id": ".."}),
        (
            "GET",
            "/v1/tasks/all/9",
            "GET /v1/{kind}/all/{page}",
            {"kind": "tasks", "page": "9"},
        ),
        ("GET", "/agent/7", "GET /agent/{id}", {"id": "7"}),
    ],
)
def test_a_path_finds_its_operation(
    method: str, path: str, found: str, values: dict[str, str]
) -> None:
    match = ROUTES.find(method, path)
    assert isinstance(match, Match)
    assert (match.operation.id, match.values) == (found, values)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/tasks", ("GET", "POST")),
        ("HEAD", "/v1/tasks/stats", ("GET",)),
        ("POST", "/v1/tasks/7", ("DELETE", "GET")),
        ("get", "/v1/tasks", ("GET", "POST")),
    ],
)
def test_a_wrong_method_learns_those_that_are_allowed(
    method: str, path: str, allowed: tuple[str, ...]
) -> None:
    assert ROUTES.find(method, path) == WrongMethod("one", allowed)


@pytest.mark.parametrize(
    ("path", "api", "slashed"),
    [
        ("/v1/tasks/", "one", True),
        ("/v1/tasks/7/", "one", True),
        ("/v1/tasks//", "one", False),
        ("/v1/tasks//cancel", "one", False),
        ("/v1/tasks/7/8", "one", False),
        ("/v1//tasks", "one", False),
        ("//v1/tasks", None, False),
        ("/V1/tasks", None, False),
        ("/v1x/tasks", None, False),
        ("/agent", "two", False),
        ("/agent/", "two", False),
        ("/other", None, False),
        ("/", None, False),
        ("", None, False),
        ("*", None, False),
    ],
)
def test_an_unknown_path_belongs_to_the_api_whose_paths_begin_alike(
    path: str, api: str | None, slashed: bool
) -> None:
    assert ROUTES.find("GET", path) == UnknownPath(api, slashed)


@given(st.text(st.characters(codec="latin-1"), max_size=30))
def test_any_path_is_answered(path: str) -> None:
    assert isinstance(ROUTES.find("GET", path), Match | WrongMethod | UnknownPath)


def test_two_operations_cannot_answer_the_same_request() -> None:
    with pytest.raises(ContractError, match=r"two operations answer GET /a/\{y\}"):
        Routes([operation("GET /a/{x}"), operation("GET /a/{y}")])
