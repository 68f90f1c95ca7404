"""What is wrong with an answer to a nasty request, if anything."""

from collections.abc import Iterator

import httpx
from attrs import frozen

from taskpact_contract.bridge import answers
from taskpact_contract.bridge.decoding import Decoder, TooLargeError, UnreadableError
from taskpact_contract.bridge.wire import Exchange
from taskpact_contract.documents import Operation
from taskpact_contract.nasty.messages import Received
from taskpact_contract.nasty.places import Attempt
from taskpact_contract.probe import schemas
from taskpact_contract.target import Target

PLAIN = frozenset({400, 405, 411, 413, 414, 415, 431, 501})
"""What every HTTP server may answer to a request that it does not take, documented or not."""

ELSEWHERE = PLAIN | {200, 204, 301, 302, 307, 308, 404}
"""What a server may answer when it takes the request for another one than the operation's."""


@frozen
class Verdict:
    """A rule that is broken: its word, what is wrong, and the place in the contract."""

    check: str
    message: str
    pointer: str


def verdicts(
    target: Target, operation: Operation, attempt: Attempt, received: Received
) -> Iterator[Verdict]:
    """Every rule that the answer to an attempt breaks."""
    status = received.status
    if attempt.refused and 200 <= status < 300:
        message = f"answered {status}, but nobody may take it"
        yield Verdict("accepted", message, operation.pointer)
    if attempt.elsewhere and status in ELSEWHERE:
        return
    if status in PLAIN and (attempt.early or status not in operation.statuses):
        return
    yield from plain_verdicts(target, operation, received, whole=not attempt.elsewhere)


def plain_verdicts(
    target: Target, operation: Operation, received: Received, *, whole: bool = True
) -> Iterator[Verdict]:
    """Every rule that the answer to any request breaks; its body is looked at if `whole`."""
    status, pointer = received.status, operation.pointer
    if status == 500 or (status > 500 and status not in operation.statuses):
        yield Verdict("crash", f"answered {status}", pointer)
    elif status not in operation.statuses:
        message = f"answered {status}, which is not documented"
        yield Verdict("status", message, f"{pointer}/responses")
    elif whole:
        for fault in _contract_faults(target, operation, received):
            place = f"{pointer}/responses/{status}"
            yield Verdict("contract", f"answered {status}: {fault}", place)


def _contract_faults(target: Target, operation: Operation, received: Received) -> Iterator[str]:
    """Each way in which the answer breaks the contract, as the bridge finds them."""
    request = httpx.Request(operation.method, f"http://127.0.0.1{operation.path}")  # any will do
    response = httpx.Response(received.status, headers=list(received.fields), request=request)
    bounds = target.pace.bounds
    try:
        decoder = Decoder(response.headers.get("content-encoding", ""), bounds.largest)
        body = decoder.take(received.body)
    except UnreadableError as error:
        yield str(error)
    except TooLargeError:
        yield bounds.large
    else:
        described, exchange = schemas(target.api)[operation.id], Exchange(request, response, [body])
        yield from answers.contract_faults(operation, described, exchange)
