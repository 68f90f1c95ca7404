"""What layers report: findings, and which answers they have seen."""

from collections.abc import Iterable
from textwrap import indent

from attrs import field, frozen

Seen = frozenset[tuple[str, int]]
"""Pairs of an operation's id and a status that it answered."""


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
    """

    layer: str
    api: str
    operation: str
    check: str
    message: str
    request: str = ""

    def __str__(self) -> str:
        """A headline and, indented, the message and the request."""
        head = f"{self.layer}: {self.api}.{self.operation} breaks {self.check}"
        parts = [part.strip() for part in (self.message, self.request) if part.strip()]
        return "\n".join([head, *(indent(part, "    ") for part in parts)])


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first finding of each (operation, check, first line of the message)."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for each in findings:
        headline = each.message.strip().partition("\n")[0]
        kept.setdefault((each.operation, each.check, headline), each)
    return tuple(kept.values())


@frozen
class Report:
    """The result of one run of a layer. It is true when there is no finding."""

    findings: tuple[Finding, ...] = field(converter=_distinct)
    seen: Seen = frozenset()

    def __bool__(self) -> bool:
        """Whether everything conforms."""
        return not self.findings

    def __str__(self) -> str:
        """Every finding, or that there is none."""
        if not self.findings:
            return f"no findings; {len(self.seen)} answers (operation, status) seen"
        return "\n\n".join(map(str, self.findings))
