"""Who works where, as frozen values. Moments are microseconds since 1970.

A change is a new value in the place of the old one.
"""

from collections.abc import Mapping
from typing import Any

from attrs import asdict, fields, frozen

from taskpact_mock.apis.agent_runtime.soul import Settings, Soul
from taskpact_mock.contract.decode import JSON

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
class Limits:
    """How much the context of a piece of work may tell; 0 seconds are no limit of its time."""

    context_body_max_bytes: int = 8192
    max_runtime_seconds: int = 0
    summary_max_bytes: int = 4096


@frozen
class Workspace:
    """A directory in which agents work. `gone` is true when the directory is no longer there."""

    id: str
    name: str
    root_dir: str
    gone: bool = False
    soul: Settings = Settings()
    coordinator: Coordinator = Coordinator()
    limits: Limits = Limits()


@frozen
class Provider:
    """What agents run on; a model of its own serves agents that name none."""

    name: str
    default_model: str | None = None
    needs_model: bool = False


@frozen
class Capability:
    """One thing that an agent can do; `source` is agent or skill."""

    id: str
    source: str = "agent"
    summary: str | None = None


@frozen
class Agent:
    """The definition of an agent in a workspace, or in none, with the text of its SOUL.md.

    `soul_fault` is the code of what keeps that file from being read.
    """

    workspace_id: str | None
    name: str
    provider: str
    model: str | None = None
    capabilities: tuple[Capability, ...] = ()
    soul: str | None = None
    soul_fault: str | None = None


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
class Peer:
    """An agent of another runtime on a channel of this one, which knows no session of it."""

    id: str
    workspace_id: str | None
    channel: str
    display_name: str
    capabilities: tuple[str, ...] = ()

    @property
    def peer_id(self) -> str:
        """How agents on the network know it."""
        return self.id


@frozen
class Message:
    """A message on a channel; `target` is who alone gets it."""

    id: str
    workspace_id: str | None
    channel: str
    sender: Session | Peer
    target: Session | Peer | None
    body: JSON
    metadata: Mapping[str, Any]
    at: int
