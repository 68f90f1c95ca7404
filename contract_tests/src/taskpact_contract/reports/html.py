"""Results as one HTML page that needs nothing else."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from taskpact_contract.findings import Finding
from taskpact_contract.reports.results import Results, Row


def html(results: Results) -> str:
    """The page: the verdict, a table for each API, every finding, and what was left out."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Results) -> Iterator[str]:
    style = (files("taskpact_contract") / "reports" / "report.css").read_text(encoding="utf-8")
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Contract report: {escape(', '.join(results.apis))}</title>"
    yield f"<style>\n{style}</style></head><body><main>"
    yield f"<h1>{escape(', '.join(results.apis))}: "
    yield f'<span class="{"good" if results else "bad"}">{results.verdict}</span></h1>'
    yield f"<p>{results.requests} requests in {results.seconds:.1f} s, seed {results.seed}</p>"
    yield from (f'<p class="bad">{escape(each)}</p>' for each in results.doubts)
    for api in results.apis:
        yield from _table(results, api)
    if results.findings:
        yield "<h2>Findings</h2>"
        for finding in results.findings:
            yield from _finding(finding)
    left_out = dict.fromkeys(
        f"{api}, {layer}, {each.operation}: {each.reason}" for api, layer, each in results.skipped
    )
    if left_out:
        yield "<h2>Not checked</h2><ul>"
        yield from (f"<li>{escape(each)}</li>" for each in left_out)
        yield "</ul>"
    yield "</main></body></html>"


def _table(results: Results, api: str) -> Iterator[str]:
    yield f'<h2>{escape(api)}</h2><div class="wide"><table>'
    yield '<thead><tr><th scope="col">operation</th>'
    yield from (f'<th scope="col">{escape(layer)}</th>' for layer in results.layers)
    yield '<th scope="col">statuses seen</th><th scope="col">never seen</th></tr></thead><tbody>'
    for row in results.rows(api):
        yield f'<tr><th scope="row">{escape(row.operation)}</th>'
        yield from _cells(row)
        yield f"<td>{_words(row.statuses)}</td><td>{_words(row.unseen)}</td></tr>"
    yield "</tbody></table></div>"


def _cells(row: Row) -> Iterator[str]:
    for checked, found in zip(row.checked, row.found, strict=True):
        if found:
            yield f'<td class="bad">{found} wrong</td>'
        else:
            yield f'<td class="good">{checked}</td>' if checked else "<td></td>"


def _finding(finding: Finding) -> Iterator[str]:
    title = f"{finding.api}.{finding.operation} breaks {finding.check}"
    yield f"<details open><summary>{escape(title)} <small>{escape(finding.layer)}</small></summary>"
    yield f"<pre>{escape(finding.message.strip())}</pre>"
    if finding.pointer:
        yield f"<p>In the contract: <code>{escape(finding.pointer)}</code></p>"
    if finding.request:
        yield f"<p>Send it again:</p><pre><code>{escape(finding.request)}</code></pre>"
    yield "</details>"


def _words(statuses: tuple[int, ...]) -> str:
    return " ".join(map(str, statuses))
