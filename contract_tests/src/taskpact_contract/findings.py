"""What layers report: findings, and which answers they have seen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import indent

from attrs import field, frozen

Seen = frozenset[tuple[str, int]]
"""Pairs of an operation's id and a status that it answered."""


Step = tuple[str, str, str, str | None, str]
"""Resource, kind of trigger, its name, the state that was left (None: born) and entered."""


@frozen(kw_only=True)
class Finding:
    """One departure of the server, or of the client, from the contract.

    Attributes:
        layer: which layer found it.
        api: the API.
        operation: the operation's id, or what else was looked at.
        check: the rule that is broken, in one word of the layer.
        message: what is wrong.
        request: how to send the request again, as a curl command where there was one.
        pointer: the place in the contract, such as `#/paths/~1tasks/get`; empty if there is none.
    """

    layer: str
    api: str
    operation: str
    check: str
    message: str
    request: str = ""
    pointer: str = ""

    def __str__(self) -> str:
        """A headline and, indented, the message, the place in the contract and the request."""
        head = f"{self.layer}: {self.api}.{self.operation} breaks {self.check}"
        given = (self.message, self.pointer, self.request)
        parts = [part.strip() for part in given if part.strip()]
        return "\n".join([head, *(indent(part, "    ") for part in parts)])


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of each (operation, check, first line of the message) that with the shortest request."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for each in findings:
        headline = each.message.strip().partition("\n")[0]
        kind = (each.operation, each.check, headline)
        if kind not in kept or len(each.request) < len(kept[kind].request):
            kept[kind] = each
    return tuple(kept.values())


@frozen(kw_only=True)
class Skipped:
    """Something that was not checked, and what would have to be given for it."""

    operation: str
    reason: str


@frozen
class Report:
    """The result of one run of a layer. It is true when there is no finding.

    Attributes:
        findings: what is wrong, one of a kind.
        seen: pairs of an operation's id and a status that it answered.
        checked: how many answers of each operation were checked.
        skipped: what was left out.
        steps: steps of life cycles that the server took meanwhile, where it can be asked.
    """

    findings: tuple[Finding, ...] = field(default=(), converter=_distinct)
    seen: Seen = frozenset()
    checked: Mapping[str, int] = field(factory=dict)
    skipped: tuple[Skipped, ...] = ()
    steps: frozenset[Step] = frozenset()

    def __bool__(self) -> bool:
        """Whether everything that was checked conforms."""
        return not self.findings

    def __add__(self, other: "Report") -> "Report":
        """Both results in one."""
        return Report(
            (*self.findings, *other.findings),
            self.seen | other.seen,
            Counter(self.checked) + Counter(other.checked),
            tuple(dict.fromkeys((*self.skipped, *other.skipped))),
            self.steps | other.steps,
        )

    def __str__(self) -> str:
        """Every finding, or that there is none."""
        if not self.findings:
            return f"no findings; {len(self.seen)} answers (operation, status) seen"
        return "\n\n".join(map(str, self.findings))
