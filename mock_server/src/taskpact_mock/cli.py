"""The command `taskpact-mock`. Importing it loads nothing of the server."""

from __future__ import annotations

import argparse
import gc
import logging
import math
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taskpact_mock.serving import Server

_MAX_PORT = 65_535
_COLLECT = (2_000, 10, 1_000)
"""How often Python looks for garbage in cycles: seldom among what is old, and never at much that is
new. The records of a world have no cycles, there may be a million of them, and every request waits
for such a look."""


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; the result is the exit status."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    logging.basicConfig(level=options.log_level.upper(), format="%(levelname)s %(message)s")
    gc.disable()  # what is made now stays; there is no garbage to look for
    try:
        server = _server(parser, options)
    finally:
        gc.enable()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    scheme = "https" if options.ssl_certfile else "http"
    server.announce = lambda: print(  # noqa: T201 # the one line that scripts wait for
        f"taskpact-mock ready on {scheme}://{options.host}:{server.port}", flush=True
    )
    with suppress(KeyboardInterrupt):  # it has shut down by then
        server.run()
    return 0 if server.started else 1


def _server(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Server:
    from taskpact_mock.api import FixtureError
    from taskpact_mock.app import App
    from taskpact_mock.serving import make_server
    from taskpact_mock.world.world import Options
    from taskpact_mock.world.worlds import Defaults

    defaults = Defaults(
        seed=options.seed,
        clock=options.clock,
        speed=options.speed,
        options=Options(
            auth=options.auth,
            rate_limits=options.rate_limits,
            webhooks_anywhere=options.webhooks_anywhere,
        ),
        fixtures=options.fixtures or {},
    )
    try:
        app = App(defaults)
    except FixtureError as error:
        parser.error(f"argument --fixtures: {error}")
    _check_certificate(parser, options)
    return make_server(
        app,
        host=options.host,
        port=options.port,
        ssl_keyfile=options.ssl_keyfile,
        ssl_certfile=options.ssl_certfile,
    )


def _check_certificate(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """End with a usage error where no https could be served with what the options name."""
    if options.ssl_certfile is None:
        if options.ssl_keyfile is not None:
            parser.error("argument --ssl-keyfile: it needs --ssl-certfile, too")
        return
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            options.ssl_certfile, options.ssl_keyfile
        )
    except OSError as error:  # those of ssl are, too
        names = filter(None, (options.ssl_certfile, options.ssl_keyfile))
        parser.error(f"argument --ssl-certfile: {' and '.join(names)}: {error.strerror or error}")


def make_parser() -> argparse.ArgumentParser:
    """The options of the command."""
    parser = argparse.ArgumentParser(
        prog="taskpact-mock",
        description="A stateful mock server for five agent-task APIs, on one virtual clock.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on")
    add("--port", type=_port, default=4010, help="the port to listen on; 0 takes a free one")
    add("--seed", type=int, default=0, help="where ids and texts come from")
    add("--clock", choices=("real", "manual", "auto"), default="real", help="how time goes")
    add("--speed", type=_positive, default=1.0, help="seconds of a real clock in one second")
    add("--auth", choices=("strict", "any", "off"), default="strict", help="who is let in")
    add("--rate-limits", action="store_true", help="limit calls as the services document it")
    add("--webhooks-anywhere", action="store_true", help="call webhooks beyond this machine, too")
    add(
        "--fixtures",
        type=_records,
        metavar="FILE",
        help="JSON with records for every world, as POST /_mock/fixtures takes them",
    )
    add("--ssl-keyfile", help="serve https with this key")
    add("--ssl-certfile", help="serve https with this certificate")
    add(
        "--log-level",
        choices=("debug", "info", "warning", "error"),
        default="warning",
        help="how much is logged to standard error",
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _MAX_PORT:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to {_MAX_PORT}")
    return int(text)


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError("must be above 0, and finite")
    return value


def _records(path: str) -> dict[str, Any]:
    from taskpact_mock.contract.decode import MalformedError, decode_json

    try:
        found = decode_json(Path(path).read_bytes())
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path}: {error.strerror}") from None
    except MalformedError as error:
        raise argparse.ArgumentTypeError(f"{path}: {error.message} at byte {error.place}") from None
    if not isinstance(found, dict):
        raise argparse.ArgumentTypeError(f"{path}: holds no JSON object")
    return found


if __name__ == "__main__":
    sys.exit(main())
