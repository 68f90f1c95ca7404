"""The doors layer: whoever may not come in stays out.

Every operation that wants credentials is called without any and with wrong ones; every operation
that names somebody's work is called by somebody else.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from attrs import define, field

from taskpact_contract.bridge.calls import NOTHING
from taskpact_contract.documents import Operation, cycles, operations
from taskpact_contract.findings import Finding, Report, Skipped
from taskpact_contract.pace import SpentError
from taskpact_contract.probe import Answer, BrokenError, Probe
from taskpact_contract.selection import BUDGET_SPENT, selected
from taskpact_contract.target import Principal, Target

LAYER = "doors"
WRONG = "wrong-credentials"
SHUT = (401, 403)
"""What somebody with wrong credentials is answered; 401 alone is for somebody without any."""
HIDDEN = (403, 404, 409)
"""What somebody is answered who asks for work of others."""


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Knock at each operation, or at `only` some; the same whatever `seed` and `max_examples` are.

    Work of others is asked for only where the target has a second principal.
    """
    del seed, max_examples
    chosen, skipped = selected(target, only)
    if not target.principal.headers:
        return Report(skipped=(*skipped, Skipped(operation="*", reason="no credentials are given")))
    if target.second is None:
        reason = "no second principal is given, who could ask for work of others"
        skipped += (Skipped(operation="*", reason=reason),)
    knocking = _Knocking(target)
    try:
        for operation in chosen:
            knocking.at(operation)
    except SpentError:
        skipped += (BUDGET_SPENT,)
    return Report(knocking.findings, frozenset(knocking.seen), knocking.checked, skipped)


@define
class _Knocking:
    target: Target
    findings: list[Finding] = field(factory=list)
    seen: set[tuple[str, int]] = field(factory=set)
    checked: Counter[str] = field(factory=Counter)

    def at(self, operation: Operation) -> None:
        """Call one operation as everybody who may not."""
        if operation.secured:
            self._refuses(operation, Principal(), (401,), "without credentials")
            for headers in _spoilt(self.target.principal.headers):
                self._refuses(operation, Principal(headers=headers), SHUT, "with wrong credentials")
        if self.target.second is not None and _owned(self.target.api, operation):
            self._refuses(operation, self.target.second, HIDDEN, "by somebody else")

    def _refuses(
        self, operation: Operation, who: Principal, statuses: tuple[int, ...], how: str
    ) -> None:
        self.checked[operation.id] += 1
        try:
            with Probe(self.target, "raw", who) as probe:
                answer = probe.send(operation.id, **example(operation, self.target.principal))
            self.seen.add((operation.id, answer.status))
            self._judge(answer, statuses, how)
        except BrokenError as error:
            self.findings.append(
                Finding(
                    layer=LAYER,
                    api=self.target.api,
                    operation=operation.id,
                    check=error.check,
                    message=f"called {how}:\n{error.message}",
                    request=error.curl,
                    pointer=operation.pointer,
                )
            )

    def _judge(self, answer: Answer, statuses: tuple[int, ...], how: str) -> None:
        if answer.status not in statuses:
            check = "isolation" if statuses is HIDDEN else "credentials"
            words = " or ".join(map(str, statuses))
            message = f"answered {answer.status} instead of {words}"
            raise BrokenError(answer.operation, check, message, answer.curl)


def example(operation: Operation, principal: Principal) -> dict[str, Any]:
    """The arguments of a call: what the principal has, else the contract's examples."""
    path = {
        each.name: principal.parameters.get(each.name, each.example)
        for each in operation.parameters
        if each.location == "path"
    }
    return {"path": path, "body": NOTHING if operation.example is None else operation.example}


def _spoilt(headers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The headers with one of them wrong; a scheme such as Bearer stays."""
    for name, value in headers.items():
        scheme, space, _ = value.rpartition(" ")
        yield {**headers, name: f"{scheme}{space}{WRONG}"}


def _owned(api: str, operation: Operation) -> bool:
    """Whether a call names work, which is somebody's."""
    about = operation.subject is not None
    return about and any(
        operation.id in each.operations or operation.subject == _subject(api, each.read)
        for each in cycles(api)
        if each.id is not None
    )


def _subject(api: str, read: str | None) -> str | None:
    return operations(api)[read].subject if read else None
