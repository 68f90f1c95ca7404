"""What was found, told as it happens and once more at the end."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import TextIO

import attrs

from taskpact_contract.findings import Finding
from taskpact_contract.proxy.messages import Violation

Key = tuple[str, str, str, str, str]


class Ledger:
    """All violations of one run.

    One of a kind is written to `out` when it first happens, in a line, with a second one that
    sends the request again; the same on later requests is only counted.
    """

    def __init__(self, api: str, out: TextIO) -> None:
        self._api = api
        self._out = out
        self._findings: dict[Key, Finding] = {}
        self._counts: Counter[Key] = Counter()
        self.exchanges = 0
        self.unjudged = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding of a kind, in the order in which they happened."""
        return tuple(self._findings.values())

    def add(self, violation: Violation, operation: str, curl: str) -> None:
        """Note a violation in the exchange that `curl` repeats."""
        finding = Finding(
            layer=f"proxy ({violation.side})",
            api=self._api,
            operation=operation,
            check=violation.check,
            message=violation.message,
            request=curl,
            pointer=violation.pointer,
        )
        key = _key(finding)
        self._counts[key] += 1
        if key not in self._findings:
            self._findings[key] = finding
            self.tell(f"{_line(finding)}\n    {curl}")

    def tell(self, line: str) -> None:
        """Write a line at once, whatever characters came by."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        self._out.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        self._out.flush()

    def summary(self) -> str:
        """How much went by and how often each rule was broken."""
        lines = [f"{self.exchanges} requests, {self._counts.total()} violations"]
        if self.unjudged:
            lines.append(
                f"  {self.unjudged} bodies passed unjudged: too long, or encoded otherwise"
            )
        for key, finding in self._findings.items():
            lines.append(f"  {self._counts[key]:5} x {_line(finding)}")
        return "\n".join(lines)

    def as_json(self) -> str:
        """The same for programs."""
        entries: list[Mapping[str, object]] = [
            {**attrs.asdict(finding), "count": self._counts[key]}
            for key, finding in self._findings.items()
        ]
        found = {"api": self._api, "requests": self.exchanges, "unjudged": self.unjudged}
        return json.dumps({**found, "findings": entries}, indent=2) + "\n"


def _key(finding: Finding) -> Key:
    """What makes two findings one of a kind."""
    message = re.sub(r"/[0-9]+", "/*", finding.message)  # which item it was makes no other kind
    return finding.layer, finding.operation, finding.check, finding.pointer, message


def _line(finding: Finding) -> str:
    return (
        f"{finding.layer}: {finding.api}.{finding.operation} breaks {finding.check}:"
        f" {finding.message} [{finding.pointer}]"
    )
