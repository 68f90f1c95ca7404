"""What the runtime knows, as frozen values. Moments are microseconds since 1970.

A change is a new value in the place of the old one; what is shared by many runs is one object.
"""

from collections.abc import Mapping
from typing import Any

from attrs import Factory, asdict, fields, frozen

from taskpact_mock.apis.agent_runtime.soul import Settings, Soul
from taskpact_mock.contract.decode import JSON

PRIORITIES: Mapping[str, int] = {"low": 10, "medium": 20, "high": 30, "urgent": 40}
"""How urgent each word is, by number. Source: facts 3.2."""

Reference = tuple[str, str]
"""Who or where: a kind and its reference."""


@frozen
class Coordinator:
    """The settings of a coordinator; None is not set here."""

    agent_name: str | None = None
    default_ttl_seconds: int | None = None
    enabled: bool | None = None
    max_active_sessions_per_workspace: int | None = None
    max_children: int | None = None
    model: str | None = None
    provider: str | None = None


@frozen
class Workspace:
    """A directory in which agents work. `gone` is true when the directory is no longer there."""

    id: str
    name: str
    root_dir: str
    gone: bool = False
    soul: Settings = Settings()
    coordinator: Coordinator = Coordinator()


@frozen
class Capability:
    """One thing that an agent can do; `source` is agent or skill."""

    id: str
    source: str = "agent"
    summary: str | None = None


@frozen
class Agent:
    """The definition of an agent in a workspace, or in none, with the text of its SOUL.md."""

    workspace_id: str | None
    name: str
    provider: str
    model: str | None = None
    capabilities: tuple[Capability, ...] = ()
    soul: str | None = None


@frozen
class Channel:
    """A channel of a workspace, or of the sessions that have none."""

    workspace_id: str | None
    id: str
    purpose: str
    display_name: str
    updated: int


@frozen
class Permissions:
    """What a session may use, each list sorted and without repetition."""

    mcp_servers: tuple[str, ...] = ()
    network_channels: tuple[str, ...] = ()
    sandbox_profiles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    workspace_paths: tuple[str, ...] = ()

    @classmethod
    def of(cls, lists: Mapping[str, list[str]]) -> "Permissions":
        """The permissions that the wire's `lists` grant."""
        return cls(**{name: tuple(sorted(set(granted))) for name, granted in lists.items()})

    def beyond(self, other: "Permissions") -> Reference | None:
        """The first list and entry here that `other` does not have or that is blank."""
        for each in fields(Permissions):
            for granted in getattr(self, each.name):
                if not granted.strip() or granted not in getattr(other, each.name):
                    return each.name, granted
        return None

    def as_json(self) -> JSON:
        """As on the wire."""
        return {name: list(granted) for name, granted in asdict(self).items()}


@frozen
class Budget:
    """How much a session may spawn; 0 sessions in a workspace means any number."""

    max_children: int = 5
    max_depth: int = 1
    ttl_seconds: int = 0
    max_active_per_workspace: int = 0


@frozen
class Lineage:
    """The place of a session in the tree of sessions."""

    parent: str | None
    root: str
    depth: int
    role: str | None
    auto_stop: bool
    permissions: Permissions
    budget: Budget
    expires: int | None = None


@frozen
class Snapshot:
    """The persona that a session took when it was created."""

    id: str
    soul: Soul
    taken: int


@frozen
class Session:
    """A session in which an agent runs."""

    id: str
    agent_name: str
    provider: str
    model: str | None
    workspace_id: str | None
    channel: str | None
    name: str | None
    type: str
    state: str
    lineage: Lineage | None
    snapshot: Snapshot | None
    created: int
    updated: int

    @property
    def peer_id(self) -> str:
        """How other agents on the network know it."""
        return f"{self.agent_name.lower()}.{self.id}"


@frozen
class Task:
    """Something to be done, once or in several attempts. Without a workspace it is global."""

    id: str
    title: str
    workspace_id: str | None
    status: str
    updated: int
    priority: str = "medium"
    identifier: str | None = None
    owner: Reference | None = None
    parent_id: str | None = None
    paused: bool = False
    depends_on: tuple[str, ...] = ()
    max_attempts: int = 3
    channel: str | None = None
    profile: Mapping[str, Any] = Factory(dict)
    runs: tuple[str, ...] = ()


@frozen
class Hold:
    """Who claimed a run. `until` and `heartbeat` are None once the lease has ended."""

    session: Session
    token_hash: str
    claimed: int
    until: int | None
    heartbeat: int | None


@frozen
class Run:
    """One attempt at a task. `channel` is None for the one that is derived from its id."""

    id: str
    task_id: str
    attempt: int
    status: str
    queued: int
    channel: str | None = None
    required: frozenset[str] = frozenset()
    preferred: frozenset[str] = frozenset()
    metadata: JSON = None
    wakes: int = 0
    hold: Hold | None = None
    started: int | None = None
    ended: int | None = None
    error: str | None = None
    result: JSON = None


@frozen
class Event:
    """One thing that happened to a task; `number` counts the task's from 1."""

    id: str
    number: int
    type: str
    actor: Reference
    origin: Reference
    payload: JSON
    run_id: str
    at: int


@frozen
class Message:
    """A message on a channel; `target` is the session that alone gets it."""

    id: str
    workspace_id: str | None
    channel: str
    sender: Session
    target: Session | None
    body: JSON
    metadata: Mapping[str, Any]
    at: int


def coordination_channel(run: Run, task: Task) -> str | None:
    """The channel to coordinate a run on; a global task has none. Source: facts 3.1."""
    if task.workspace_id is None:
        return None
    return run.channel or task.channel or f"coord-{run.id}"
