"""How the other tools are installed and run, and what each objects to."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from attrs import frozen

ROOT = Path(__file__).parents[3]
HOME = ROOT / ".bench" / "mutate"
LIMIT = 240.0
"""Seconds that a tool may take for one API."""
EXAMPLES = 20
"""How many examples schemathesis makes of each operation and phase."""

DREDD, PORTMAN, SPECMATIC = "14.1.0", "1.33.0", "2.55.3"

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CHANGING = re.compile(
    r"mutant-\d+|\d+ ?ms|127\.0\.0\.1:\d+|[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|\d{4}-\d\d-\d\dT\S+"
)


class MissingToolError(Exception):
    """A tool cannot be had here; the text says why."""


@frozen(kw_only=True)
class Job:
    """One run of a tool: the contract of an API, its server, and who calls."""

    folder: Path
    spec: Path
    url: str
    headers: Mapping[str, str]
    parameters: Mapping[str, Any]


@frozen(kw_only=True)
class Tool:
    """Another tool.

    Attributes:
        install: makes sure that it is there; raises MissingToolError.
        command: the words and the environment of a run.
        objections: what it objects to, from what it printed and from the files of the run.
    """

    name: str
    version: str
    install: Callable[[], None]
    command: Callable[[Job], tuple[list[str], Mapping[str, str]]]
    objections: Callable[[Job, str], Iterator[str]]

    def run(self, job: Job) -> frozenset[str]:
        """What it objects to, without what changes from run to run."""
        words, environment = self.command(job)
        try:
            done = subprocess.run(  # noqa: S603 # the words are this module's
                words,
                cwd=job.folder,
                env={**os.environ, **environment},
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                timeout=LIMIT,
            )
        except subprocess.TimeoutExpired:
            return frozenset({"it did not end in time"})
        printed = _COLOUR.sub("", done.stdout + done.stderr)
        return frozenset(_CHANGING.sub("~", each) for each in self.objections(job, printed))


def _from_npm(package: str, version: str, command: str) -> Callable[[], None]:
    def install() -> None:
        if (HOME / "node_modules" / ".bin" / command).exists():
            return
        npm = shutil.which("npm")
        if npm is None:
            raise MissingToolError("it comes from npm: install Node.js")
        quiet = ["--silent", "--no-audit", "--no-fund", "--prefix", str(HOME)]
        HOME.mkdir(parents=True, exist_ok=True)
        _installed([npm, "install", *quiet, f"{package}@{version}"])

    return install


def _install_specmatic() -> None:
    if shutil.which("java") is None:
        raise MissingToolError("it needs Java 17: install a JRE")
    if not _jar():
        _installed([sys.executable, "-m", "venv", str(HOME / "venv")])
        pip = [str(HOME / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        _installed([*pip, "--disable-pip-version-check", f"specmatic=={SPECMATIC}"])


def _installed(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 # the words are this module's
        command, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise MissingToolError(f"it could not be installed: {''.join(last)}")


def _jar() -> str:
    found = sorted(HOME.glob("venv/lib/python*/site-packages/specmatic/core/specmatic.jar"))
    return str(found[0]) if found else ""


def _schemathesis(job: Job) -> tuple[list[str], Mapping[str, str]]:
    program = str(Path(sys.executable).with_name("schemathesis"))
    headers = [word for name, value in job.headers.items() for word in ("-H", f"{name}: {value}")]
    words = [program, "run", str(job.spec), "--url", job.url, *headers, "--seed", "1"]
    return [*words, "--max-examples", str(EXAMPLES), "--report-junit-path", "report.xml"], {}


def _schemathesis_objections(job: Job, _printed: str) -> Iterator[str]:
    """Each operation with the titles of what failed there."""
    report = job.folder / "report.xml"
    if not report.exists():
        yield "no report"
        return
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 # its own report
        for fault in (*case.iter("failure"), *case.iter("error")):
            text = f"{fault.get('message', '')}\n{fault.text or ''}"
            titles = re.findall(r"^- (.+)$", text, re.MULTILINE)
            yield from (f"{case.get('name')}: {title}" for title in titles or [text[:80]])


def _dredd(job: Job) -> tuple[list[str], Mapping[str, str]]:
    program = str(HOME / "node_modules" / ".bin" / "dredd")
    headers = [
        word for name, value in job.headers.items() for word in ("--header", f"{name}: {value}")
    ]
    return [program, str(job.spec), job.url, *headers, "--loglevel", "error"], {}


def _dredd_objections(_job: Job, printed: str) -> Iterator[str]:
    """Each failed transaction with the lines below it that say why."""
    place = ""
    for line in printed.splitlines():
        if found := re.match(r"(?:fail|error): ([A-Z]+ \(\d+\) \S+) duration", line):
            place = found[1]
            yield place
        elif place and (found := re.match(r"fail: (.+)", line)):
            yield f"{place}: {found[1]}"


def _specmatic(job: Job) -> tuple[list[str], Mapping[str, str]]:
    document = json.loads(job.spec.read_text())
    schemes = document["components"].get("securitySchemes", {})
    values = {name.lower(): value for name, value in job.headers.items()}
    known = {
        name: values.get(str(scheme.get("name", "authorization")).lower(), "").removeprefix(
            "Bearer "
        )
        for name, scheme in schemes.items()
    }
    java = ["java", "-XX:TieredStopAtLevel=1"]
    # Only this machine is called: anything else meets a closed door.
    java += [f"-D{kind}.proxy{what}" for kind in ("http", "https") for what in _NOWHERE]
    words = [*java, "-jar", _jar(), "test", str(job.spec), f"--testBaseURL={job.url}"]
    generative = {"SPECMATIC_GENERATIVE_TESTS": "true", "MAX_TEST_REQUEST_COMBINATIONS": "2"}
    return words, {**generative, **{name: value for name, value in known.items() if value}}


_NOWHERE = ("Host=127.0.0.1", "Port=9")


def _specmatic_objections(_job: Job, printed: str) -> Iterator[str]:
    """Each failed scenario with the places where its answer departs."""
    place = ""
    for line in map(str.strip, printed.splitlines()):
        if found := re.match(r'"?(?:[+-]ve +)?Scenario: (.+?) (?:FAILED|ABORTED)', line):
            place = found[1]
            yield place
        elif place and line.startswith(">>"):
            yield f"{place}: {line}"


def _portman(job: Job) -> tuple[list[str], Mapping[str, str]]:
    kinds = ("statusSuccess", "contentType", "jsonBody", "schemaValidation", "headersPresent")
    headers = [
        {"key": name, "value": value, "overwrite": True, "insert": True}
        for name, value in job.headers.items()
    ]
    overwrites: list[dict[str, Any]] = [
        {"openApiOperation": "*::/*", "overwriteRequestHeaders": headers}
    ]
    for path in json.loads(job.spec.read_text())["paths"]:
        variables = [
            {"key": name, "value": str(value), "overwrite": True}
            for name, value in job.parameters.items()
            if f"{{{name}}}" in path
        ]
        if variables:
            place = {"openApiOperation": f"*::{path}"}
            overwrites.append({**place, "overwriteRequestPathVariables": variables})
    checked = {"openApiOperation": "*::/*", **{kind: {"enabled": True} for kind in kinds}}
    settings = {
        "version": 1.0,
        "tests": {"contractTests": [checked]},
        "overwrites": overwrites,
    }
    (job.folder / "portman.json").write_text(json.dumps(settings))
    program = str(HOME / "node_modules" / ".bin" / "portman")
    words = [program, "-l", str(job.spec), "-b", job.url, "-c", "portman.json", "--runNewman"]
    on = ["--newmanRunOptions", json.dumps({"abortOnFailure": False})]
    return [*words, "true", "-o", "collection.json", *on], _portman_secrets(job.headers)


def _portman_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    """The values of the variables by which its collections name credentials."""
    token = headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return {"PORTMAN_BEARER_TOKEN": token}
    return {"PORTMAN_API_KEY": next(iter(headers.values()), "")}


def _portman_objections(_job: Job, printed: str) -> Iterator[str]:
    """The titles of the tests that failed."""
    for line in printed.splitlines():
        if found := re.match(r"\s*\d+\.\s+(\[[A-Z]+\]::.+)", line):
            yield found[1].strip()
    if "newman" not in printed:
        yield "it did not run"


def tools() -> tuple[Tool, ...]:
    """All of them."""
    from schemathesis import __version__ as schemathesis

    return (
        Tool(
            name="schemathesis",
            version=schemathesis,
            install=lambda: None,
            command=_schemathesis,
            objections=_schemathesis_objections,
        ),
        Tool(
            name="Dredd",
            version=DREDD,
            install=_from_npm("dredd", DREDD, "dredd"),
            command=_dredd,
            objections=_dredd_objections,
        ),
        Tool(
            name="Specmatic",
            version=SPECMATIC,
            install=_install_specmatic,
            command=_specmatic,
            objections=_specmatic_objections,
        ),
        Tool(
            name="Portman",
            version=PORTMAN,
            install=_from_npm("@apideck/portman", PORTMAN, "portman"),
            command=_portman,
            objections=_portman_objections,
        ),
    )
