"""The proxy as a command: listen, pass on, report, and end with what was found."""

import asyncio
import sys
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from taskpact_contract import documents
from taskpact_contract.proxy.ledger import Ledger
from taskpact_contract.proxy.relay import Relay
from taskpact_contract.proxy.rules import Rules
from taskpact_contract.proxy.serving import Server, listen

CONFORMS, BROKEN, FAILED = 0, 1, 2
"""What `run` returns."""


def run(
    api: str,
    target: str,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    report: str | Path | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Stand between an application and the server `target` until SIGINT or SIGTERM.

    `target` is what stands before the paths of the contract of `api`. Port 0 takes a free one; a
    line on `out` (standard output) tells where it listens, then comes a line for each violation
    with the command that repeats it, and a summary at the end, which `report` gets as JSON.
    Returns 0 if nothing was broken, 1 if something was, and 2, with the reason on `err` (standard
    error), if it could not run. Call it in the main thread, which gets the signals.
    """
    ledger = Ledger(api, out or sys.stdout)
    try:
        if report is not None:
            Path(report).write_text("", encoding="utf-8")  # now, and not after hours in vain
        server = make_server(api, target, ledger, host=host, port=port)
    except (OSError, ValueError) as error:
        (err or sys.stderr).write(f"taskpact-contract proxy: {error}\n")
        return FAILED
    server.announce = lambda: ledger.tell(f"taskpact-contract proxy ready on {server.url}")
    asyncio.run(server.serve())
    ledger.tell(ledger.summary())
    if report is not None:
        Path(report).write_text(ledger.as_json(), encoding="utf-8")
    return BROKEN if ledger.findings else CONFORMS


def make_server(
    api: str, target: str, ledger: Ledger, *, host: str = "127.0.0.1", port: int = 0
) -> Server:
    """A server that listens already, and judges what passes by the contract of `api`.

    Raises ValueError for an API or target that there cannot be, OSError for a port that is taken.
    """
    document = documents.load(api)
    parts = urlsplit(target)
    _ = parts.port  # raises for what is no number
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError(f"{target!r} is no target: give a URL such as http://127.0.0.1:4010")
    relay = Relay(target, Rules(document, target, ledger))
    return Server(relay, listen(host, port))
