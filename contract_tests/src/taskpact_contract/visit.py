"""What layers that call operations one by one have in common: a visit of a target.

It knows which operations may be called, keeps what was seen and found, and ends early when no
further request may be sent.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from attrs import define, field

from taskpact_contract.control import Control
from taskpact_contract.documents import Operation
from taskpact_contract.findings import Finding, Report, Skipped, Step
from taskpact_contract.pace import SpentError
from taskpact_contract.probe import Answer, BrokenError
from taskpact_contract.selection import WITHOUT_CONTROL, selected, stopped
from taskpact_contract.target import Target


@define
class Visit:
    """One run of a layer. As a context it ends quietly when no further request may be sent.

    Attributes:
        layer: what findings call it.
        target: where its requests go.
        operations: those that it may call, in the order of the contract.
        skipped, findings, seen, checked, steps: what a report says in the end.
    """

    layer: str
    target: Target
    operations: tuple[Operation, ...]
    skipped: list[Skipped]
    findings: list[Finding] = field(factory=list)
    seen: set[tuple[str, int]] = field(factory=set)
    checked: Counter[str] = field(factory=Counter)
    steps: set[Step] = field(factory=set)

    @classmethod
    def of(cls, layer: str, target: Target, only: Collection[str]) -> Self:
        """A visit of each operation of the target, or of `only` some.

        Raises ValueError for the id of an operation that the API does not have.
        """
        chosen, skipped = selected(target, only)
        return cls(layer, target, chosen, [*skipped])

    def saw(self, answer: Answer) -> None:
        """Count an answer that keeps the contract."""
        self.seen.add((answer.operation, answer.status))
        self.checked[answer.operation] += 1

    @contextmanager
    def trying(self, operation: Operation, what: str = "") -> Iterator[None]:
        """Something that is tried on an operation: what breaks is a finding, `what` its headline.

        The visit goes on behind it.
        """
        try:
            yield
        except BrokenError as error:
            self.findings.append(
                Finding(
                    layer=self.layer,
                    api=self.target.api,
                    operation=operation.id,
                    check=error.check,
                    message=f"{what}:\n{error.message}" if what else error.message,
                    request=error.curl,
                    pointer=operation.pointer,
                )
            )

    def skip(self, reason: str) -> None:
        """Note that something is left out of all operations."""
        self.skipped.append(Skipped(operation="*", reason=reason))

    def report(self) -> Report:
        """What came of it."""
        seen, steps = frozenset(self.seen), frozenset(self.steps)
        return Report(self.findings, seen, self.checked, tuple(self.skipped), steps)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """Note why no further request may be sent, if that is how it ends."""
        if not isinstance(error, SpentError):
            return False
        self.skipped += stopped(self.target.pace)
        return True


def controlled(
    layer: str, target: Target, only: Collection[str], go: Callable[[Visit, Control], None]
) -> Report:
    """What comes of a visit that brings the server into states; it is left out without control."""
    if not target.control:
        return Report(skipped=(WITHOUT_CONTROL,))
    visit = Visit.of(layer, target, only)
    with Control.of(target) as control, visit:
        go(visit, control)
    return visit.report()
