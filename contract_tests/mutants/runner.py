"""Runs mutants in worker processes, each under a time limit, and keeps what came out."""

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from attrs import asdict, define, field

from contract_tests.mutants import catalogue
from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.reach import Reach, WrongBaselineError, reach
from contract_tests.mutants.trial import Effort, Outcome, trial

LIMIT = 300.0
"""Seconds that a mutant may take; a longer one is stopped, which is a verdict of its own. One that
every layer has to look at takes a tenth of it on a machine that does nothing else."""

BASELINE_LIMIT = 1800.0
"""Seconds that the suite may take on the right server of an API."""

START = 60.0
"""Seconds that a worker may take to start."""

Task = Any
Work = Callable[[Task], Any]
Late = Callable[[Task], Any]

Trial = tuple[str, tuple[str, ...] | None]
"""The name of a mutant, and the layers that it can touch (None: all of them)."""

_SPAWN = multiprocessing.get_context("spawn")


class Journal:
    """The outcomes of a run, one a line, so that one that was broken off goes on.

    The first line says what the run is of; a file of another run is begun anew.
    """

    def __init__(self, path: Path, about: Mapping[str, Any], *, fresh: bool = False) -> None:
        self._path = path
        self.outcomes: dict[str, Outcome] = {}
        head = json.dumps(about, sort_keys=True)
        lines = path.read_text().splitlines() if path.exists() else []
        if lines[:1] == [head] and not fresh:
            for line in lines[1:]:
                with suppress(ValueError):  # the last line of a run that was killed
                    outcome = Outcome(**json.loads(line))
                    self.outcomes[outcome.name] = outcome
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(head + "\n")

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome."""
        self.outcomes[outcome.name] = outcome
        with self._path.open("a") as lines:
            lines.write(json.dumps(asdict(outcome)) + "\n")


@define(eq=False)
class _Worker:
    """A process that runs one mutant after the other."""

    process: Any
    pipe: Connection
    task: Task | None = None
    until: float = float("inf")

    def give(self, task: Task, limit: float) -> None:
        """Let it run a mutant."""
        self.task, self.until = task, time.monotonic() + limit
        self.pipe.send(task)

    def end(self) -> None:
        """Stop it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@define
class Pool:
    """Some workers, which are replaced when they take too long.

    Attributes:
        work: what a worker does with a task; it and the tasks travel to other processes.
        late: the result for a task that took longer than `limit` seconds.
        size: how many workers there are.
    """

    work: Work
    late: Late
    size: int = 2
    limit: float = LIMIT
    _workers: list[_Worker] = field(factory=list)

    def run(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """The outcomes, as they come."""
        left = list(reversed(tasks))
        self._workers = [self._start() for _ in range(min(self.size, len(left)))]
        try:
            for worker in self._workers:
                worker.give(left.pop(), self.limit)
            while any(each.task is not None for each in self._workers):
                for outcome, worker in self._finished():
                    yield outcome
                    if left:
                        worker.give(left.pop(), self.limit)
        finally:
            for worker in self._workers:
                worker.end()

    def _finished(self) -> Iterator[tuple[Any, _Worker]]:
        """The results that are there, or overdue by now, each with a worker that is free."""
        busy = [each for each in self._workers if each.task is not None]
        patience = max(0.0, min(each.until for each in busy) - time.monotonic())
        ready = wait([each.pipe for each in busy], patience)
        for worker in busy:
            task = worker.task
            try:
                if worker.pipe in ready:
                    result = worker.pipe.recv()
                    worker.task = None
                    yield result, worker
                elif worker.until <= time.monotonic():
                    yield self.late(task), self._replaced(worker)
            except (EOFError, ConnectionError):  # it died
                yield self.late(task), self._replaced(worker)

    def _replaced(self, worker: _Worker) -> _Worker:
        """A fresh worker in the place of one that hangs or died."""
        worker.end()
        fresh = self._start()
        self._workers[self._workers.index(worker)] = fresh
        return fresh

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs, self.work), daemon=True)
        process.start()
        theirs.close()
        if not ours.poll(START):
            raise RuntimeError(f"a worker did not start within {START:g} s")
        ours.recv()
        return _Worker(process, ours)


def run(
    trials: Sequence[Trial],
    journal: Journal,
    effort: Effort,
    workers: int,
    told: Callable[[str], object],
) -> None:
    """Run what is not in the journal yet; `told` gets a line of progress now and then."""
    left = [each for each in trials if each[0] not in journal.outcomes]
    pool = Pool(work=partial(_tried, effort), late=_late, size=workers)
    began = time.monotonic()
    for number, outcome in enumerate(pool.run(left), start=1):
        journal.add(outcome)
        if number % 25 == 0 or number == len(left):
            rest = (time.monotonic() - began) / number * (len(left) - number)
            told(
                f"{number} of {len(left)}, {_killed(journal.outcomes.values())} killed in all, "
                f"about {rest / 60:.0f} min left"
            )


def reached(mutants: Collection[Mutant], effort: Effort, workers: int) -> Reach:
    """The layers in which each mutant of the traffic makes a difference.

    Raises WrongBaselineError when the suite objects to the right server, or does not end.
    """
    apis = [each.api for each in mutants]
    tasks = [
        (api, tuple(each.name for each in mutants if each.api == api))
        for api in dict.fromkeys(apis)
    ]
    pool = Pool(work=partial(_reached, effort), late=_stuck, size=workers, limit=BASELINE_LIMIT)
    found: dict[str, tuple[str, ...]] = {}
    for part in pool.run(tasks):
        if isinstance(part, str):
            raise WrongBaselineError(part)
        found |= part
    return found


def _reached(effort: Effort, task: tuple[str, tuple[str, ...]]) -> Reach | str:
    api, names = task
    try:
        return dict(reach(api, [catalogue.mutants()[name] for name in names], effort))
    except WrongBaselineError as error:
        return str(error)


def _stuck(task: tuple[str, tuple[str, ...]]) -> str:
    return f"the suite does not end on the right server of {task[0]}"


def _tried(effort: Effort, task: Trial) -> Outcome:
    name, layers = task
    return trial(catalogue.mutants()[name], effort, layers)


def _late(task: Trial) -> Outcome:
    """The verdict on a mutant that does not end."""
    mutant = catalogue.mutants()[task[0]]
    return Outcome(
        name=mutant.name,
        group=mutant.group,
        api=mutant.api,
        verdict="timeout",
        seconds=LIMIT,
    )


def _killed(outcomes: Collection[Outcome]) -> int:
    return sum(each.verdict == "killed" for each in outcomes)


def _work(pipe: Connection, work: Work) -> None:
    """A worker's life. What the servers and tools under test print is nobody's business."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    pipe.send(None)  # it is there
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(work(task))
