"""What is only there if it is installed: spans, and the fast transports."""

import asyncio
import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import taskpact
from clients.python.tests.styles import Drive, Pauses, both
from clients.python.tests.wire import Answer, Server, answer, events
from taskpact.errors import ConfigurationError, ConnectionFailed, TimedOut


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


# The fast transports, on a stand-in for pyreqwest that counts and passes on what it is given


class ReadTimeoutError(Exception):
    """By its name one of pyreqwest's."""


class Broken(Exception):  # noqa: N818 # stands for any error of pyreqwest
    """By its module one of pyreqwest's."""


Broken.__module__ = "pyreqwest.exceptions"


class Builder:
    """The client of the stand-in, its builder and its requests in one."""

    def __init__(self, asyncio: bool) -> None:
        self.asyncio, self.closed, self.sent = asyncio, False, 0
        self.error: Exception | None = None
        self.content = b""
        self.status, self.headers = 200, {"content-type": "application/json"}

    def request(self, method: str, url: str) -> Any:
        return SimpleNamespace(headers=lambda given: self)

    def build(self) -> "Builder":
        return self

    def _same(self, *given: Any) -> "Builder":
        return self

    follow_redirects = gzip = deflate = brotli = zstd = body_bytes = timeout = _same

    def send(self) -> Any:
        self.sent += 1
        if self.error is not None:
            raise self.error
        answer = SimpleNamespace(
            status=self.status, headers=self.headers, bytes=lambda: self._maybe(self.content)
        )
        return self._maybe(answer)

    def close(self) -> Any:
        self.closed = True
        return self._maybe(None)

    def _maybe(self, value: Any) -> Any:
        return _later(value) if self.asyncio else value


async def _later(value: Any) -> Any:
    return value


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> dict[str, Builder]:
    """The two clients of the stand-in, by the name of the client class they are for."""
    made = {"AgentsV2": Builder(asyncio=False), "AsyncAgentsV2": Builder(asyncio=True)}
    module: Any = ModuleType("pyreqwest.client")
    module.SyncClientBuilder = lambda: made["AgentsV2"]
    module.ClientBuilder = lambda: made["AsyncAgentsV2"]
    monkeypatch.setitem(sys.modules, "pyreqwest", ModuleType("pyreqwest"))
    monkeypatch.setitem(sys.modules, "pyreqwest.client", module)
    return made


STYLES = [("AgentsV2", taskpact.fast_transport), ("AsyncAgentsV2", taskpact.async_fast_transport)]
in_both = pytest.mark.parametrize(("name", "make"), STYLES, ids=["sync", "async"])


def _drive(name: str, url: str, make: Any, act: Any) -> Any:
    async def run() -> Any:
        async with taskpact.AsyncAgentsV2(base_url=url, transport=make()) as client:
            return await act(client)

    if name.startswith("Async"):
        return asyncio.run(run())
    with taskpact.AgentsV2(base_url=url, transport=make()) as client:
        return act(client)


@in_both
def test_call_goes_by_the_fast_transport(
    fast: dict[str, Builder], finished: dict[str, Any], name: str, make: Any
) -> None:
    fast[name].content = json.dumps(finished).encode()
    task = _drive(name, "http://t", make, lambda client: client.get_task("t"))
    assert task.to_dict() == finished
    assert (fast[name].sent, fast[name].closed) == (1, True)


@in_both
@pytest.mark.parametrize(
    ("error", "kind"), [(ReadTimeoutError("late"), TimedOut), (Broken("cut"), ConnectionFailed)]
)
def test_write_whose_answer_the_fast_transport_loses_is_not_repeated(
    fast: dict[str, Builder], name: str, make: Any, error: Exception, kind: type[Exception]
) -> None:
    fast[name].error = error
    with pytest.raises(kind) as caught:
        _drive(name, "http://t", make, lambda client: client.cancel_task("t"))
    assert isinstance(caught.value, ConnectionFailed)
    assert (caught.value.outcome, fast[name].sent) == ("unknown", 1)


@in_both
def test_error_of_another_kind_is_passed_on(fast: dict[str, Builder], name: str, make: Any) -> None:
    fast[name].error = MemoryError("none left")
    with pytest.raises(MemoryError):
        _drive(name, "http://t", make, lambda client: client.get_task("t"))


@in_both
def test_event_stream_goes_by_httpx(
    server: Server, fast: dict[str, Builder], name: str, make: Any
) -> None:
    server.replies(
        events(b'data: {"event": "complete", "data": {"task_id": "t", "status": "x"}}\n\n')
    )

    async def first(client: Any) -> Any:
        return await anext(client.stream_task("t"))

    act = first if name.startswith("Async") else lambda client: next(client.stream_task("t"))
    assert _drive(name, server.url, make, act).data.event == "complete"
    assert fast[name].sent == 0
