"""The part of the model of agent_runtime about claims: who holds which run, and until when."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis import agent_runtime_views
from taskpact_contract.models.apis.agent_runtime_actors import Actor, moment
from taskpact_contract.models.apis.agent_runtime_queues import SWEPT, Queues, Run, kept_of
from taskpact_contract.models.machine import Bench
from taskpact_contract.probe import Answer

DEFAULT_LEASE = 300
ENDS: Mapping[str, str] = {
    "complete_run": "completed",
    "fail_run": "failed",
    "release_run": "queued",
}
LEASED = ("heartbeat_run", *ENDS)
EAGER = ("sess-modelled-1", "sess-modelled-4")
"""Sessions that claim a run as soon as there is one."""
UNKNOWN = "run-00000000000000ff"
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "required_capabilities": st.sampled_from([["flying"], ["tables", "flying"]]),
        "priority_min": st.sampled_from([0, 20, 31]),
        "lease_seconds": st.sampled_from([0, 20, 60, 3600]),
    },
)
"""What is asked for in a claim."""


class Claims(Queues):
    """Claims runs, keeps them, ends them, and tries what only their holder may."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.hashes: set[str] = set()

    def begin(self, me: Mapping[str, Any]) -> None:
        """Some runs are taken at once."""
        super().begin(me)
        if self.bench.control is not None:
            for name in EAGER:
                self.claim_for(self.actors[name], {})

    @rule(data=st.data(), times=st.integers(1, 4))
    def claim(self, data: st.DataObject, times: int) -> None:
        """The most urgent run that suits the caller, and nobody holds, becomes its own."""
        for _ in range(times):
            idle = [each for each in self.claimers if not self.held_by(each)]
            who = self.one_of(data, [*idle, *idle, *self.claimers])
            body = data.draw(WISHES)
            if self.held_by(who):
                self.refused(409, "claim_next_task", who=who.principal, body=body)
            else:
                self.claim_for(who, body)
            self.look(who)

    @rule(data=st.data())
    def claim_all(self, data: st.DataObject) -> None:
        """All who hold nothing claim one after the other."""
        for who in self.claimers:
            if not self.held_by(who):
                self.claim_for(who, data.draw(WISHES))
                self.look(who)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), seconds=st.sampled_from([None, 0, 20, 600]))
    def renew(self, data: st.DataObject, seconds: int | None) -> None:
        """A heartbeat moves the end of the lease; it is counted from now on."""
        who, run = self.one_of(data, self.held)
        self.keep_on(who, run, seconds)

    def keep_on(self, who: Actor, run: Run, seconds: int | None) -> None:
        """Renew the lease of who holds a run."""
        body = {} if seconds is None else {"lease_seconds": seconds}
        answer = self.act("heartbeat_run", who, run, body)
        lease = answer.body["lease"]
        self.judge(answer, "lease", self._lease_fault(lease, who, run))
        lasts = timedelta(seconds=seconds or DEFAULT_LEASE)
        self.judge(answer, "lease", self._time_fault(lease, lasts))
        run.until = moment(lease["lease_until"])
        self.look(who)

    @precondition(lambda self: self.bench.control is not None and self.held)
    @rule(
        data=st.data(),
        operation=st.sampled_from(LEASED),
        more=st.sampled_from([timedelta(), SWEPT]),
    )
    def outlive(self, data: st.DataObject, operation: str, more: timedelta) -> None:
        """Once a lease has run out its holder may do nothing; soon others may claim the run."""
        who, run = self.one_of(data, self.held)
        self.advance((run.until - self.now + more).total_seconds())
        self.look_at_the_clock()
        path = {"run_id": run.id}
        self.refused(409, operation, who=who.principal, path=path, body=body_of(operation))
        for each in self.claimers if more else ():
            if not self.held_by(each):
                self.claim_for(each, {})

    @rule(data=st.data(), operation=st.sampled_from(LEASED), unknown=st.integers(0, 9))
    def meddle(self, data: st.DataObject, operation: str, unknown: int) -> None:
        """Nobody may do anything with a run that they do not hold."""
        who = self.one_of(data, self.claimers)
        others = [each for each in self.runs.values() if each not in self.held_by(who)]
        others += 2 * [run for holder, run in self.held if holder is not who]
        run = self.one_of(data, others) if others and unknown else None
        if run is None:
            wanted: int | tuple[int, ...] = 404
        elif self.holds(run):
            wanted = 403
        else:
            wanted = 409
        path = {"run_id": UNKNOWN if run is None else run.id}
        self.refused(wanted, operation, who=who.principal, path=path, body=body_of(operation))
        self.look(who)
        if run is not None and run.holder in [each.name for each in self.live]:
            self.look(self.actors[run.holder])

    def look(self, who: Actor) -> Answer:
        """A session is told of the one run that it holds, by both who tell of it, or of none.

        The answer is its context, which also tells what was before the run.
        """
        held = self.held_by(who)
        answer = self.done("get_me", who=who.principal)
        leases = answer.body["me"]["active_task_leases"]
        found = [each["run_id"] for each in leases]
        self.judge(answer, "lease", oracles.same_set([each.id for each in held], found))
        context = self.done("get_context", who=who.principal)
        task = context.body["context"]["task"]
        lease = task.get("lease")
        told = [lease] if lease else []
        self.judge(context, "lease", oracles.same_set(found, [each["run_id"] for each in told]))
        for run in held:
            for shown in (*leases, *told):
                self.judge(answer, "lease", self._lease_fault(shown, who, run))
                late = moment(shown["lease_until"]) != run.until
                self.judge(answer, "lease", f"it does not end {run.until}" if late else None)
            self.judge(context, "context", oracles.echo({"id": run.task["id"]}, task["task"]))
            if who.made and (bundle := task.get("bundle")) is not None:
                past = [each.past for each in self.earlier(run)]
                self.judge(context, "history", agent_runtime_views.past_fault(bundle, past))
        return context

    def teardown(self) -> None:
        """In the end, give back what the principal holds, where the world does not begin anew."""
        super().teardown()
        if self.bench.control is None and self.bench.broken is None and self.actors:
            for run in self.held_by(self.own):
                self.send("release_run", path={"run_id": run.id}, body=body_of("release_run"))

    def claim_for(self, who: Actor, body: Mapping[str, Any]) -> None:
        """Let somebody who holds nothing claim a run; one that is due is what it must be."""
        offers, least = body.get("required_capabilities", ()), body.get("priority_min", 0)
        allowed, may_be_none = self.next_for(who, frozenset(offers), least)
        answer = self.send("claim_next_task", who=who.principal, body=body)
        if answer.status == 204:
            problem = None if may_be_none else f"there is {' or '.join(allowed)} to be claimed"
            self.judge(answer, "claim", problem)
            return
        self.judge(answer, "claim", None if answer.status == 200 else f"refused: {answer.body}")
        lasts = timedelta(seconds=body.get("lease_seconds") or DEFAULT_LEASE)
        self._claimed(answer, who, allowed, lasts)

    def _claimed(self, answer: Answer, who: Actor, allowed: list[str], lasts: timedelta) -> None:
        """Judge a claim, and keep it."""
        claim = answer.body["claim"]
        shown, lease = claim["run"], claim["lease"]
        if who.made:
            fits = shown["id"] in allowed
            words = " or ".join(allowed) or "none"
            self.judge(answer, "claim", None if fits else f"it is {shown['id']} instead of {words}")
        run = self.runs.get(shown["id"])
        taken = run is not None and self.holds(run)
        self.judge(answer, "exclusive", f"{shown['id']} is held already" if taken else None)
        if run is None:
            task = {"id": claim["task"]["id"], "workspace_id": who.workspace}
            run = self.runs[shown["id"]] = Run(shown["id"], task, {}, len(self.runs))
            run.attempt = shown["attempt"]
        run.holder = who.name
        self.judge(answer, "echo", oracles.echo(run.task, claim["task"]))
        known = {"id": run.id, "attempt": run.attempt, "status": "claimed"}
        self.judge(answer, "echo", oracles.echo(known, shown))
        run.kept = kept_of(lease)
        self.judge(answer, "lease", oracles.echo(run.kept, shown))
        if channel := claim.get("coordination_channel"):
            named = {"coordination_channel_id": channel["id"]}
            self.judge(answer, "lease", oracles.echo(named, lease))
        self.judge(answer, "lease", self._lease_fault(lease, who, run))
        self.judge(answer, "lease", self._time_fault(lease, lasts))
        digest = lease["claim_token_hash"]
        self.judge(answer, "token", f"{digest} is not new" if digest in self.hashes else None)
        self.hashes.add(digest)
        run.until = moment(lease["lease_until"])

    def act(self, operation: str, who: Actor, run: Run, body: Any) -> Answer:
        """Do what the holder of a run may do with it."""
        return self.done(operation, "lease", who=who.principal, path={"run_id": run.id}, body=body)

    def _lease_fault(self, lease: Mapping[str, Any], who: Actor, run: Run) -> str | None:
        """What is wrong with how a lease names its run and its holder."""
        known = {"run_id": run.id, "task_id": run.task["id"], "session_id": who.name}
        missing = [name for name in known if name not in lease]
        holder = {"kind": "agent_session", "ref": who.name}
        return (
            f"it lacks {missing[0]}"
            if missing
            else oracles.echo({**known, **run.kept, "claimed_by": holder}, lease)
        )

    def _time_fault(self, lease: Mapping[str, Any], lasts: timedelta) -> str | None:
        """What is wrong with how long a lease that was just given lasts."""
        begun, until = moment(lease["heartbeat_at"]), moment(lease["lease_until"])
        if until - begun != lasts:
            return f"it lasts {until - begun} instead of {lasts}"
        return None if begun >= self.now else f"it was given at {begun}, before {self.now}"


def body_of(operation: str) -> Any:
    """What an operation on a run is sent."""
    return {"error": "The file is empty."} if operation == "fail_run" else {}
