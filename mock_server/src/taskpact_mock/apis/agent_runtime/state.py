"""What a world keeps of the runtime, and the indexes that find it."""

from sortedcontainers import SortedList

from taskpact_mock.apis.agent_runtime.hook_records import ClaimHook, SpawnHook
from taskpact_mock.apis.agent_runtime.queue import Queue
from taskpact_mock.apis.agent_runtime.records import (
    Agent,
    Channel,
    Coordinator,
    Message,
    Peer,
    Provider,
    Session,
    Workspace,
)
from taskpact_mock.apis.agent_runtime.work_records import Event, Review, Run, Task
from taskpact_mock.contract.load import load
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Machine
from taskpact_mock.world.world import World

API = "agent_runtime"
RUNS, LEASES, SESSIONS = (
    Machine(load(API).lifecycles[resource]) for resource in ("TaskRun", "Lease", "Session")
)

Place = tuple[str | None, str]
"""Something of a workspace, or of none, by its name."""


class Runtime:
    """All that agent_runtime keeps in a world. What the containers hold is never changed."""

    def __init__(self) -> None:
        self.scheduler_paused = False
        self.coordinator = Coordinator()
        self.workspaces: dict[str, Workspace] = {}
        self.workspace_ids: dict[str, str] = {}
        """The id of a workspace by its id, its name and its directory."""
        self.agents: dict[Place, Agent] = {}
        self.providers: dict[str, Provider] = {}
        self.default_provider: str | None = None
        """What agents run on that name no provider."""
        self.claim_hooks: tuple[ClaimHook, ...] = ()
        self.spawn_hooks: tuple[SpawnHook, ...] = ()
        self.channels: dict[str | None, dict[str, Channel]] = {}
        self.peers: dict[str, Peer] = {}
        """Those of other runtimes, by peer id."""
        self.sessions: dict[str, Session] = {}
        self.children: dict[str, tuple[str, ...]] = {}
        """Of a session, those that it spawned."""
        self.joined: dict[Place, tuple[str, ...]] = {}
        """Of a channel, the active sessions that joined it."""
        self.tasks: dict[str, Task] = {}
        self.subtasks: dict[str, tuple[str, ...]] = {}
        self.dependants: dict[str, tuple[str, ...]] = {}
        """Of a task, those that wait for it to be completed."""
        self.events: dict[str, tuple[Event, ...]] = {}
        self.runs: dict[str, Run] = {}
        self.reviews: dict[str, Review] = {}
        self.reviewed: dict[str, tuple[str, ...]] = {}
        """Of a task, the reviews of its runs."""
        self.reviewing: dict[str, str] = {}
        """Of a session, the review that was last given to it."""
        self.queue = Queue()
        self.held: dict[str, tuple[str, ...]] = {}
        """Of a session, the runs that it holds or held until their lease ran out just now."""
        self.leases: SortedList = SortedList()
        """The end of each lease and its run."""
        self.swept = 0
        """When leases that ran out were last looked for."""
        self.inboxes: dict[str, tuple[Message, ...]] = {}
        self.messages: dict[Place, Message] = {}
        """Every message of a workspace by its id."""

    def copy(self) -> "Runtime":
        """A runtime of its own in the same state."""
        twin = Runtime()
        for name, value in vars(self).items():
            setattr(twin, name, value.copy() if hasattr(value, "copy") else value)
        twin.channels = {workspace: dict(found) for workspace, found in self.channels.items()}
        return twin


def runtime_of(world: World) -> Runtime:
    """The runtime of a world."""
    found: Runtime = world.state(API)
    return found


def model_of(state: Runtime, agent: Agent, provider: str) -> str | None:
    """The model that the agent runs on: its own, or else its provider's."""
    known = state.providers.get(provider)
    return agent.model or (known.default_model if known else None)


def quirk(world: World, name: str) -> bool:
    """Whether the world plays this quirk of the runtime."""
    return world.has_quirk(f"{API}.{name}")


def patience(world: World) -> int | None:
    """Until when a long poll waits; None is for ever."""
    if quirk(world, "unbounded_wait"):
        return None
    return world.now + round(world.options.max_wait * SECOND)
