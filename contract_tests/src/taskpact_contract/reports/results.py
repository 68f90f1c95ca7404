"""What a run has brought, layer by layer."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from taskpact_contract.documents import operations
from taskpact_contract.findings import Finding, Report, Skipped

REFUSED = frozenset({401, 403})
"""What somebody is answered whom the server does not let in."""

FORMAL = frozenset({400, 405, 406, 411, 413, 414, 415, 422, 429, 431})
"""Refusals of a request's form, which many a server answers before it asks who sends it."""

STRANGERS = frozenset({"doors"})
"""Layers that call as somebody whom the server should not let in."""

NEVER_ACCEPTED = (
    "the credentials were never accepted: every well-formed request was answered 401 or "
    "403; look at them, and at the parameters that name what is theirs"
)

BROKEN = "the server answered every request with an error of its own (5xx)"


@frozen
class Result:
    """What one layer found on one API, and how long it took in seconds."""

    api: str
    layer: str
    report: Report
    seconds: float

    @property
    def name(self) -> str:
        """The layer without its style: `walk` for `walk (sync)`."""
        return self.layer.partition(" ")[0]


@frozen
class Row:
    """What was looked at of one operation, layer by layer: answers checked, and findings."""

    api: str
    operation: str
    statuses: tuple[int, ...]
    unseen: tuple[int, ...]
    checked: tuple[int, ...]
    found: tuple[int, ...]


@frozen
class Results:
    """The whole run.

    `requests` is how many were sent, `seed` what they were made from, `authenticated` the APIs for
    which credentials were given.
    """

    results: tuple[Result, ...]
    requests: int
    seed: int
    authenticated: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether the server conforms: nothing is wrong, and nothing stands against saying so."""
        return not self.findings and not self.doubts

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why having no findings says nothing of an API: nobody looked, or nobody was let in."""
        doubts = (self._doubt(api) for api in self.apis)
        return tuple(each for each in doubts if each is not None)

    @property
    def verdict(self) -> str:
        """It in a word or two."""
        if count := len(self.findings):
            return f"{count} finding{'s' if count > 1 else ''}"
        return "conforms" if self else "no verdict"

    @property
    def apis(self) -> tuple[str, ...]:
        """The APIs, in the order of the run."""
        return tuple(dict.fromkeys(each.api for each in self.results))

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that checked something, whatever their style, in the order of the run."""
        ran = (each.name for each in self.results if each.report.checked or not each.report)
        return tuple(dict.fromkeys(ran))

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(each.seconds for each in self.results)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong."""
        return tuple(each for result in self.results for each in result.report.findings)

    @property
    def skipped(self) -> tuple[tuple[str, str, Skipped], ...]:
        """API, layer, and what it left out."""
        return tuple(
            (result.api, result.layer, each)
            for result in self.results
            for each in result.report.skipped
        )

    def rows(self, api: str) -> Iterator[Row]:
        """One row for each operation of an API, in the order of its contract."""
        mine = [each for each in self.results if each.api == api]
        reports = [
            sum((each.report for each in mine if each.name == layer), Report())
            for layer in self.layers
        ]
        for operation in operations(api).values():
            seen = {
                status
                for report in reports
                for name, status in report.seen
                if name == operation.id and status in operation.statuses
            }
            yield Row(
                api,
                operation.id,
                tuple(sorted(seen)),
                tuple(sorted(operation.statuses.keys() - seen)),
                tuple(report.checked.get(operation.id, 0) for report in reports),
                tuple(
                    sum(each.operation == operation.id for each in report.findings)
                    for report in reports
                ),
            )

    def _doubt(self, api: str) -> str | None:
        mine = [each for each in self.results if each.api == api]
        if not any(each.report.checked or each.report.findings for each in mine):
            reasons = dict.fromkeys(each.reason for one in mine for each in one.report.skipped)
            return (
                f"{api}: nothing was checked: {'; '.join(reasons) or 'no layer has a test for it'}"
            )
        statuses = _told(api, mine)
        if statuses and all(each >= 500 for each in statuses):
            return f"{api}: {BROKEN}"
        told = {each for each in statuses - FORMAL if each < 500}
        if api in self.authenticated and told and told <= REFUSED:
            return f"{api}: {NEVER_ACCEPTED}"
        return None


def _told(api: str, results: Iterable[Result]) -> set[int]:
    """The statuses of answers that depend on who asks."""
    known = operations(api)
    return {
        status
        for each in results
        if each.name not in STRANGERS
        for operation, status in each.report.seen
        if operation in known and known[operation].secured
    }
