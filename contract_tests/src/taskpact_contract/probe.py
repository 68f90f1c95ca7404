"""One call at a time, checked on its way: what layers that think in calls are made of.

The call goes out raw or through the SDK in one of its styles. Whatever comes back is compared with
the contract; through the SDK, the request with the call, and the result with the raw answer, too.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, Self

import httpx
import schemathesis
from attrs import evolve, frozen
from schemathesis.schemas import APIOperation

from taskpact_contract import settings
from taskpact_contract.bridge import answers, wire
from taskpact_contract.bridge.callers import MAX_EVENTS, Caller, caller_of
from taskpact_contract.bridge.calls import NOTHING, Call
from taskpact_contract.bridge.decoding import ACCEPTED
from taskpact_contract.bridge.transports import RecordingTransport
from taskpact_contract.bridge.wire import Exchange
from taskpact_contract.documents import load, operations
from taskpact_contract.pace import SpentError
from taskpact_contract.target import Principal, Target

Style = Literal["raw", "sync", "async"]
STYLES: tuple[Style, ...] = ("raw", "sync", "async")

STATUS = "status_code"
"""The member of an error that repeats the status, in contracts that have it."""


@frozen
class Answer:
    """What came back: the status, and the body as JSON, as a list of events for a stream."""

    operation: str
    status: int
    body: Any
    exchange: Exchange

    @property
    def curl(self) -> str:
        """How to send the request again."""
        return wire.as_curl(self.exchange.request)


class BrokenError(Exception):
    """Something is not as it should be. `check` is the rule, in one word."""

    def __init__(self, operation: str, check: str, message: str, curl: str = "") -> None:
        super().__init__(message)
        self.operation, self.check, self.message, self.curl = operation, check, message, curl


class Probe:
    """Calls operations of a target as one principal, in one style. Use it as a context."""

    def __init__(self, target: Target, style: Style, principal: Principal | None = None) -> None:
        self.target = target if principal is None else evolve(target, principal=principal)
        self.style = style
        self._caller: Caller = (
            RawCaller(self.target) if style == "raw" else caller_of(self.target, style)
        )

    def send(
        self,
        operation: str,
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        body: Any = NOTHING,
    ) -> Answer:
        """Call the operation; the answer, whatever its status.

        Raises BrokenError if it breaks the contract or the SDK does not do it justice, SpentError
        if no further request may be sent.
        """
        call = Call(
            operations(self.target.api)[operation], path or {}, query or {}, headers or {}, body
        )
        self._caller.exchanges.clear()
        value, error = self._call(call)
        exchanges = self._caller.exchanges
        if (problem := wire.unread(exchanges, error)) is not None:
            curl = wire.as_curl(exchanges[-1].request) if exchanges else ""
            raise BrokenError(operation, "call", problem, curl)
        exchange = exchanges[-1]
        for check, message in self._faults(call, exchange, value, error):
            raise BrokenError(operation, check, message, wire.as_curl(exchange.request))
        return Answer(operation, exchange.status, _body(exchange), exchange)

    def __enter__(self) -> Self:
        """Itself."""
        self._caller.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections."""
        self._caller.__exit__(*error)

    def _call(self, call: Call) -> tuple[Any, Exception | None]:
        try:
            return self._caller.call(call), None
        except SpentError:
            raise
        except Exception as error:  # noqa: BLE001 # whatever it is, it is judged by the answer
            return None, error

    def _faults(
        self, call: Call, exchange: Exchange, value: Any, error: Exception | None
    ) -> Iterator[tuple[str, str]]:
        schema = schemas(self.target.api)[call.operation.id]
        for message in answers.contract_faults(call.operation, schema, exchange):
            yield "contract", message
        if problem := _status_fault(exchange):
            yield "contract", problem
        if self.style == "raw":
            return
        for message in wire.request_faults(self.target, call, exchange.request):
            yield "request", message
        if error is not None:
            for message in answers.error_faults(exchange, error):
                yield "error", message
        else:
            for message in answers.value_faults(exchange, value):
                yield "value", message


class RawCaller:
    """Sends calls without the SDK."""

    def __init__(self, target: Target) -> None:
        self._transport = RecordingTransport(target.pace)
        self.exchanges = self._transport.exchanges
        self._target = target
        self._http = httpx.Client(transport=self._transport)

    def call(self, call: Call) -> None:
        """Send it and read what comes; a stream until it ends, stands still or has brought much."""
        request = wire.request_of(self._target, call)
        request.headers["accept-encoding"] = ACCEPTED
        self._transport.streams = call.operation.streams
        response = self._http.send(request, stream=True)
        exchange = self.exchanges[-1]
        try:
            for _ in response.iter_raw():
                if exchange.is_stream and exchange.content.count(b"\n\n") >= MAX_EVENTS:
                    break
        except httpx.ReadTimeout:
            if not exchange.is_stream:
                raise
        finally:
            response.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections."""
        self._http.close()


@cache
def schemas(api: str) -> Mapping[str, APIOperation[Any, Any, Any, Any]]:
    """The operations of an API as schemathesis reads them, by their ids."""
    schema = schemathesis.openapi.from_dict(load(api), config=settings.config())
    return {name: schema.find_operation_by_id(name) for name in operations(api)}


def _status_fault(exchange: Exchange) -> str | None:
    """Whether an error says that it has another status."""
    body = _body(exchange) if exchange.status >= 400 else None
    told = body.get(STATUS, exchange.status) if isinstance(body, Mapping) else exchange.status
    return None if told == exchange.status else f"{STATUS} is {told} in an answer {exchange.status}"


def _body(exchange: Exchange) -> Any:
    media = exchange.response.headers.get("content-type", "") if exchange.response else ""
    if media.startswith("text/event-stream"):
        return list(answers.frames(exchange.content))
    return answers.json_or_text(exchange.content) if exchange.content else None
