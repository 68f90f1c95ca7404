"""The part of the model of agent_runtime about queues: which run is whose to claim next."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from attrs import define, field
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models.apis.agent_runtime_actors import (
    ABILITIES,
    CHANNEL,
    WORKSPACE,
    Actor,
    Actors,
    moment,
)
from taskpact_contract.models.machine import Bench

PRIORITIES: Mapping[str, int] = {"low": 10, "medium": 20, "high": 30, "urgent": 40}
SWEPT = timedelta(seconds=15)
"""Time within which a run whose lease ran out is queued again."""
KEPT = ("claim_token_hash", "coordination_channel_id")
OWNERS = (
    None,
    None,
    None,
    None,
    {"kind": "pool", "ref": "sorter"},
    {"kind": "agent_session", "ref": "sess-modelled-2"},
    {"kind": "human", "ref": "somebody"},
)


@define
class Run:
    """A run as the model knows it.

    Attributes:
        task: the fixture of its task, or what of it was seen.
        asks: the fixture of the run.
        number: how many were there before it.
        holder: who holds it, or was the last to.
        until: when the lease of that one ends, None if it has none.
        kept: what each lease of its claim says, and no step changes.
        ended: how it has ended, None if it has not.
        error: why it failed.
    """

    id: str
    task: dict[str, Any]
    asks: Mapping[str, Any]
    number: int
    attempt: int = 1
    holder: str | None = None
    until: datetime | None = None
    kept: Mapping[str, Any] = field(factory=dict)
    ended: str | None = None
    error: str | None = None

    @property
    def past(self) -> dict[str, Any]:
        """What is told of it to those who come after."""
        return {
            "id": self.id,
            "attempt": self.attempt,
            "status": self.ended,
            "error": self.error,
        }

    def rank(self, offered: frozenset[str]) -> tuple[int, int, int]:
        """The first comes first: by priority, what it prefers, and age."""
        liked = len(offered.intersection(self.asks.get("preferred_capabilities", ())))
        return -PRIORITIES[self.task["priority"]], -liked, self.number

    def suits(self, who: Actor, offered: frozenset[str], least: int) -> bool:
        """Whether it is one that the session may claim."""
        owner = self.task.get("owner")
        owners = (("pool", who.agent), ("agent_session", who.name))
        return (
            self.task["workspace_id"] == who.workspace
            and not self.task["paused"]
            and who.channel in (None, self.task.get("network_channel"))
            and offered.issuperset(self.asks.get("required_capabilities", ()))
            and PRIORITIES[self.task["priority"]] >= least
            and (owner is None or (owner["kind"], owner["ref"]) in owners)
        )


class Queues(Actors):
    """Queues runs, pauses tasks, and knows who may claim what."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.runs: dict[str, Run] = {}

    @precondition(lambda self: self.bench.control is not None)
    @rule(
        priority=st.sampled_from(sorted(PRIORITIES)),
        needs=st.sampled_from([(), (), (), ("sorting",), ("review",), ("flying",)]),
        likes=st.sampled_from([(), ("tables",), ("tables", "flying")]),
        channel=st.sampled_from([None, CHANNEL]),
        owner=st.sampled_from(OWNERS),
        attempts=st.integers(1, 3),
        count=st.integers(1, 3),
    )
    def enqueue(  # a queue depends on that much
        self,
        priority: str,
        needs: tuple[str, ...],
        likes: tuple[str, ...],
        channel: str | None,
        owner: Mapping[str, str] | None,
        attempts: int,
        count: int,
    ) -> None:
        """Some tasks of a kind, each with a run that waits."""
        asks = {"required_capabilities": needs, "preferred_capabilities": likes}
        more = {"network_channel": channel, "owner": owner}
        given = {name: value for name, value in more.items() if value is not None}
        for _ in range(count):
            self.queue(asks, priority=priority, max_attempts=attempts, **given)

    @precondition(lambda self: self.repeatable)
    @rule(data=st.data())
    def queue_again(self, data: st.DataObject) -> None:
        """A task whose run has ended gets another one, if it may have that many."""
        self.queue_after(self.one_of(data, self.repeatable))

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def pause(self, data: st.DataObject) -> None:
        """A task is paused, or goes on."""
        run = self.one_of(data, self.made)
        run.task["paused"] = not run.task["paused"]
        self.make({"tasks": [{"id": run.task["id"], "paused": run.task["paused"]}]})

    def begin(self, me: Mapping[str, Any]) -> None:
        """The principal may hold a run already; some wait, so that there is a choice."""
        super().begin(me)
        for lease in me["active_task_leases"]:
            task = {"id": lease["task_id"], "workspace_id": self.own.workspace}
            until = moment(lease["lease_until"])
            run = Run(lease["run_id"], task, {}, len(self.runs), holder=self.own.name, until=until)
            run.kept = kept_of(lease)
            self.runs[run.id] = run
        if self.bench.control is not None:
            self.enqueue("medium", (), (), None, None, 2, 3)
            self.enqueue("medium", (), ("tables",), None, None, 2, 1)
            self.enqueue("high", ("review",), (), CHANNEL, None, 2, 1)
            self.enqueue("medium", (), (), CHANNEL, None, 2, 1)
            self.enqueue("low", (), (), CHANNEL, None, 2, 1)
            self.enqueue("urgent", (), (), None, OWNERS[-1], 2, 1)

    def queue(self, asks: Mapping[str, Any], **members: Any) -> Run:
        """A run of a new task waits; in the model's workspace, if its `members` name none."""
        number = len(self.runs)
        task = {
            "id": f"task-{number:016x}",
            "title": f"Task {number}",
            "workspace_id": WORKSPACE,
            "paused": False,
            **members,
        }
        run = self.runs[f"run-{number:016x}"] = Run(f"run-{number:016x}", task, asks, number)
        self.make({"tasks": [{**task, "runs": [self._record(run)]}]})
        return run

    def queue_after(self, before: Run) -> Run:
        """Another run of a task waits, whose last one has ended."""
        number = len(self.runs)
        again = Run(f"run-{number:016x}", before.task, before.asks, number, before.attempt + 1)
        self.make({"runs": [{**self._record(again), "task_id": again.task["id"]}]})
        self.runs[again.id] = again
        return again

    @property
    def claimers(self) -> list[Actor]:
        """All who may call, but those that were spawned, with whose end their runs come back."""
        return [each for each in self.live if each.parent is None]

    @property
    def made(self) -> list[Run]:
        """The runs of tasks that the model has made."""
        return [run for run in self.runs.values() if "paused" in run.task]

    @property
    def repeatable(self) -> list[Run]:
        """The last runs of tasks that may have another one."""
        latest = {run.task["id"]: run for run in self.made}.values()
        return [run for run in latest if run.ended and run.attempt < run.task["max_attempts"]]

    @property
    def held(self) -> list[tuple[Actor, Run]]:
        """All who hold a run, each with it."""
        return [(each, run) for each in self.claimers for run in self.held_by(each)]

    def holds(self, run: Run) -> bool:
        """Whether anybody holds it now."""
        return run.until is not None and run.until > self.now and not run.ended

    def held_by(self, who: Actor) -> list[Run]:
        """The runs that the session holds now, which is one at most."""
        return [run for run in self.runs.values() if run.holder == who.name and self.holds(run)]

    def next_for(self, who: Actor, offers: frozenset[str], least: int) -> tuple[list[str], bool]:
        """The runs that a claim may bring, and whether it may bring none.

        A run whose lease has just run out may be queued again, or not yet.
        """
        if not who.made:
            return [], True
        offered = offers.union(ABILITIES[who.agent])
        fitting = [r for r in self.runs.values() if not r.ended and r.suits(who, offered, least)]
        fitting.sort(key=lambda run: run.rank(offered))
        allowed = []
        for run in fitting:
            if self.holds(run):
                continue
            allowed.append(run.id)
            if run.until is None or run.until + SWEPT <= self.now:
                return allowed, False
        return allowed, True

    def earlier(self, run: Run) -> list[Run]:
        """Those before it of its task, the newest first."""
        runs = [each for each in self.runs.values() if each.task["id"] == run.task["id"]]
        return [each for each in reversed(runs) if each.attempt < run.attempt]

    @staticmethod
    def _record(run: Run) -> dict[str, Any]:
        return {"id": run.id, **run.asks}


def kept_of(lease: Mapping[str, Any]) -> dict[str, Any]:
    """What of a lease stays as it is until the run is given back."""
    return {name: lease[name] for name in KEPT if name in lease}
