"""What the contract of agent_runtime says of how a session is told about itself: one function a
rule, each of which says what is wrong, or None."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import Actor, moment

SOURCE = "daemon.situation"
"""What puts a context together."""
ALIKE = ("self", "session", "workspace", "limits")
"""What both views of a session tell of it."""

View = Mapping[str, Any]


def faults(me: View, context: View) -> Iterator[str | None]:
    """What is wrong with the two views of a session, or with one beside the other."""
    for name in ALIKE:
        yield oracles.unchanged(me, context, [name])
    able = context["capabilities"]["capabilities"]
    yield oracles.unchanged(me, {"capabilities": able}, ["capabilities"])
    yield _listed([(each.get("source", ""), each["id"]) for each in able])
    peers = context["peer_roster"]["peers"]
    yield _listed([(each.get("channel_id", ""), each["peer_id"]) for each in peers])
    for each in peers:
        yield _listed(each["capabilities"])
    yield from _inbox_faults(context["inbox_summary"])
    most = context["limits"]["context_section_limit"]
    for shown, part in (
        (able, context["capabilities"]),
        (peers, context["peer_roster"]),
        (context["inbox_summary"]["items"], context["inbox_summary"]),
    ):
        yield _section_fault(shown, part["section"], most)
    yield oracles.echo({"source": SOURCE}, context["provenance"])
    yield oracles.echo({"max_active_task_leases": 1, "max_spawn_depth": 1}, context["limits"])


def self_fault(told: View, who: Actor) -> str | None:
    """What is wrong with how somebody is told who it is."""
    identity = {"session_id": who.name, "agent_name": who.agent}
    session = {"id": who.name, "state": "active"}
    return oracles.unchanged(identity, told["self"], identity) or oracles.unchanged(
        session, told["session"], session
    )


def past_fault(bundle: View, earlier: Sequence[View]) -> str | None:
    """What is wrong with how a task tells of its `earlier` runs, the newest first.

    The oldest may be left out, and the last error is told once more.
    """
    told = bundle["prior_attempts"]
    if len(told) > len(earlier) or bool(told) != bool(earlier):
        return f"it tells of {len(told)} earlier runs, and there were {len(earlier)}"
    for known, shown in zip(earlier, told, strict=False):
        if problem := oracles.unchanged(known, shown, known):
            return problem
    last = earlier[0]["error"] if earlier else None
    return None if last is None else oracles.echo({"handoff_summary": last}, bundle)


def event_fault(task: View, noted: Any) -> str | None:
    """Whether no event of a task tells what was `noted` of it."""
    events = (task.get("bundle") or {}).get("recent_events", ())
    words = json.dumps(noted)
    told = any(words in json.dumps(each.get("payload")) for each in events)
    return None if told else f"no event tells of {words}"


def _listed(keys: Sequence[Any]) -> str | None:
    """Whether they come in order, each once."""
    twice = len(set(keys)) < len(keys)
    return f"something is told twice: {keys}" if twice else oracles.ordered(keys)


def _inbox_faults(inbox: View) -> Iterator[str | None]:
    items = inbox["items"]
    yield oracles.ordered([moment(each["timestamp"]) for each in items], falling=True)
    ids = [each["message_id"] for each in items]
    yield oracles.same_set(ids, ids)
    section, unread = inbox["section"], inbox["unread_count"]
    more = unread > len(items)
    yield None if more == section["truncated"] else f"{unread} are unread, {len(items)} are told"


def _section_fault(shown: Sequence[Any], section: View, most: int) -> str | None:
    """Whether it is told how much of a list this is; limit 0 is one that could not be read."""
    limit = section["limit"] or most
    if (len(shown), most) != (section["returned"], limit) or len(shown) > limit:
        return f"{len(shown)} of at most {most} are told as {section}"
    cut = section["truncated"] and len(shown) < limit
    return f"a list with room is cut: {section}" if cut else None
