"""Runs a sample of the mutants under every tool, and puts their kills side by side."""

import json
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

import httpx
from attrs import frozen

from contract_tests.mutants import catalogue
from contract_tests.mutants.mutant import GROUPS
from contract_tests.mutants.rivals.tools import (
    LIMIT,
    ROOT,
    Job,
    MissingToolError,
    Tool,
    tools,
)
from contract_tests.mutants.runner import Pool
from contract_tests.mutants.server import Hits, MutantApp
from contract_tests.mutants.trial import Outcome, look
from contract_tests.running import running
from taskpact_mock.world.worlds import Defaults

SIZE = 40
"""How many mutants every tool is run on."""
BASELINES = 2
"""How often a tool is run on the right server: what differs between two runs is noise, too."""

RIGHT = ""
"""In the place of a mutant's name: none."""

Run = tuple[str, str]
"""The name of a mutant, or RIGHT, and an API."""
Found = Mapping[str, frozenset[str]]
"""What each tool objects to."""


@frozen(kw_only=True)
class Comparison:
    """What the tools killed of the sample, and what our suite did.

    Attributes:
        missing: tools that could not be had, with the reason.
        noise: to how many things each tool objects on the right servers.
        alarms: the APIs in which it objects, once more on the right server, to something new.
        kills: the names of the mutants that each tool killed.
    """

    sample: tuple[Outcome, ...]
    versions: Mapping[str, str]
    missing: Mapping[str, str]
    noise: Mapping[str, int]
    alarms: Mapping[str, frozenset[str]]
    kills: Mapping[str, frozenset[str]]

    def lines(self) -> Iterator[str]:
        """The table, as lines of Markdown."""
        yield f"{len(self.sample)} mutants, the same for all, chosen by the hash of their names out"
        yield "of those that can be noticed; client mutants are no matter of theirs. Each tool ran"
        yield "on the right servers first, twice: a kill is an objection that was not raised there."
        yield "The last row is another run on each right server. What is new there is no kill, but"
        yield "shows how many kills a tool may owe to chance."
        yield ""
        names = [*self.versions]
        yield f"| group | mutants | joined suite | {' | '.join(names)} |"
        yield "|---" * (len(names) + 3) + "|"
        for group in (*GROUPS, "all"):
            found = [each for each in self.sample if group in (each.group, "all")]
            if not found:
                continue
            ours = sum(each.verdict == "killed" for each in found)
            theirs = [sum(each.name in self.kills[name] for each in found) for name in names]
            cells = [group, len(found), ours, *theirs]
            yield f"| {' | '.join(map(str, cells))} |"
        alarms = [len(self.alarms[name]) for name in names]
        apis = {each.api for each in self.sample}
        # 0 of ours: no mutant is run while our suite objects to a right server (WrongBaselineError)
        yield f"| {' | '.join(map(str, ['no fault', len(apis), 0, *alarms]))} |"
        yield ""
        told = [f"{name} {version}" for name, version in self.versions.items()]
        noise = [f"{name} {count}" for name, count in self.noise.items()]
        yield f"Versions: {', '.join(told)}. Objections to the right servers: {', '.join(noise)}."
        for name, reason in self.missing.items():
            yield f"{name} was not run: {reason}."


def compare(
    outcomes: Collection[Outcome], workers: int, told: Callable[[str], object], size: int = SIZE
) -> Comparison:
    """Run the tools on a sample of the mutants that can be noticed."""
    chosen = sampled(outcomes, size)
    present, missing = _present()
    apis = tuple(dict.fromkeys(each.api for each in chosen))
    runs: list[Run] = [(RIGHT, api) for api in apis] * (BASELINES + 1)
    runs += [(each.name, each.api) for each in chosen]
    pool = Pool(work=_run, late=_late, size=workers, limit=LIMIT * len(present) + 60)
    right: dict[str, list[Found]] = {}
    raised: dict[str, Found] = {}
    for number, ((name, api), found) in enumerate(pool.run(runs), start=1):
        if name == RIGHT:
            right.setdefault(api, []).append(found)
        else:
            raised[name] = found
        told(f"other tools: {number} of {len(runs)} runs")

    versions = {tool.name: tool.version for tool in present}
    return judged(chosen, versions, missing, right, raised)


def judged(
    sample: Collection[Outcome],
    versions: Mapping[str, str],
    missing: Mapping[str, str],
    right: Mapping[str, Sequence[Found]],
    raised: Mapping[str, Found],
) -> Comparison:
    """What the tools made of it, from what they objected to on the right server of each API, run by
    run, and on each mutant."""

    def noise(api: str, tool: str) -> frozenset[str]:
        return frozenset[str]().union(*(each.get(tool, ()) for each in right[api][:BASELINES]))

    def new(api: str, tool: str, found: Found) -> bool:
        return not found.get(tool, frozenset()) <= noise(api, tool)

    return Comparison(
        sample=tuple(sample),
        versions=versions,
        missing=missing,
        noise={tool: sum(len(noise(api, tool)) for api in right) for tool in versions},
        alarms={
            tool: frozenset(api for api, runs in right.items() if new(api, tool, runs[BASELINES]))
            for tool in versions
        },
        kills={
            tool: frozenset(
                each.name for each in sample if new(each.api, tool, raised.get(each.name, {}))
            )
            for tool in versions
        },
    )


def sampled(outcomes: Collection[Outcome], size: int) -> list[Outcome]:
    """A sample of those that can be noticed over HTTP, evenly of all groups and APIs."""
    known = {each.name: each for each in outcomes}
    reachable = [
        mutant
        for name, mutant in catalogue.mutants().items()
        if name in known
        and known[name].verdict in ("killed", "survived")
        and mutant.group != "client"
    ]
    return [known[each.name] for each in catalogue.sample(reachable, size)]


def _present() -> tuple[list[Tool], dict[str, str]]:
    present, missing = [], {}
    for tool in tools():
        try:
            tool.install()
        except MissingToolError as error:
            missing[f"{tool.name} {tool.version}"] = str(error)
        else:
            present.append(tool)
    return present, missing


def _run(run: Run) -> tuple[Run, Found]:
    present, _ = _present()
    return run, {tool.name: _objections(tool, *run) for tool in present}


def _late(run: Run) -> tuple[Run, Found]:
    return run, {}


def _objections(tool: Tool, name: str, api: str) -> frozenset[str]:
    """What a tool objects to on a server of its own with the mutant."""
    app, hits = MutantApp(Defaults(clock="auto")), Hits()
    with tempfile.TemporaryDirectory() as folder, running(app) as url:
        found = (
            httpx.get(f"{url}/_mock/credentials", trust_env=False).raise_for_status().json()[api]
        )
        headers, parameters = found["headers"], found["parameters"]
        look(api, url, headers, parameters)
        job = Job(
            folder=Path(folder),
            spec=_written(Path(folder), api),
            url=url,
            headers=headers,
            parameters=parameters,
        )
        wrong = nullcontext() if name == RIGHT else catalogue.mutants()[name].apply(app, hits)
        with wrong:
            return tool.run(job)


def _written(folder: Path, api: str) -> Path:
    """The published contract, in a place of the run's own."""
    source = ROOT / "openapi" / "bundled" / f"{api}.json"
    target = folder / f"{api}.json"
    target.write_text(json.dumps(json.loads(source.read_text())))
    return target
