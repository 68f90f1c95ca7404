"""What concerns runs, leases and sessions of agent_runtime: situations for each of their states."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskpact_contract.walk.apis import agent_runtime_children, agent_runtime_sessions
from taskpact_contract.walk.apis.agent_runtime_places import AGENT, CALLER, CHANNEL, OTHER
from taskpact_contract.walk.apis.agent_runtime_runs import (
    CLAIMS,
    HANDOFF,
    HANDS,
    LEASED,
    RUNNING,
    SWEPT,
    after,
    asking,
    at_rest,
    below,
    blocked,
    blocked_meanwhile,
    ended,
    enqueue,
    held,
    holding_another,
    nothing,
    of_run,
    paused_meanwhile,
    reaped,
    second_attempt,
    soon,
    starving,
    waiting_beside,
)

FOREIGN: Sequence[Mapping[str, Any]] = (
    {"workspace_id": "ws-second", "title": "Elsewhere"},
    {"workspace_id": None, "title": "Global"},
    {"owner": {"kind": "human", "ref": "somebody"}},
    {"owner": {"kind": "pool", "ref": "another-agent"}},
    {"owner": {"kind": "agent_session", "ref": OTHER}},
    {"paused": True},
    {"draft": True},
    {"execution_profile": {"worker": {"agent_name": "another-agent"}}},
    {"execution_profile": {"participants": {"allowed_agent_names": ["another-agent"]}}},
    {"execution_profile": {"worker": {"required_capabilities": ["flying"]}}},
)
"""Tasks whose runs are not the caller's to claim."""
OWN: Sequence[Mapping[str, Any]] = (
    {"owner": {"kind": "pool", "ref": AGENT}},
    {"owner": {"kind": "agent_session", "ref": CALLER}},
    {"execution_profile": {"worker": {"agent_name": AGENT}}},
    {"execution_profile": {"participants": {"allowed_agent_names": [AGENT]}}},
    {"execution_profile": {"worker": {"required_capabilities": ["sorting"]}}},
)
"""Tasks whose runs are."""


BRIEFLY = CLAIMS | {"heartbeat_run"}
"""Operations that are tried where the way to a state is what counts."""

_HELD = (
    of_run("the run is not there", None, None, nothing, tried=LEASED),
    of_run("the run is not there, and the caller holds one", None, None, holding_another,
         "holds_a_run", tried=LEASED),
    of_run("a run waits", "queued", None, enqueue, "claimable"),
    of_run("a run waits, and the caller holds one", "queued", None, waiting_beside(CALLER),
         "holds_a_run", free=True),
    of_run("a run waits, and another session holds one", "queued", None, waiting_beside(OTHER),
         "claimable", tried=CLAIMS),
    *(
        of_run(f"the caller holds a run that is {state}", state, "held", held(CALLER, *steps),
             "holds_a_run", free=True)
        for state, steps in HANDS.items()
    ),
    *(
        of_run(f"another session holds a run that is {state}", state, None, held(OTHER, *steps),
             "held_by_another")
        for state, steps in HANDS.items()
    ),
    of_run("another session holds a run, the caller another one", "claimed", None,
         held(OTHER, more=CALLER), "held_by_another", "holds_a_run"),
    of_run("the caller holds several runs", "claimed", None, held(CALLER, more=CALLER),
         "holds_several", "holds_a_run"),
    *(
        of_run(f"the caller's lease on a run that is {state} ran out {when}", state, "expired",
             after(held(CALLER, *steps, seconds=2), seconds), "was_held", tried=tried)
        for state, steps in HANDS.items()
        for when, seconds, tried in (("just now", 2, RUNNING), ("a while ago", 10, BRIEFLY))
    ),
    of_run("another session's lease ran out", "claimed", "expired",
         after(held(OTHER, seconds=2), 2)),
    *(
        of_run(f"a run that was {state} waits again since the caller's lease ran out", "queued",
             "ended", after(held(CALLER, *steps, seconds=2), SWEPT), "claimable", tried=BRIEFLY)
        for state, steps in HANDS.items()
    ),
    *(
        of_run(f"a run that was {state} waits again since its holder was stopped", "queued",
             "ended", reaped(*steps), "claimable", tried=BRIEFLY)
        for state, steps in HANDS.items()
    ),
    of_run("the caller has given the run back", "queued", "ended", ended(CALLER, "release_run"),
         "claimable"),
    *(
        of_run(f"{who} has done {operation} with it", state, "ended", ended(who, operation), *holds)
        for operation, state in {"complete_run": "completed", "fail_run": "failed"}.items()
        for who, holds in {CALLER: ("was_held",), OTHER: ()}.items()
    ),
    of_run("an operator has stopped a run that waited", "canceled", "ended",
         asking({}, None, "cancel")),
    *(
        of_run(f"an operator has stopped a run that was {state} with {who}", "canceled", "ended",
             held(who, *steps, "cancel"), *holds, tried=BRIEFLY)
        for state, steps in HANDS.items()
        for who, holds in {CALLER: ("was_held",), OTHER: ()}.items()
    ),
    of_run("nobody could be woken for a run", "needs_attention", None, starving(10)),
    of_run("a run for which more attempts could be made", "queued", None, starving(9),
         "claimable", tried=CLAIMS),
    of_run("an operator has looked at a run", "queued", None, starving(10, "recover"),
         "claimable"),
)  # fmt: skip
"""Who holds the run or held it last, and what becomes of it."""

_ASKED = (
    *(
        of_run(f"a run waits that the caller may claim: {task}", "queued", None, asking(task),
               "claimable", tried=CLAIMS)
        for task in OWN
    ),
    *(
        of_run(f"a run waits that the caller may not claim: {task}", "queued", None, asking(task),
               tried=CLAIMS)
        for task in FOREIGN
    ),
    of_run("a run asks for what the caller can do", "queued", None,
           asking({}, {"required_capabilities": ["sorting"]}), "claimable", tried=CLAIMS),
    of_run("a run asks for what the caller offers besides", "queued", None,
           asking({}, {"required_capabilities": ["flying"]}), "claimable", tried=CLAIMS,
           claim={"required_capabilities": ["flying"]}, free=False),
    of_run("a run asks for what the caller cannot do", "queued", None,
           asking({}, {"required_capabilities": ["sorting", "flying"]}), tried=CLAIMS),
    of_run("a run is urgent enough", "queued", None, asking({"priority": "high"}), "claimable",
           tried=CLAIMS, claim={"priority_min": 30}),
    of_run("a run is not urgent enough", "queued", None, asking({"priority": "high"}),
           tried=CLAIMS, claim={"priority_min": 31}, free=True),
    of_run("a run is on the caller's channel", "queued", None,
           asking({"network_channel": CHANNEL}), "claimable", tried=CLAIMS, channel=CHANNEL),
    of_run("a run is on another channel than the caller's", "queued", None, enqueue,
           tried=CLAIMS, channel=CHANNEL, free=True),
    of_run("a run's task depends on another one", "queued", None, blocked(completed=False),
           tried=CLAIMS),
    of_run("a run's task depended on another one", "queued", None, blocked(completed=True),
           "claimable", tried=CLAIMS),
    of_run("a run came back whose task depends on another one", "queued", "ended",
           blocked_meanwhile, tried=CLAIMS),
    of_run("a run waits again in a moment, for which the caller waits", "queued", None, soon,
           "claimable", tried=CLAIMS, claim={"wait": True}),
    of_run("what is above a run is paused", "queued", None, below(paused=True), tried=CLAIMS),
    of_run("what is above a run was paused", "queued", None, below(paused=False), "claimable",
           tried=CLAIMS),
    *(
        of_run(f"a run was paused in somebody's hands, and came back {how}", "queued", "ended",
               paused_meanwhile(operation), tried=CLAIMS)
        for operation, how in {"release_run": "by release_run", None: "with its lease"}.items()
    ),
    of_run("a run was paused in somebody's hands, came back, and may go on", "queued", "ended",
           paused_meanwhile("release_run", still=False), "claimable", tried=CLAIMS),
    of_run("all runs are paused", "queued", None, at_rest, tried=CLAIMS),
    of_run("a run is the second attempt", "queued", None, second_attempt, "claimable",
           tried=CLAIMS, handoff=HANDOFF),
)  # fmt: skip
"""Runs that wait, and whether they suit the caller."""

SITUATIONS = (
    *_HELD,
    *_ASKED,
    *agent_runtime_sessions.SITUATIONS,
    *agent_runtime_children.SITUATIONS,
)
