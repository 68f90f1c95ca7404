"""The bridge passes on the mock and the SDK, and notices when either of them is wrong."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, get_args

import attrs
import pytest

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault
from taskpact._runtime import answers as sdk_answers
from taskpact._runtime import requests
from taskpact._runtime.types import Model
from taskpact.agents_v2 import models
from taskpact.errors import NotFound, StatusError
from taskpact_contract import APIS, bridge
from taskpact_contract.bridge import Style
from taskpact_contract.documents import operations

pytestmark = pytest.mark.bridge

STYLES: tuple[Style, ...] = get_args(Style)
EXAMPLES = 10

Break = Callable[[pytest.MonkeyPatch], None]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("api", APIS)
def test_the_sdk_and_the_mock_conform(api: str, style: Style, make_target: MakeTarget) -> None:
    report = bridge.run(make_target(api), style=style, seed=1, max_examples=EXAMPLES)
    assert report, str(report)
    assert {operation for operation, _ in report.seen} == set(operations(api))


def _changed(operation: str, change: Callable[[requests.Request], requests.Request]) -> Break:
    """The operation of agents_v2 sends something else than it is asked for."""

    def apply(patch: pytest.MonkeyPatch) -> None:
        module = import_module(f"taskpact._generated.agents_v2.operations.{operation}")
        right = module.request

        @wraps(right)
        def wrong(*args: Any, **kwargs: Any) -> requests.Request:
            return change(right(*args, **kwargs))

        patch.setattr(module, "request", wrong)

    return apply


def _replaced(module: Any, name: str, wrong: Callable[[Any], Any]) -> Break:
    """Something in the SDK is another thing than it should be, made from the right one."""

    def apply(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(module, name, wrong(getattr(module, name)))

    return apply


def _drop_focus_areas(request: requests.Request) -> requests.Request:
    body = {name: value for name, value in request.body.items() if name != "focus_areas"}
    return attrs.evolve(request, body=body)


def _always_quick(request: requests.Request) -> requests.Request:
    body = {**request.body, "depth": "quick"} if "depth" in request.body else request.body
    return attrs.evolve(request, body=body)


def _rename_limit(request: requests.Request) -> requests.Request:
    pairs = tuple(("size" if name == "limit" else name, value) for name, value in request.query)
    return attrs.evolve(request, query=pairs)


def _drop_header(request: requests.Request) -> requests.Request:
    return attrs.evolve(request, headers={})


def _ask_another_path(request: requests.Request) -> requests.Request:
    return attrs.evolve(request, path=request.path.replace("/tasks/", "/task/"))


def _put_instead(request: requests.Request) -> requests.Request:
    return attrs.evolve(request, method="PUT")


def _forget_credentials(request: requests.Request) -> requests.Request:
    return attrs.evolve(request, secured=False)


def _swallowing(right: Callable[..., Any]) -> Callable[..., Any]:
    def read(*args: Any) -> Any:
        try:
            return right(*args)
        except StatusError:
            return None

    return read


def _forgetting(member: str) -> Callable[[Any], Any]:
    def wrong(right: Callable[..., Any]) -> Callable[..., Any]:
        def to_dict(model: Model) -> dict[str, Any]:
            return {name: value for name, value in right(model).items() if name != member}

        return to_dict

    return wrong


def _always(kind: type[StatusError]) -> Callable[[Any], Any]:
    return lambda _right: lambda _status: kind


def _without_code(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda body: right(body)._replace(code=None)


def _without_message(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda body: right(body)._replace(message="it did not work")


BROKEN_CLIENTS = [
    pytest.param("run_research", _changed("run_research", _drop_focus_areas), "request",
                 id="a member of the body is dropped"),
    pytest.param("run_research", _changed("run_research", _always_quick), "request",
                 id="an enum is ignored"),
    pytest.param("list_tasks", _changed("list_tasks", _rename_limit), "request",
                 id="a query parameter has another name"),
    pytest.param("stream_task", _changed("stream_task", _drop_header), "request",
                 id="a header is dropped"),
    pytest.param("get_task", _changed("get_task", _ask_another_path), "request",
                 id="the path is another"),
    pytest.param("get_task", _replaced(requests, "quote", lambda _: lambda text, safe: text),
                 "request", id="the path is not escaped"),
    pytest.param("cancel_task", _changed("cancel_task", _put_instead), "request",
                 id="the method is another"),
    pytest.param("get_stats", _changed("get_stats", _forget_credentials), "request",
                 id="the credentials are forgotten"),
    pytest.param("get_task", _replaced(sdk_answers, "read", _swallowing), "value",
                 id="errors are swallowed"),
    pytest.param("get_task", _replaced(sdk_answers, "status_class", _always(StatusError)), "error",
                 id="the error has no class of its own"),
    pytest.param("retry_task", _replaced(sdk_answers, "status_class", _always(NotFound)), "error",
                 id="another error comes for a conflict"),
    pytest.param("get_task", _replaced(sdk_answers, "explain", _without_code), "error",
                 id="the code of an error is lost"),
    pytest.param("get_task", _replaced(sdk_answers, "explain", _without_message), "error",
                 id="the message of an error is lost"),
    pytest.param("get_task", _replaced(models.TaskResponse, "to_dict", _forgetting("result")),
                 "value", id="a member of the answer is lost"),
    pytest.param("stream_task", _replaced(models.ProgressFrame, "to_dict", _forgetting("data")),
                 "value", id="a member of an event is lost"),
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("operation", "broken", "check"), BROKEN_CLIENTS)
def test_a_wrong_client_is_noticed(
    operation: str,
    broken: Break,
    check: str,
    style: Style,
    make_target: MakeTarget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken(monkeypatch)
    report = bridge.run(
        make_target("agents_v2"), style=style, seed=1, max_examples=EXAMPLES, only=[operation]
    )
    assert check in {each.check for each in report.findings}


WRONG_SERVERS = [
    pytest.param(Fault(status=lambda status: 418 if status == 404 else status), "contract",
                 id="a status is not documented"),
    pytest.param(Fault(body=lambda body: body.replace(b'"percent":', b'"per_cent":')), "contract",
                 id="a member is missing"),
    pytest.param(Fault(media=b"text/plain"), "contract", id="the media type is wrong"),
    pytest.param(Fault(body=lambda body: body[:-1]), "contract", id="the body is cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "check"), WRONG_SERVERS)
def test_a_wrong_answer_is_noticed(
    fault: Fault, check: str, make_target: MakeTarget, spoil: Spoil
) -> None:
    target = make_target("agents_v2")
    spoil(fault)
    report = bridge.run(target, seed=1, max_examples=10, only=["get_task"])
    assert check in {each.check for each in report.findings}


@pytest.mark.parametrize("style", STYLES)
def test_a_server_that_is_not_there_is_a_finding(style: Style, make_target: MakeTarget) -> None:
    gone = attrs.evolve(make_target("agents_v2"), base_url="http://127.0.0.1:9")
    report = bridge.run(gone, style=style, seed=1, max_examples=1, only=["get_stats"])
    assert {each.check for each in report.findings} == {"call"}
    assert not report.seen
