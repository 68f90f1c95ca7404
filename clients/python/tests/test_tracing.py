"""Spans: what OpenTelemetry's own SDK sees of the attempts."""

import sys
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode, Tracer

import taskpact
from clients.python.tests.styles import Drive, Pauses, both
from clients.python.tests.wire import LOST, Answer, Server, answer
from taskpact.errors import ConfigurationError, ConnectionFailed


class Traces:
    """A tracer of OpenTelemetry's SDK, and the spans that ended with it."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        provider = TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.tracer: Tracer = provider.get_tracer("test")

    @property
    def ended(self) -> tuple[ReadableSpan, ...]:
        return self._exporter.get_finished_spans()


@pytest.fixture
def traces() -> Traces:
    return Traces()


def _read(client: Any) -> Any:
    return client.get_task("t")


@both
def test_each_attempt_is_a_span(
    server: Server, finished: dict[str, Any], pauses: Pauses, traces: Traces, drive: Drive
) -> None:
    server.replies(Answer(503), answer(finished))
    hooks = [taskpact.spans(traces.tracer)]
    drive("AgentsV2", server.url, _read, hooks=hooks, credentials="s3cr3t")
    first, second = traces.ended
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
    assert {first.name, second.name} == {"GET get_task"}
    assert {first.kind, second.kind} == {SpanKind.CLIENT}
    assert first.status.status_code is StatusCode.ERROR
    assert second.status.status_code is StatusCode.UNSET


@both
def test_server_is_told_the_span_of_each_attempt(
    server: Server, finished: dict[str, Any], pauses: Pauses, traces: Traces, drive: Drive
) -> None:
    server.replies(Answer(503), answer(finished))
    drive("AgentsV2", server.url, _read, hooks=[taskpact.spans(traces.tracer)])
    contexts = [span.get_span_context() for span in traces.ended]
    assert [seen.headers["traceparent"] for seen in server.requests] == [
        f"00-{each.trace_id:032x}-{each.span_id:016x}-{each.trace_flags:02x}"
        for each in contexts
        if each is not None
    ]


@both
def test_spans_belong_to_the_span_around_the_call(
    server: Server, finished: dict[str, Any], traces: Traces, drive: Drive
) -> None:
    server.replies(answer(finished))
    with traces.tracer.start_as_current_span("around") as around:
        drive("AgentsV2", server.url, _read, hooks=[taskpact.spans(traces.tracer)])
    inner = traces.ended[0]
    assert inner.parent is not None
    assert inner.parent.span_id == around.get_span_context().span_id


@both
def test_span_of_an_attempt_without_an_answer_ends_too(
    server: Server, traces: Traces, drive: Drive
) -> None:
    server.replies(LOST)
    hooks = [taskpact.spans(traces.tracer)]
    with pytest.raises(ConnectionFailed):
        drive("AgentsV2", server.url, _read, hooks=hooks, max_retries=0)
    (span,) = traces.ended
    assert span.attributes is not None
    assert span.attributes["error.type"] == "ConnectionFailed"
    assert "http.response.status_code" not in span.attributes


def test_global_provider_makes_the_spans_if_no_tracer_is_given(
    server: Server, finished: dict[str, Any], traces: Traces, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.replies(answer(finished))
    monkeypatch.setattr("opentelemetry.trace.get_tracer", lambda _name: traces.tracer)
    with taskpact.AgentsV2(base_url=server.url, hooks=[taskpact.spans()]) as client:
        client.get_task("t")
    assert len(traces.ended) == 1


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(ConfigurationError, match=r"install taskpact\[tracing\]"):
        taskpact.spans()
