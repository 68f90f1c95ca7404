"""The command `taskpact-contract`."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from taskpact_contract import diff, proxy, reports, suite
from taskpact_contract.control import NoControlPlaneError
from taskpact_contract.documents import APIS, families, operations
from taskpact_contract.pace import Pace
from taskpact_contract.reports import Result, Results
from taskpact_contract.reports.text import line
from taskpact_contract.session import Session, UnreachableError
from taskpact_contract.target import Principal, Target

CONFORMS, DOES_NOT, COULD_NOT_RUN = 0, 1, 2
"""Exit codes."""

LOG_WIDTH = 120
"""Columns of a report that no terminal shows."""


class UsageError(Exception):
    """The arguments cannot be followed; the text says what to change."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit code. Bad arguments raise SystemExit(2), as everywhere."""
    parser = build_parser()
    given = parser.parse_args(argv)
    try:
        code: int = given.run(given)
    except (UsageError, UnreachableError, NoControlPlaneError, OSError, ValueError) as error:
        sys.stderr.write(f"taskpact-contract: {error}\n")
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write("taskpact-contract: interrupted\n")
        return COULD_NOT_RUN
    return code


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    parser = argparse.ArgumentParser(
        prog="taskpact-contract", description="Contract tests for five agent-task APIs."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run",
        help="test a server against a contract",
        description="Test a server against a contract. Exit code 0: it conforms, 1: it does not, "
        "2: the tests could not run. Requests go out one at a time.",
    )
    _add_run_options(run)
    run.set_defaults(run=run_command)
    _add_diff(commands)
    _add_proxy(commands)
    return parser


def _add_diff(commands: Any) -> None:
    parser = commands.add_parser(
        "diff",
        help="say which changes of a contract break clients or servers",
        description="Say which changes of a contract break clients or servers. "
        "Exit code 0: nothing breaks, 1: something does, 2: they cannot be compared.",
    )
    parser.add_argument("old", metavar="OLD", help="a file, or the name of an API")
    parser.add_argument("new", metavar="NEW", help="a file, or the name of an API")
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=lambda given: diff.run(given.old, given.new, as_json=given.json))


def _add_proxy(commands: Any) -> None:
    parser = commands.add_parser(
        "proxy",
        help="stand between an application and a server, and report every violation",
        description="Pass everything on between an application and a server, unchanged, and report "
        "where either breaks the contract, until interrupted. "
        "Exit code 0: nobody did, 1: somebody did, 2: it could not run.",
    )
    parser.add_argument("--api", choices=APIS, required=True, help="the contract")
    parser.add_argument("--target", metavar="URL", required=True, help="the server")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (0)")
    parser.add_argument("--report", metavar="FILE", type=Path, help="write the violations as JSON")
    parser.set_defaults(
        run=lambda given: proxy.run(
            given.api, given.target, host=given.host, port=given.port, report=given.report
        )
    )


# fmt: off
def _add_run_options(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what to test")
    which = what.add_mutually_exclusive_group(required=True)
    which.add_argument("--api", choices=APIS, action="append",
                       help="an API; may be given again")
    which.add_argument("--family", choices=sorted(families()),
                       help="all APIs of a family")
    what.add_argument("--base-url", required=True, metavar="URL",
                      help="what precedes the paths of the contract")
    what.add_argument("--layer", choices=tuple(suite.LAYERS), action="append", metavar="NAME",
                      help=f"only this layer, of: {', '.join(suite.LAYERS)}")
    what.add_argument("--only", action="append", default=[], metavar="OPERATION",
                      help="only this operation, by its operationId")
    who = parser.add_argument_group("as whom")
    who.add_argument("--header", action="append", default=[], metavar="'K: V'",
                     help="a header of every request, such as credentials")
    who.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE",
                     help="a path parameter of something that is there, such as task_id")
    who.add_argument("--second-header", action="append", default=[], metavar="'K: V'",
                     help="a header of somebody who may not see the work of the first")
    who.add_argument("--credentials", metavar="FILE",
                     help="all of these, by API, as GET /_mock/credentials answers; - is stdin")
    who.add_argument("--control", action="store_true",
                     help="the server is a taskpact-mock: run in a world of its own there")
    much = parser.add_argument_group("how much")
    much.add_argument("--seed", type=int, default=1, metavar="N",
                      help="what requests are made from (1)")
    much.add_argument("--max-examples", type=_positive, default=20, metavar="N",
                      help="of each operation and phase (20)")
    much.add_argument("--max-requests", type=_positive, default=20_000, metavar="N",
                      help="in all (20,000); what is left is reported as not checked")
    much.add_argument("--rate", type=float, default=50.0, metavar="N",
                      help="requests in a second at most (50); 0 for any number")
    much.add_argument("--allow-destructive", action="store_true",
                      help="also call operations that end or delete something")
    how = parser.add_argument_group("reports")
    how.add_argument("--junit", metavar="FILE", type=Path, help="write JUnit XML")
    how.add_argument("--html", metavar="FILE", type=Path, help="write a page")
# fmt: on


def run_command(given: argparse.Namespace) -> int:
    """`taskpact-contract run`."""
    apis = tuple(given.api or families()[given.family])
    only = frozenset(given.only)
    if unknown := sorted(only - {name for api in apis for name in operations(api)}):
        raise UsageError(f"--only {unknown[0]}: {' and '.join(apis)} have no such operation")
    pace = Pace(budget=given.max_requests, rate=given.rate or None)
    targets = tuple(_target(given, api, pace) for api in apis)
    results = _watched(
        Session(
            targets=targets,
            layers=tuple(given.layer or suite.LAYERS),
            only=only,
            seed=given.seed,
            max_examples=given.max_examples,
        ),
        pace,
    )
    width = None if sys.stdout.isatty() else LOG_WIDTH
    Console(highlight=False, width=width).print(reports.text(results))
    for path, render in ((given.junit, reports.junit), (given.html, reports.html)):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(results), encoding="utf-8")
    return CONFORMS if results else DOES_NOT


def _watched(session: Session, pace: Pace) -> Results:
    """Run it and show on stderr how far it is: a moving line, or one for each layer in a log."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        return evolve(session, ends=lambda result: console.print(line(result))).run()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=None)
        now = [""]

        def begins(api: str, layer: str) -> None:
            now[0] = f"{api}  {layer}"
            progress.update(bar, description=now[0])

        def ends(result: Result) -> None:
            progress.console.print(line(result))

        def sends(count: int) -> None:
            progress.update(bar, description=f"{now[0]}: {count} requests")

        pace.watch = sends
        return evolve(session, begins=begins, ends=ends).run()


def _target(given: argparse.Namespace, api: str, pace: Pace) -> Target:
    found = _credentials(given.credentials).get(api, {}) if given.credentials else {}
    second = found.get("second", {})
    first_headers = {**found.get("headers", {}), **_headers("--header", given.header)}
    second_headers = {
        **second.get("headers", {}),
        **_headers("--second-header", given.second_header),
    }
    parameters = {**found.get("parameters", {}), **_parameters(given.parameter)}
    return Target(
        api=api,
        base_url=given.base_url,
        principal=Principal(headers=first_headers, parameters=parameters),
        second=Principal(headers=second_headers) if second_headers else None,
        control=given.control,
        destructive=given.allow_destructive,
        pace=pace,
    )


def _credentials(name: str) -> Mapping[str, Any]:
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UsageError(f"--credentials {name}: this is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise UsageError(f"--credentials {name}: expected an object with the APIs as members")
    return found


def _headers(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition(":") for each in given]
    if wrong := [name for name, colon, _ in pairs if not colon or not name.strip()]:
        raise UsageError(f"{option} {wrong[0]!r}: write it as 'Name: value'")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _parameters(given: Sequence[str]) -> dict[str, Any]:
    pairs = [each.partition("=") for each in given]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise UsageError(f"--parameter {wrong[0]!r}: write it as NAME=VALUE")
    return {name: int(value) if value.isdecimal() else value for name, _, value in pairs}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
