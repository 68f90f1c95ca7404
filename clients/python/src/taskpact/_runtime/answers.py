"""From an answer to the success value of an operation, or to the error that it means."""

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from taskpact.errors import DecodeError, StatusError, status_class

from .calls import retry_after
from .decoding import UNFIT, located
from .requests import Request

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

Answers = Mapping[int, Callable[[Any], T]]
"""How to decode the JSON of each successful status of an operation."""

REQUEST_ID_HEADERS = ("x-request-id", "x-correlation-id")


class Reason(NamedTuple):
    """What an error body says."""

    code: str | None = None
    message: str | None = None
    hint: str | None = None


def read(request: Request, url: str, answers: Answers[T], answer: "httpx.Response") -> T:
    """The success value. Raises StatusError outside 2xx, DecodeError for what does not fit.

    A success that the contract does not list is read like the others, if they are all alike.
    """
    status = answer.status_code
    if not 200 <= status < 300:
        raise status_error(request, url, answer)
    decode = answers.get(status)
    if decode is None:
        decode, *others = {*answers.values()}
        if others:
            listed = ", ".join(map(str, answers))
            problem = DecodeError(f"status {status}, where its contract lists {listed}")
            problem.operation = request.operation
            raise problem
    return decoded(request.operation, decode, answer.content, answer.headers.get("content-type"))


def decoded(
    operation: str, decode: Callable[[Any], T], content: bytes | str, media: str | None = None
) -> T:
    """The value that the JSON text `content` stands for; `media` is what it is said to be."""
    try:
        value = json.loads(content) if content else None
    except (ValueError, RecursionError) as error:
        problem = DecodeError(f"no JSON{_as(media or '')}: {error}")
    else:
        try:
            return decode(value)
        except UNFIT as error:
            problem = located(error, "")
    problem.operation = operation
    raise problem from None


def status_error(request: Request, url: str, answer: "httpx.Response") -> StatusError:
    """The error for an answer outside 2xx, whatever its body is."""
    status, headers = answer.status_code, answer.headers
    body = _body(answer)
    reason = explain(body)
    return status_class(status)(
        operation=request.operation,
        method=request.method,
        url=url,
        status=status,
        code=reason.code,
        message=reason.message or _phrase(status, headers.get("content-type", "")),
        hint=reason.hint,
        body=body,
        headers=headers,
        request_id=request_id(headers),
        retry_after=retry_after(headers),
    )


def request_id(headers: Mapping[str, str]) -> str | None:
    """What the server calls the request, by any of the names in use."""
    return next((headers[name] for name in REQUEST_ID_HEADERS if name in headers), None)


def explain(body: object) -> Reason:
    """The vendor's code, message and hint, out of every error shape of the five APIs."""
    match body:
        case {"detail": dict(detail)}:
            return explain(detail)
        case {"detail": list(faults)}:
            return Reason(_word(faults), "; ".join(_faults(faults)) or None)
        case {"detail": str(message)}:
            return Reason(message=message)
        case {"error": str(message), "diagnostic": dict(found)}:
            return Reason(_string(found, "code"), message, _string(found, "suggested_command"))
        case {"error": dict(error)}:
            return explain(error)
        case {"error": str(code), "message": str(message)}:
            return Reason(code, message)
        case {"error": str(message)}:
            return Reason(message=message)
        case {"code": str(code), "message": str(message)}:
            return _unwrapped(message) or Reason(code, message)
        case {"message": str(message)}:
            return Reason(message=message)
    return Reason()


def _unwrapped(message: str) -> Reason | None:
    """The code and message inside a message that is a dict as Python prints it.

    A deployed agents_v2 service answers so.
    """
    if not message.startswith("{") or len(message) > 10_000:
        return None
    try:
        inner = ast.literal_eval(message)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    reason = explain(inner)
    return reason if reason.code else None


def _faults(faults: list[Any]) -> Iterator[str]:
    """One sentence a validation fault: where, and what."""
    for fault in faults:
        match fault:
            case {"loc": list(where), "msg": str(what)}:
                yield f"{'.'.join(map(str, where))}: {what}"
            case str():
                yield fault


def _word(faults: list[Any]) -> str | None:
    """The type of the first validation fault."""
    match faults:
        case [{"type": str(word)}, *_]:
            return word
    return None


def _string(found: Mapping[str, Any], key: str) -> str | None:
    value = found.get(key)
    return value if isinstance(value, str) and value else None


def _body(answer: "httpx.Response") -> Any:
    """The JSON of an answer, or its text where it is none."""
    try:
        return json.loads(answer.content)
    except ValueError:
        return answer.content.decode("utf-8", "replace")


def _phrase(status: int, media_type: str) -> str:
    """What can be said without the vendor's help."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "a status without a name"
    return phrase + _as(media_type)


def _as(media_type: str) -> str:
    """What is to be said of a body that is not even said to be JSON."""
    if not media_type or "json" in media_type:
        return ""
    return f", as {media_type.partition(';')[0]} (is `base_url` right, or a proxy between?)"
