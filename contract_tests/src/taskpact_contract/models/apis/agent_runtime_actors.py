"""Who acts in the model of agent_runtime: sessions of several agents, and what each may know."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import define, field
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from taskpact_contract.documents import cycles, operations
from taskpact_contract.lifecycles import Cycle
from taskpact_contract.models.apis.agent_runtime_souls import PLAIN, WHOLE
from taskpact_contract.models.machine import Bench, Machine
from taskpact_contract.moments import ROUNDING
from taskpact_contract.probe import Answer
from taskpact_contract.target import Principal

API = "agent_runtime"
WORKSPACE, ELSEWHERE, CHANNEL = "ws-modelled", "ws-elsewhere", "coord-modelled"
ASIDE = "coord-aside"
"""A channel of the workspace that nobody joins."""
PERMISSIONS = {
    "mcp_servers": ["files", "mail"],
    "network_channels": [ASIDE, CHANNEL],
    "sandbox_profiles": ["loose", "strict"],
    "skills": ["sorting", "tables"],
    "tools": ["editor", "shell"],
    "workspace_paths": ["docs", "src"],
}
SPAWN: Mapping[str, Any] = operations(API)["spawn_session"].example
NOTHING_GRANTED: Mapping[str, list[str]] = {each: [] for each in SPAWN["permissions"]}
AGENTS = (
    {"name": "sorter", "workspace_id": WORKSPACE, "soul": WHOLE},
    {"name": "reviewer", "workspace_id": WORKSPACE},
    {"name": "sorter", "workspace_id": ELSEWHERE, "soul": PLAIN},
)
COORDINATOR = {"default_ttl_seconds": 600, "max_children": 3}
"""How the other workspace is coordinated."""
NAMES = {"id": ELSEWHERE, "name": "Elsewhere", "root_dir": "/srv/modelled/elsewhere"}
"""What it is called."""
ABILITIES = {"sorter": ["sorting", "tables"], "reviewer": ["review"]}
CHILDREN, DEPTH = 2, 1
"""How many live children a session may have, and how deep its tree may be."""
STOPPED = timedelta(seconds=6)
"""Time after which a spawned session whose time is up has stopped."""
SECRETS = (b"agh_claim_", b'"claim_token"')
"""What no answer may hold. Source: the contract, on `claim_token_hash`."""


@define
class Message:
    """A message as the model knows it: what a hearer must be told, and who sent it where."""

    id: str
    shown: Mapping[str, Any]
    sender: str
    channel: str
    at: datetime

    def time_fault(self, shown: Mapping[str, Any]) -> str | None:
        """Whether it is shown with another time than when it was sent."""
        late = abs(moment(shown["timestamp"]) - self.at) > ROUNDING
        return f"it was sent at {self.at}, not {shown['timestamp']}" if late else None


@define
class Actor:
    """A session as the model knows it.

    Attributes:
        principal: what it calls with; None for the target's own.
        made: whether the model has made it, and so knows all about it.
        expires: when its time is up; None if it never is.
        ends_with: the session whose end is its own, too.
        ended: since when it is known to have been stopped.
    """

    name: str
    principal: Principal | None
    agent: str
    workspace: str | None
    channel: str | None = None
    made: bool = True
    permissions: dict[str, list[str]] = field(factory=dict)
    parent: str | None = None
    depth: int = 0
    root: str = ""
    expires: datetime | None = None
    ends_with: str | None = None
    ended: datetime | None = None
    inbox: list[Message] = field(factory=list)


def actor(name: str, agent: str, workspace: str = WORKSPACE, **more: Any) -> Actor:
    """One that the model makes."""
    headers = {"X-AGH-Session-ID": name, "X-AGH-Agent": agent}
    return Actor(name, Principal(headers=headers), agent, workspace, root=name, **more)


def moment(text: str) -> datetime:
    """A time on the wire."""
    return datetime.fromisoformat(text)


class Actors(Machine):
    """Makes the sessions that act, knows the time, and hears what nobody may tell."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.actors: dict[str, Actor] = {}
        self.late: Actor | None = None
        self.now = datetime.min.replace(tzinfo=UTC)

    @property
    def work(self) -> Cycle:
        """That of runs, which no operation reads."""
        return cycles(API)[0]

    @initialize()
    def settle(self) -> None:
        """The principal's session, and with a control plane some in two workspaces of their own."""
        me = self.works("get_me")["me"]
        session, workspace = me["session"], me.get("workspace") or {}
        self.own = Actor(
            session["id"],
            None,
            me["self"]["agent_name"],
            workspace.get("id"),
            session.get("channel"),
            made=False,
        )
        if self.bench.control is not None:
            self._make_actors()
        self.actors[self.own.name] = self.own
        self.look_at_the_clock()
        self.begin(me)
        self.begun = True

    def _make_actors(self) -> None:
        for each in (
            actor("sess-modelled-1", "sorter", permissions=PERMISSIONS),
            actor("sess-modelled-2", "reviewer"),
            actor("sess-modelled-3", "sorter", channel=CHANNEL, permissions=PERMISSIONS),
            actor("sess-modelled-4", "reviewer", channel=CHANNEL),
            actor("sess-modelled-5", "reviewer", channel=CHANNEL),
            actor("sess-elsewhere-6", "sorter", ELSEWHERE, channel=CHANNEL),
        ):
            self.actors[each.name] = each
        able = {name: [{"id": each} for each in found] for name, found in ABILITIES.items()}
        self.make({
            "workspaces": [{"id": WORKSPACE}, {**NAMES, "coordinator": COORDINATOR}],
            "agents": [{**each, "capabilities": able[each["name"]]} for each in AGENTS],
            "sessions": [_fixture(each) for each in self.actors.values()],
            "channels": [{"id": ASIDE, "workspace_id": WORKSPACE}],
        })  # fmt: skip

    def conclude(self) -> None:
        """With a control plane somebody is new in the end, who has a workspace almost alone."""
        super().conclude()
        if self.bench.control is not None:
            self.late = actor("sess-modelled-7", "sorter", ELSEWHERE, permissions=PERMISSIONS)
            self.actors[self.late.name] = self.late
            self.make({"sessions": [_fixture(self.late)]})

    @precondition(lambda self: self.bench.control is not None)
    @rule(seconds=st.sampled_from([1, 20, 45, 310]))
    def pass_time(self, seconds: float) -> None:
        """Time goes by."""
        self.advance(seconds)
        self.look_at_the_clock()

    @precondition(lambda self: self.bench.control is not None)
    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        """An operator stops a session, which may call no more."""
        who = self.one_of(data, [each for each in self.actors.values() if each.made])
        if who.ended is not None or self.wavers(who):
            return
        self.make({"controls": [{"id": who.name, "control": "stop"}]})
        who.ended = self.now
        self.refused(401, "get_me", who=who.principal)

    def begin(self, me: Mapping[str, Any]) -> None:
        """Go on from what the principal is told about itself."""

    def look_at_the_clock(self) -> None:
        """Ask what time it is; who has outlived its time may call no more."""
        context = self.works("get_context")["context"]
        self.now = moment(context["provenance"]["generated_at"])
        for each in self.actors.values():
            above = self.actors.get(each.ends_with or "")
            over = each.expires is not None and each.expires + STOPPED <= self.now
            if above is not None and above.ended is not None:
                over = over or above.ended + 2 * STOPPED <= self.now
            if each.ended is None and over:
                each.ended = self.now
                self.refused(401, "get_me", who=each.principal)

    def wavers(self, who: Actor) -> bool:
        """Whether it may be about to stop, or have just stopped."""
        above = self.actors.get(who.ends_with or "")
        late = who.expires is not None and who.expires <= self.now
        return who.ended is None and (late or (above is not None and above.ended is not None))

    @property
    def live(self) -> list[Actor]:
        """All who may call."""
        found = self.actors.values()
        return [each for each in found if each.ended is None and not self.wavers(each)]

    def one_of(self, data: st.DataObject, things: list[Any]) -> Any:
        """Any of them."""
        return data.draw(st.sampled_from(things))

    def send(self, operation: str, **arguments: Any) -> Answer:
        """As in any model; no answer may tell the secret of a claim."""
        answer = super().send(operation, **arguments)
        told = answer.exchange.content.lower()
        found = [each for each in SECRETS if each in told]
        self.judge(answer, "secret", f"it tells {found[0].decode()}" if found else None)
        return answer


def _fixture(who: Actor) -> dict[str, Any]:
    budget = {"max_children": CHILDREN, "max_depth": DEPTH}
    joined = {} if who.channel is None else {"channel": who.channel}
    return {
        "id": who.name,
        "agent_name": who.agent,
        "workspace_id": who.workspace,
        "lineage": {**budget, "permissions": who.permissions},
        **joined,
    }
