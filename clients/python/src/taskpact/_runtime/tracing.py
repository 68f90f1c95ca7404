"""Spans of OpenTelemetry for each attempt; the package is needed only by those who ask for them."""

from typing import TYPE_CHECKING

from taskpact.errors import ConfigurationError

from .observing import Attempt, Hook

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer


def spans(tracer: "Tracer | None" = None) -> Hook:
    """A hook that makes a client span of each attempt and sends its context along.

    Names and attributes are those of OpenTelemetry's conventions for HTTP clients; a span holds no
    header, no body and no query.

    Args:
        tracer: an OpenTelemetry tracer; that of the global provider if it is not given.

    Raises:
        ConfigurationError: the extra `taskpact[tracing]` is not installed.
    """
    try:
        from opentelemetry import propagate, trace
    except ImportError:
        raise ConfigurationError("spans are an extra: install taskpact[tracing]") from None
    maker = tracer if tracer is not None else trace.get_tracer("taskpact")
    running: dict[int, Span] = {}

    def before(attempt: Attempt) -> None:
        attributes: dict[str, str | int] = {
            "http.request.method": attempt.method,
            "url.full": attempt.url,
            "taskpact.operation": attempt.operation,
        }
        if attempt.number > 1:
            attributes["http.request.resend_count"] = attempt.number - 1
        span = maker.start_span(
            f"{attempt.method} {attempt.operation}",
            kind=trace.SpanKind.CLIENT,
            attributes=attributes,
        )
        propagate.inject(attempt.headers, context=trace.set_span_in_context(span))
        running[id(attempt)] = span

    def after(attempt: Attempt) -> None:
        span = running.pop(id(attempt))
        if attempt.status is not None:
            span.set_attribute("http.response.status_code", attempt.status)
        if attempt.error is not None:
            span.set_attribute("error.type", type(attempt.error).__name__)
            span.set_status(trace.StatusCode.ERROR)
        span.end()

    return Hook(before, after)
