"""What a run has brought, layer by layer."""

from collections.abc import Iterator

from attrs import frozen

from taskpact_contract.documents import operations
from taskpact_contract.findings import Finding, Report, Skipped


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

    `requests` is how many were sent, `seed` what they were made from.
    """

    results: tuple[Result, ...]
    requests: int
    seed: int

    def __bool__(self) -> bool:
        """Whether everything that was checked conforms."""
        return all(each.report for each in self.results)

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
