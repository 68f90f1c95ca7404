"""Put workspaces, agents, sessions, work and messages into a world.

The control plane's contract says what each record holds. Every step goes through the life cycle, so
a run that is held was claimed, and one that is running was started.
"""

from functools import partial

from taskpact_mock.api import FixtureError
from taskpact_mock.apis.agent_runtime import channels, fixtures_of_work, sessions
from taskpact_mock.apis.agent_runtime.bundle import profile
from taskpact_mock.apis.agent_runtime.fixture_lookup import (
    Fixture,
    each,
    known,
    new,
    workspace_of,
)
from taskpact_mock.apis.agent_runtime.hook_records import ClaimHook, Concern, SpawnHook
from taskpact_mock.apis.agent_runtime.records import (
    Agent,
    Budget,
    Capability,
    Coordinator,
    Limits,
    Lineage,
    Peer,
    Permissions,
    Provider,
    Session,
    Workspace,
)
from taskpact_mock.apis.agent_runtime.soul import Settings
from taskpact_mock.apis.agent_runtime.state import SESSIONS, Runtime, runtime_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Validators
from taskpact_mock.world.world import World


def add(world: World, records: Fixture, validators: Validators) -> JSON:
    """Put records into a world; the ids of what was made, by kind.

    Raises FixtureError when one of them contradicts what is there.
    """
    check = validators.component("ExecutionProfile")
    for number, record in enumerate(records.get("tasks", ())):
        shown = profile("task", record.get("execution_profile", {}), world.now)
        if not check.accepts(shown):
            fault = check.faults(shown, f"tasks.{number}.execution_profile")[0]
            raise FixtureError(f"{'.'.join(map(str, fault.place))}: {fault.message}")
    return fill(world, records)


def fill(world: World, records: Fixture) -> JSON:
    """As `add`, of records whose execution profiles are known to be right."""
    state = runtime_of(world)
    _set(state, records)
    each(records, "workspaces", lambda record: add_workspace(state, _workspace(record)))
    each(records, "agents", lambda record: add_agent(state, _agent(state, record)))
    each(records, "channels", partial(_add_channel, world))
    each(records, "peers", partial(_add_peer, world))
    made = {"sessions": each(records, "sessions", partial(_add_session, world))}
    fixtures_of_work.add(world, records, made)
    made["messages"] = each(records, "messages", partial(_send, world))
    each(records, "controls", partial(fixtures_of_work.control, world))
    world.tick()
    return made


def add_workspace(state: Runtime, workspace: Workspace) -> None:
    """Take a workspace in, findable by id, name and directory."""
    state.workspaces[workspace.id] = workspace
    for name in (workspace.root_dir, workspace.name, workspace.id):
        state.workspace_ids.setdefault(name, workspace.id)
    state.channels.setdefault(workspace.id, {})


def add_agent(state: Runtime, agent: Agent) -> None:
    """Take the definition of an agent in."""
    state.agents[agent.workspace_id, agent.name] = agent
    state.providers.setdefault(agent.provider, Provider(agent.provider))


def _set(state: Runtime, records: Fixture) -> None:
    """Take in what concerns the whole runtime."""
    state.scheduler_paused = records.get("scheduler_paused", state.scheduler_paused)
    for record in records.get("providers", ()):
        state.providers[record["name"]] = Provider(**record)
    if "default_provider" in records:
        state.default_provider = known(state.providers, records["default_provider"]).name
    if "coordinator" in records:
        state.coordinator = Coordinator(**records["coordinator"])
    if "claim_hooks" in records:
        state.claim_hooks = tuple(each(records, "claim_hooks", _claim_hook))
    if "spawn_hooks" in records:
        state.spawn_hooks = tuple(each(records, "spawn_hooks", _spawn_hook))


def _claim_hook(record: Fixture) -> ClaimHook:
    return ClaimHook(
        concern=_concern(record),
        refuse=record.get("refuse"),
        priority_min=record.get("priority_min", 0),
        add_capabilities=frozenset(record.get("add_capabilities", ())),
    )


def _spawn_hook(record: Fixture) -> SpawnHook:
    child = dict(record.get("child", {}))
    if child.get("spawn_role", "").strip().lower() == "coordinator":
        raise FixtureError("no spawn makes a coordinator; take another spawn_role")
    if "permissions" in child:
        child["permissions"] = Permissions.of(child["permissions"]).as_json()
    return SpawnHook(concern=_concern(record), refuse=record.get("refuse"), child=child)


def _concern(record: Fixture) -> Concern:
    return Concern(record.get("agent_name"), record.get("workspace_id"))


def _workspace(record: Fixture) -> Workspace:
    workspace_id = record["id"]
    return Workspace(
        id=workspace_id,
        name=record.get("name", workspace_id),
        root_dir=record.get("root_dir", f"/srv/{workspace_id}"),
        gone=record.get("gone", False),
        soul=Settings(**record.get("soul", {})),
        coordinator=Coordinator(**record.get("coordinator", {})),
        limits=Limits(**record.get("limits", {})),
    )


def _agent(state: Runtime, record: Fixture) -> Agent:
    provider = record.get("provider", "demo-provider") or state.default_provider
    if provider is None:
        raise FixtureError(f"{record['name']} has no provider; set default_provider first")
    return Agent(
        workspace_id=workspace_of(state, record),
        name=record["name"],
        provider=provider,
        model=record.get("model", "demo-large"),
        capabilities=tuple(Capability(**each) for each in record.get("capabilities", ())),
        soul=record.get("soul"),
        soul_fault=record.get("soul_fault"),
    )


def _add_channel(world: World, record: Fixture) -> None:
    more = {name: record[name] for name in ("display_name", "purpose") if name in record}
    channels.add(world, workspace_of(runtime_of(world), record), record["id"], **more)


def _add_peer(world: World, record: Fixture) -> None:
    state, peer_id = runtime_of(world), record["peer_id"]
    if peer_id in {name for each in state.sessions.values() for name in (each.id, each.peer_id)}:
        raise FixtureError(f"{peer_id!r} is a session of this runtime; choose another peer_id")
    peer = Peer(
        id=peer_id,
        workspace_id=workspace_of(state, record),
        channel=record["channel"],
        display_name=record.get("display_name", peer_id),
        capabilities=tuple(sorted(set(record.get("capabilities", ())))),
    )
    state.peers[peer_id] = peer
    channels.add(world, peer.workspace_id, peer.channel)


def _add_session(world: World, record: Fixture) -> str:
    state = runtime_of(world)
    workspace_id, name = workspace_of(state, record), record["agent_name"]
    agent = state.agents.get((workspace_id, name))
    if agent is None:
        raise FixtureError(f"there is no agent {name!r} in {workspace_id}; add it to agents")
    session_id = new(state.sessions, record.get("id") or f"sess-{world.ids.hex(16)}")
    session = sessions.create(
        world,
        agent,
        session_id=session_id,
        state=SESSIONS.advance("control", "create", None),
        kind=record.get("type", "user"),
        channel=record.get("channel"),
        name=record.get("name"),
        lineage=_lineage(world, session_id, record.get("lineage")),
    )
    if record.get("state", "active") == "active":
        sessions.activate(world, session)
    return session_id


def _lineage(world: World, session_id: str, record: Fixture | None) -> Lineage | None:
    if record is None:
        return None
    parent_id = record.get("parent_session_id")
    parent = runtime_of(world).sessions.get(parent_id or "")
    above = parent.lineage if parent else None
    ttl = record.get("ttl_seconds", 0)
    return Lineage(
        parent=parent_id,
        root=above.root if above else parent_id or session_id,
        depth=above.depth + 1 if above else int(parent_id is not None),
        role=record.get("spawn_role"),
        auto_stop=record.get("auto_stop_on_parent", True),
        permissions=Permissions.of(record.get("permissions", {})),
        budget=Budget(
            max_children=record.get("max_children", 5),
            max_depth=record.get("max_depth", 1),
            ttl_seconds=ttl,
            max_active_per_workspace=record.get("max_active_per_workspace", 0),
        ),
        expires=sessions.deadline(world, ttl) if ttl else None,
    )


def _send(world: World, record: Fixture) -> str:
    state = runtime_of(world)
    name = record["from_session_id"]
    sender: Session | Peer = state.peers.get(name) or known(state.sessions, name)
    target = record.get("to_session_id")
    if sender.channel is None:
        raise FixtureError(f"{sender.id} joined no channel to send a message on")
    sent = channels.send(
        world,
        sender,
        sender.channel,
        body={"text": record["text"]},
        metadata={
            "coordination_channel_id": sender.channel,
            "correlation_id": record.get("correlation_id", "fixture"),
            "message_kind": record.get("message_kind", "status"),
            "run_id": record.get("run_id", "run-00000000000000a1"),
            "task_id": record.get("task_id", "task-00000000000000a1"),
        },
        key=record.get("id"),
        target=None if target is None else known(state.sessions, target),
    )
    if sent is None:
        raise FixtureError(f"a message has at most {channels.LARGEST} bytes; shorten its text")
    return sent.id
