"""Whether what the SDK returns or raises says what the raw answer says."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

import httpx
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.transport import Response, is_event_stream
from schemathesis.schemas import APIOperation

from taskpact import errors
from taskpact._runtime.types import encode
from taskpact_contract.bridge.callers import Events
from taskpact_contract.bridge.compare import difference
from taskpact_contract.bridge.wire import Exchange
from taskpact_contract.documents import Operation
from taskpact_contract.failures import sentence_of

CLASSES: Mapping[int, type[errors.StatusError]] = {
    400: errors.BadRequest,
    401: errors.Unauthorized,
    403: errors.Forbidden,
    404: errors.NotFound,
    409: errors.Conflict,
    422: errors.Unprocessable,
    429: errors.RateLimited,
}
"""The class of error that each status must arrive as; 5xx is a ServerError."""


def contract_faults(
    operation: Operation, schema: APIOperation[Any, Any, Any, Any], exchange: Exchange
) -> Iterator[str]:
    """Each way in which the raw answer breaks the contract."""
    if exchange.status not in operation.statuses:
        listed = ", ".join(map(str, sorted(operation.statuses)))
        yield f"answered {exchange.status}; the contract lists {listed}"
        return
    media = exchange.response.headers.get("content-type", "") if exchange.response else ""
    documented = operation.statuses[exchange.status]
    if documented and media.partition(";")[0].strip().lower() not in documented:
        yield f"answered {media or 'no media type'}; the contract lists {', '.join(documented)}"
    try:
        schema.validate_response(_response(exchange))
    except FailureGroup as group:
        yield from (sentence_of(each) for each in group.exceptions)
    except Failure as failure:
        yield sentence_of(failure)


def value_faults(exchange: Exchange, value: Any) -> Iterator[str]:
    """Each way in which the decoded `value`, written back, differs from the raw answer."""
    if not 200 <= exchange.status < 300:
        yield f"returned {value!r:.200} for an answer of {exchange.status}"
    elif isinstance(value, Events):
        written = [encode(each) for each in value.data]
        sent = list(islice(frames(exchange.content), len(written)))  # the rest was not asked for
        if problem := difference(sent, written):
            yield f"decoded another stream: {problem}"
        if not written:
            yield "decoded no event of a stream"
    elif exchange.content or value is not None:
        raw = json.loads(exchange.content) if exchange.content else None
        if problem := difference(raw, encode(value)):
            yield f"decoded another value: {problem}"


def error_faults(exchange: Exchange, error: Exception) -> Iterator[str]:
    """Each way in which the raised `error` is not what the raw answer calls for."""
    status = exchange.status
    if 200 <= status < 300 or not isinstance(error, errors.StatusError):
        yield f"raised {type(error).__name__} for an answer of {status}: {error}"
        return
    expected = errors.ServerError if status >= 500 else CLASSES.get(status, errors.StatusError)
    if type(error) is not expected:
        yield f"raised {type(error).__name__} for {status} instead of {expected.__name__}"
    if error.status != status:
        yield f"the error has the status {error.status} instead of {status}"
    body = json_or_text(exchange.content)
    if problem := difference(body, error.body):
        yield f"the error holds another body: {problem}"
    code, messages = _said(body)
    if error.code != code:
        yield f"the error has the code {error.code!r} instead of {code!r}"
    for message in messages:
        if message not in error.message:
            yield f"the error says {error.message!r} instead of {message!r}"


def _said(body: Any) -> tuple[str | None, list[str]]:
    """The code and the messages of an error body, in each form that a contract documents."""
    match body:
        case {"detail": [{"type": code}, *_] as faults}:
            return code, [fault["msg"] for fault in faults]
        case {"detail": {"code": code, "message": message}} | {"code": code, "message": message}:
            return code, [message]
        case {"error": message, "diagnostic": {"code": code}}:
            return code, [message]
        case {"detail": str(message)} | {"error": str(message)} | {"message": str(message)}:
            return None, [message]
    return None, []


def frames(content: bytes) -> Iterator[Any]:
    """The data of each whole event of a stream."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    for block in text.split("\n\n")[:-1]:
        lines = [line[5:].removeprefix(" ") for line in block.split("\n") if line[:5] == "data:"]
        if any(lines):
            yield json.loads("\n".join(lines))


def json_or_text(content: bytes) -> Any:
    """A body as JSON; one that is none as text, for whoever reads on."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # no JSON, or brackets without end
        return content.decode("utf-8", "replace")


def _response(exchange: Exchange) -> Response:
    """The raw answer, as schemathesis looks at it; a stream counts as cut off where it was left."""
    assert exchange.response is not None
    headers = exchange.response.headers.copy()
    headers.pop("content-encoding", None)  # the content is noted without it
    content, streamed = exchange.content, is_event_stream(headers.get("content-type"))
    if streamed:
        content = content[: content.rfind(b"\n\n") + 2]
    plain = httpx.Response(
        exchange.status, headers=headers, content=content, request=exchange.request
    )
    plain.elapsed = timedelta()
    found = Response.from_any(plain)
    found.stream_cut_short = streamed
    return found
