"""The command `taskpact-contract`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from taskpact_contract import diff, inputs, proxy, reports, suite
from taskpact_contract.control import NoControlPlaneError
from taskpact_contract.documents import APIS, families, operations
from taskpact_contract.inputs import UsageError
from taskpact_contract.pace import Pace
from taskpact_contract.progress import watched
from taskpact_contract.reports import Results, files
from taskpact_contract.reports.files import Render
from taskpact_contract.session import (
    MAX_EXAMPLES,
    MAX_REQUESTS,
    RATE,
    SEED,
    Session,
    UnreachableError,
    pace_of,
)
from taskpact_contract.target import Principal, Target

CONFORMS, DOES_NOT, COULD_NOT_RUN = 0, 1, 2
"""Exit codes."""

LOG_WIDTH = 120
"""Columns of a report that no terminal shows."""


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
    parser.add_argument("--port", type=inputs.port, default=0, help="0 takes a free one (0)")
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
                     help="a parameter of something that is there, such as task_id")
    who.add_argument("--second-header", action="append", default=[], metavar="'K: V'",
                     help="a header of somebody who may not see the work of the first")
    who.add_argument("--credentials", metavar="FILE",
                     help="all of these, by API, as GET /_mock/credentials answers; - is stdin")
    who.add_argument("--control", action="store_true",
                     help="the server is a taskpact-mock: run in a world of its own there")
    much = parser.add_argument_group("how much")
    much.add_argument("--seed", type=int, default=SEED, metavar="N",
                      help=f"what requests are made from ({SEED})")
    much.add_argument("--max-examples", type=inputs.positive, default=MAX_EXAMPLES, metavar="N",
                      help=f"of each operation and phase ({MAX_EXAMPLES})")
    much.add_argument("--max-requests", type=inputs.positive, default=MAX_REQUESTS, metavar="N",
                      help=f"in all ({MAX_REQUESTS:,}); what is left is reported as not checked")
    much.add_argument("--rate", type=inputs.rate, default=RATE, metavar="N",
                      help=f"requests in a second at most ({RATE:g}); 0 for any number")
    much.add_argument("--allow-destructive", action="store_true",
                      help="also call operations that end or delete something")
    how = parser.add_argument_group("reports")
    how.add_argument("--junit", metavar="FILE", type=Path, help="write JUnit XML")
    how.add_argument("--html", metavar="FILE", type=Path, help="write a page")
# fmt: on


def run_command(given: argparse.Namespace) -> int:
    """`taskpact-contract run`."""
    apis = tuple(dict.fromkeys(given.api or families()[given.family]))
    only = frozenset(given.only)
    if unknown := sorted(only - {name for api in apis for name in operations(api)}):
        raise UsageError(f"--only {unknown[0]}: {' and '.join(apis)} have no such operation")
    pace = pace_of(given.max_requests, given.rate)
    session = Session(
        targets=_targets(given, apis, pace),
        layers=tuple(given.layer or suite.LAYERS),
        only=only,
        seed=given.seed,
        max_examples=given.max_examples,
    )
    wanted = _wanted(given)
    files.claim(wanted)
    results = watched(session, pace)
    width = None if sys.stdout.isatty() else LOG_WIDTH
    Console(highlight=False, width=width).print(reports.text(results))
    code = _code(results)
    for error in files.write(results, wanted):
        sys.stderr.write(f"taskpact-contract: {error}\n")
        code = code or COULD_NOT_RUN
    return code


def _targets(given: argparse.Namespace, apis: Sequence[str], pace: Pace) -> tuple[Target, ...]:
    """The APIs as targets. Raises UsageError, ValueError or OSError for what cannot be followed."""
    found = inputs.credentials(given.credentials) if given.credentials else {}
    first = inputs.headers("--header", given.header)
    second = inputs.headers("--second-header", given.second_header)
    parameters = inputs.parameters(apis, given.parameter)

    def target(api: str) -> Target:
        known = inputs.known(found, api)
        others = inputs.merged(known.second, second)
        return Target(
            api=api,
            base_url=given.base_url,
            principal=Principal(
                headers=inputs.merged(known.headers, first),
                parameters={**known.parameters, **parameters[api]},
            ),
            second=Principal(headers=others) if others else None,
            control=given.control,
            destructive=given.allow_destructive,
            pace=pace,
        )

    return tuple(map(target, apis))


def _wanted(given: argparse.Namespace) -> dict[Path, Render]:
    """The reports that are asked for, by their files. Raises UsageError if two share one."""
    asked = {given.junit: reports.junit, given.html: reports.html}
    if given.junit is not None and given.junit == given.html:
        raise UsageError(f"--junit and --html both name {given.html}: give each a file of its own")
    return {path: render for path, render in asked.items() if path is not None}


def _code(results: Results) -> int:
    if results.findings:
        return DOES_NOT
    return CONFORMS if results else COULD_NOT_RUN


if __name__ == "__main__":
    sys.exit(main())
