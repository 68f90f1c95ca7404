"""What is only there if it is installed: spans, and the fast transports."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import taskpact
from clients.python.tests.styles import Drive, Pauses, both
from clients.python.tests.wire import Answer, Server, answer
from taskpact.errors import ConfigurationError


class Span:
    """Keeps what is said of it."""

    def __init__(self, name: str, kind: str, attributes: dict[str, Any]) -> None:
        self.name, self.kind, self.attributes = name, kind, dict(attributes)
        self.status: str | None = None
        self.ended = False

    def set_attribute(self, name: str, value: Any) -> None:
        self.attributes[name] = value

    def set_status(self, status: str) -> None:
        self.status = status

    def end(self) -> None:
        self.ended = True


class Tracer:
    """Keeps the spans that it makes."""

    def __init__(self) -> None:
        self.made: list[Span] = []

    def start_span(self, name: str, *, kind: str, attributes: dict[str, Any]) -> Span:
        self.made.append(Span(name, kind, attributes))
        return self.made[-1]


@pytest.fixture
def tracer(monkeypatch: pytest.MonkeyPatch) -> Tracer:
    """The tracer of a stand-in for the package opentelemetry-api."""
    tracer = Tracer()
    trace: Any = ModuleType("opentelemetry.trace")
    trace.SpanKind = SimpleNamespace(CLIENT="client")
    trace.StatusCode = SimpleNamespace(ERROR="error")
    trace.get_tracer = lambda name: tracer
    trace.set_span_in_context = lambda span: span
    propagate: Any = ModuleType("opentelemetry.propagate")
    propagate.inject = lambda headers, context: headers.update(traceparent=context.name)
    for name, module in (("", ModuleType("x")), (".trace", trace), (".propagate", propagate)):
        monkeypatch.setitem(sys.modules, f"opentelemetry{name}", module)
    return tracer


@both
def test_each_attempt_is_a_span(
    server: Server, finished: dict[str, Any], pauses: Pauses, tracer: Tracer, drive: Drive
) -> None:
    server.replies(Answer(503), answer(finished))
    drive(
        "AgentsV2",
        server.url,
        lambda client: client.get_task("t"),
        hooks=[taskpact.spans()],
        credentials="s3cr3t",
    )
    first, second = tracer.made
    common = {
        "http.request.method": "GET",
        "url.full": f"{server.url}/api/v1/agents/v2/tasks/t",
        "taskpact.operation": "get_task",
    }
    assert first.attributes == {
        **common,
        "http.response.status_code": 503,
        "error.type": "ServerError",
    }
    assert second.attributes == {
        **common,
        "http.request.resend_count": 1,
        "http.response.status_code": 200,
    }
    assert (first.name, first.kind) == ("GET get_task", "client")
    assert (first.status, second.status) == ("error", None)
    assert first.ended
    assert second.ended
    assert [seen.headers["traceparent"] for seen in server.requests] == ["GET get_task"] * 2


@pytest.mark.parametrize(
    ("make", "package"),
    [
        (taskpact.spans, "opentelemetry.trace"),
        (taskpact.fast_transport, "pyreqwest.client"),
        (taskpact.async_fast_transport, "pyreqwest.client"),
    ],
)
def test_what_is_not_installed_is_said_so(
    monkeypatch: pytest.MonkeyPatch, make: Any, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigurationError, match="install"):
        make()
