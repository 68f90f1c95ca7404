"""One request and its answer, judged as they go by."""

from collections.abc import Iterable, Iterator

from attrs import define, evolve, field

from taskpact_contract.bounds import LARGEST
from taskpact_contract.proxy.answers import BodyJudge, head_violations
from taskpact_contract.proxy.headers import to_client
from taskpact_contract.proxy.messages import Headers, Request, Violation, header
from taskpact_contract.proxy.requests import request_violations, unknown
from taskpact_contract.proxy.rules import Rules
from taskpact_contract.routes import Match, Mismatch


@define
class Exchange:
    """The judge of one exchange; each method is told what just went by.

    A request that means no operation is the client's violation, and its answer is not judged. Nor
    are those with which a browser asks what it may send.
    """

    rules: Rules
    request: Request
    match: Match | Mismatch = field(init=False)
    moment: int = field(init=False)
    _body: bytearray | None = field(factory=bytearray)
    _judge: BodyJudge | None = None
    _left: int | None = None

    def __attrs_post_init__(self) -> None:
        self.match = self.rules.routes.find(self.request.method, self.request.path)
        self.moment = self.rules.steps.now()
        self.rules.ledger.exchanges += 1

    @property
    def operation(self) -> str:
        """The operation's id, or method and path where there is none."""
        if isinstance(self.match, Match):
            return self.match.route.id
        return f"{self.request.method} {self.request.path}"

    def asked(self, part: bytes, *, more: bool) -> None:
        """A part of the request's body; judges the request with the last one."""
        if self._body is not None:
            self._body += part
            if len(self._body) > LARGEST:
                self._body = None
        if more:
            return
        packed = self.request.header("content-encoding") is not None
        body = None if self._body is None or packed else bytes(self._body)
        self.rules.ledger.unjudged += body is None
        self.request = evolve(self.request, body=body)
        if isinstance(self.match, Match):
            self._note(request_violations(self.request, self.match, self.rules.schemas))
        elif not self._is_preflight():
            self._note([unknown(self.request, self.match)])

    def answered(self, status: int, headers: Headers) -> None:
        """Status and headers of the answer."""
        length = header(to_client(headers), "content-length") or ""
        self._left = int(length) if length.isdigit() else None
        if isinstance(self.match, Match):
            route = self.match.route
            self._note(head_violations(route, status, headers, self.rules.schemas))
            self._judge = BodyJudge(route, status, headers, self.rules.schemas)
            if self._left == 0:
                self.ended()

    def part(self, part: bytes) -> Iterator[None]:
        """A part of the answer's body, before it is passed on; short steps, to be gone through.

        An answer of known length is judged with its last part: with that the client has it, and
        may ask again.
        """
        if self._judge is None:
            return
        for violations in self._judge.feed(part):
            self._note(violations)
            self._observe()
            yield
        if self._left is not None:
            self._left -= len(part)
            if self._left <= 0:
                self.ended()

    def cut_off(self, message: str) -> None:
        """The server left before the answer was whole."""
        self._judge = None
        if isinstance(self.match, Match):
            pointer = self.match.route.node.at("responses").pointer
            self._note([Violation(side="server", check="answer", message=message, pointer=pointer)])

    def ended(self) -> None:
        """The answer is whole; judges its body, once."""
        if self._judge is not None:
            self._note(self._judge.end())
            self._observe()
            self.rules.ledger.unjudged += not self._judge.judged
            self._judge = None

    def _observe(self) -> None:
        """Look at the states of what has come."""
        assert self._judge is not None
        seen, self._judge.seen = self._judge.seen, []
        for each in seen:
            self._note(self.rules.steps.observe(each, self.operation, self.moment))

    def _is_preflight(self) -> bool:
        return self.request.header("access-control-request-method") is not None

    def _note(self, violations: Iterable[Violation]) -> None:
        for violation in violations:
            self.rules.note(violation, self.operation, self.request)
