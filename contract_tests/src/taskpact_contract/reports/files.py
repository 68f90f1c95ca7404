"""Reports in files."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from taskpact_contract.reports.results import Results

Render = Callable[[Results], str]


def claim(wanted: Mapping[Path, Render]) -> None:
    """Empty every file, and make its folder: now, and not after hours in vain.

    Raises OSError if one cannot be written.
    """
    for path in wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def write(results: Results, wanted: Mapping[Path, Render]) -> Iterator[OSError]:
    """Write every file; yields why one could not be written, and goes on with the others."""
    for path, render in wanted.items():
        try:
            path.write_text(render(results), encoding="utf-8")
        except OSError as error:
            yield error
