"""Runs the nasty layer: the table in, findings out."""

from collections import Counter
from collections.abc import Collection, Iterator
from random import Random

from attrs import define, evolve, field, frozen

from taskpact_contract import settings
from taskpact_contract.documents import Operation, operations
from taskpact_contract.findings import Finding, Report, Skipped
from taskpact_contract.nasty import shell
from taskpact_contract.nasty.connection import Connection, NoAnswerError
from taskpact_contract.nasty.messages import Received, Sent
from taskpact_contract.nasty.places import Attempt, Places
from taskpact_contract.nasty.verdicts import Verdict, plain_verdicts, verdicts
from taskpact_contract.pace import SpentError
from taskpact_contract.selection import selected, stopped
from taskpact_contract.target import Target

LAYER = "nasty"

PATIENCE = 3
"""After so many answers that did not come in time the rest of an operation is left alone."""

PLAIN_REQUEST = "a plain request"
"""What a finding says in place of a row when nothing nasty was sent."""


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
    deadline: float | None = None,
) -> Report:
    """Send the table to each operation, or to `only` some.

    After each row a plain request looks whether the server still works, on the same connection.

    Args:
        target: where to, and as whom.
        seed: chooses the rows where there are more than `max_examples`; without it the published
            settings do.
        max_examples: how many rows each place gets: the body, one of its members, a parameter, the
            request as a whole. Without it, all of them.
        only: ids of operations.
        deadline: seconds that an answer may take; without it, as many as the target's pace says.
    """
    chosen, skipped = selected(target, only)
    chooser = Random(settings.published()["seed"] if seed is None else seed)  # noqa: S311 # no secret
    bounds = target.pace.bounds
    if deadline is not None:
        bounds = evolve(bounds, seconds=deadline)
    with Connection(target.base_url, bounds) as connection:
        visit = _Visit(target, connection, _look(target), skipped=[*skipped])
        try:
            for operation in chosen:
                if not visit.begins():
                    break
                visit.send(operation, Places(target, operation, max_examples, chooser))
        except SpentError:
            visit.skipped += stopped(target.pace)
    return Report(visit.findings, frozenset(visit.seen), visit.checked, tuple(visit.skipped))


@frozen
class _Look:
    """A plain request that should always be answered alike."""

    operation: Operation
    request: Sent


def _look(target: Target) -> _Look:
    """Reading something that the principal has, or else something that needs no id."""

    def rank(operation: Operation) -> tuple[bool, bool]:
        names = {each.name for each in operation.parameters if each.location == "path"}
        return bool(names - set(target.principal.parameters)), not names

    reads = [each for each in operations(target.api).values() if _is_plain_read(each)]
    found = min(reads, key=rank)
    return _Look(found, Places(target, found, None, Random(0)).plain())  # noqa: S311 # unused


def _is_plain_read(operation: Operation) -> bool:
    return operation.method == "GET" and "application/json" in operation.statuses.get(200, ())


@define
class _Visit:
    """One run: what was sent to the server so far, and what came of it."""

    target: Target
    connection: Connection
    look: _Look
    skipped: list[Skipped]
    usual: int = 0
    findings: list[Finding] = field(factory=list)
    seen: set[tuple[str, int]] = field(factory=set)
    checked: Counter[str] = field(factory=Counter)

    def begins(self) -> bool:
        """Whether the server answers a plain request; notes what it answers from now on."""
        operation, request = self.look.operation, self.look.request
        try:
            received = self._looked()
        except NoAnswerError as error:
            verdict = Verdict("answer", str(error), operation.pointer)
            self._note(operation, request, PLAIN_REQUEST, "", verdict)
            return False
        self.usual = received.status
        self.seen.add((operation.id, received.status))
        for verdict in plain_verdicts(self.target, operation, received):
            self._note(operation, request, PLAIN_REQUEST, "", verdict)
        return True

    def send(self, operation: Operation, places: Places) -> None:
        """Send every row to an operation; raises SpentError when no further request is allowed.

        A server that does not recover, or lets too many deadlines pass, is left alone.
        """
        late = 0
        for attempt in places.attempts():
            broken = set()
            for verdict in self._outcome(operation, attempt):
                broken.add(verdict.check)
                about = f"{attempt.place}: {attempt.row.why}"
                self._note(operation, attempt.request, attempt.row.name, about, verdict)
            late += "late" in broken
            if late == PATIENCE or "state" in broken:
                reason = f"the rest of the table was left out after {attempt.row.name!r}"
                self.skipped.append(Skipped(operation=operation.id, reason=reason))
                return

    def _outcome(self, operation: Operation, attempt: Attempt) -> Iterator[Verdict]:
        """What is wrong with the answer to an attempt, and with the server behind it."""
        try:
            received = self._exchange(operation, attempt.request)
        except NoAnswerError as error:
            yield Verdict("late" if error.late else "answer", str(error), operation.pointer)
        else:
            if not attempt.elsewhere:
                self.seen.add((operation.id, received.status))
            yield from verdicts(self.target, operation, attempt, received)
        yield from self._damage(operation)

    def _damage(self, operation: Operation) -> Iterator[Verdict]:
        """What is wrong with a plain request now, on this connection or else on a new one."""
        try:
            found = self._looked()
        except NoAnswerError as error:
            try:
                found = self._looked()
            except NoAnswerError as again:
                message = f"afterwards a plain request failed: {again}"
                yield Verdict("state", message, operation.pointer)
                return
            message = f"the next request on the connection failed: {error}"
            yield Verdict("connection", message, operation.pointer)
        if found.status not in (self.usual, 429):
            message = f"afterwards a plain request is answered {found.status}, not {self.usual}"
            yield Verdict("state", message, operation.pointer)

    def _looked(self) -> Received:
        """The answer to a plain request; only here does silence tell that nobody is there."""
        try:
            return self._exchange(self.look.operation, self.look.request)
        except NoAnswerError:
            self.target.pace.unanswered()
            raise

    def _exchange(self, operation: Operation, request: Sent) -> Received:
        self.target.pace.step()
        received = self.connection.exchange(request)
        self.checked[operation.id] += 1
        self.target.pace.answered()
        return received

    def _note(
        self, operation: Operation, request: Sent, name: str, about: str, verdict: Verdict
    ) -> None:
        self.findings.append(
            Finding(
                layer=LAYER,
                api=self.target.api,
                operation=operation.id,
                check=verdict.check,
                message=_message(name, about, verdict),
                request=shell.line(self.target.base_url, request, self.target.principal.headers),
                pointer=verdict.pointer,
            )
        )


def _message(name: str, about: str, verdict: Verdict) -> str:
    """What is wrong, and with which row; answers that break the contract alike are one finding."""
    if verdict.check == "contract":
        return f"{verdict.message}\n{name}: {about}"
    return f"{name}: {verdict.message}\n{about}"
