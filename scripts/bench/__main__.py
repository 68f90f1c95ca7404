"""Measure, and write docs/benchmarks.md. Takes some minutes and wants a quiet machine."""

import argparse
import datetime
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.bench import mock, sdk

TARGET = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` on {date}, at commit {commit}: Python {python}, Prism {prism} with its log
off, wrk with 2 threads and 32 connections for {seconds} s a run on the same two cores, medians of
{rounds} rounds. All servers run at the same time and take turns, and each ratio is the median of
those of the rounds: figures of two runs differ with the machine, ratios hold. The mock validates
every request, and every version of a record once before it leaves, or the form that all pending
tasks share; its clock, journal and life cycles are on. The bare responder answers fixed bytes.

"""


def main() -> int:
    """Run the command line; the result is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--seconds", type=int, default=3, help="how long a run of wrk takes")
    parser.add_argument("--rounds", type=int, default=8, help="how often each is run")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("the load comes from wrk: install it (Debian: apt-get install wrk)")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    text = HEAD.format(
        date=datetime.date.today().isoformat(),  # noqa: DTZ011 # the day here is what is meant
        commit=commit,
        python=platform.python_version(),
        prism=mock.PRISM,
        seconds=options.seconds,
        rounds=options.rounds,
    )
    for title, lines in (
        ("## The mock, Prism and a bare responder", mock.compare(options.seconds, options.rounds)),
        ("## A million tasks and runs", mock.grow()),
        ("## The SDK, and httpx with json alone", sdk.calls()),
        ("## What importing the SDK costs", sdk.imports()),
    ):
        text += "\n".join([title, "", *lines, "", ""])
    TARGET.write_text(text.rstrip() + "\n")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
