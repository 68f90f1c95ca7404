"""Put workspaces, agents, sessions, tasks, runs and messages into a world.

The control plane's contract says what each record holds. Every step goes through the life cycle, so
a run that is held was claimed, and one that is running was started.
"""

from collections.abc import Mapping
from typing import Any

from taskpact_mock.api import FixtureError
from taskpact_mock.apis.agent_runtime import channels, leases, sessions, tasks
from taskpact_mock.apis.agent_runtime.bundle import profile
from taskpact_mock.apis.agent_runtime.records import (
    Agent,
    Budget,
    Capability,
    Coordinator,
    Lineage,
    Permissions,
    Run,
    Session,
    Task,
    Workspace,
)
from taskpact_mock.apis.agent_runtime.soul import Settings
from taskpact_mock.apis.agent_runtime.state import SESSIONS, Runtime, runtime_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Validators
from taskpact_mock.world.lifecycle import IllegalStepError
from taskpact_mock.world.world import World

Fixture = Mapping[str, Any]

DEFAULT_WORKSPACE = "ws-demo"


def add(world: World, records: Fixture, validators: Validators) -> JSON:
    """Put records into a world; the ids of what was made, by kind.

    Raises FixtureError when one of them contradicts what is there.
    """
    check = validators.component("ExecutionProfile")
    for number, record in enumerate(records.get("tasks", ())):
        shown = profile("task", record.get("execution_profile", {}))
        if not check.accepts(shown):
            fault = check.faults(shown, f"tasks.{number}.execution_profile")[0]
            raise FixtureError(f"{'.'.join(map(str, fault.place))}: {fault.message}")
    return fill(world, records)


def fill(world: World, records: Fixture) -> JSON:
    """As `add`, of records whose execution profiles are known to be right."""
    state = runtime_of(world)
    state.scheduler_paused = records.get("scheduler_paused", state.scheduler_paused)
    if "coordinator" in records:
        state.coordinator = Coordinator(**records["coordinator"])
    for record in records.get("workspaces", ()):
        add_workspace(state, _workspace(record))
    for record in records.get("agents", ()):
        add_agent(state, _agent(state, record))
    for record in records.get("channels", ()):
        more = {name: record[name] for name in ("display_name", "purpose") if name in record}
        channels.add(world, _workspace_of(state, record), record["id"], **more)
    made: dict[str, list[str]] = {
        "sessions": [_add_session(world, record) for record in records.get("sessions", ())],
        "tasks": [],
        "runs": [],
    }
    for record in records.get("tasks", ()):
        _add_tasks(world, record, made)
    for record in records.get("runs", ()):
        made["runs"].append(_add_run(world, _known(state.tasks, record.get("task_id")), record))
    made["messages"] = [_send(world, record) for record in records.get("messages", ())]
    for record in records.get("controls", ()):
        _control(world, record["id"], record["control"])
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
    state.providers |= {agent.provider}


def _workspace(record: Fixture) -> Workspace:
    workspace_id = record["id"]
    return Workspace(
        id=workspace_id,
        name=record.get("name", workspace_id),
        root_dir=record.get("root_dir", f"/srv/{workspace_id}"),
        gone=record.get("gone", False),
        soul=Settings(**record.get("soul", {})),
        coordinator=Coordinator(**record.get("coordinator", {})),
    )


def _agent(state: Runtime, record: Fixture) -> Agent:
    return Agent(
        workspace_id=_workspace_of(state, record),
        name=record["name"],
        provider=record.get("provider", "demo-provider"),
        model=record.get("model", "demo-large"),
        capabilities=tuple(Capability(**each) for each in record.get("capabilities", ())),
        soul=record.get("soul"),
    )


def _add_session(world: World, record: Fixture) -> str:
    state = runtime_of(world)
    workspace_id, name = _workspace_of(state, record), record["agent_name"]
    agent = state.agents.get((workspace_id, name))
    if agent is None:
        raise FixtureError(f"there is no agent {name!r} in {workspace_id}; add it to agents")
    session_id = _new(state.sessions, record.get("id") or f"sess-{world.ids.hex(16)}")
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


def _add_tasks(world: World, record: Fixture, made: dict[str, list[str]]) -> None:
    """Take in as many tasks as the record asks for, or pause the one that it names."""
    state = runtime_of(world)
    known = state.tasks.get(record.get("id", ""))
    if known is not None:
        tasks.pause(world, known, paused=record.get("paused", False))
        return
    count = record.get("count", 1)
    runs = record.get("runs", ({},))
    if count > 1 and ("id" in record or any("id" in run for run in runs)):
        raise FixtureError("a record with an id makes one task; take the id or the count away")
    for needed in (*record.get("depends_on", ()), *_given(record, "parent_task_id")):
        _known(state.tasks, needed)
    for _ in range(count):
        task = _task(world, record, record.get("id") or f"task-{world.ids.hex(16)}")
        tasks.add_task(world, task)
        made["tasks"].append(task.id)
        made["runs"] += [_add_run(world, task, run) for run in runs]
        if not runs:
            tasks.refresh(world, task.id)


def _task(world: World, record: Fixture, task_id: str) -> Task:
    owner = record.get("owner")
    return Task(
        id=task_id,
        title=record.get("title", "A task"),
        workspace_id=_workspace_of(runtime_of(world), record),
        status="draft" if record.get("draft") else "pending",
        updated=world.now,
        priority=record.get("priority", "medium"),
        identifier=record.get("identifier"),
        owner=(owner["kind"], owner["ref"]) if owner else None,
        parent_id=record.get("parent_task_id"),
        paused=record.get("paused", False),
        depends_on=tuple(record.get("depends_on", ())),
        max_attempts=record.get("max_attempts", 3),
        channel=record.get("network_channel"),
        profile=record.get("execution_profile", _NO_PROFILE),
    )


_NO_PROFILE: Fixture = {}


def _add_run(world: World, task: Task, record: Fixture) -> str:
    state = runtime_of(world)
    task = state.tasks[task.id]
    try:
        status = tasks.next_run(world, task)
    except IllegalStepError:
        raise FixtureError(f"{task.id} has an open run or no attempt left") from None
    run = Run(
        id=_new(state.runs, record.get("id") or f"run-{world.ids.hex(16)}"),
        task_id=task.id,
        attempt=len(task.runs) + 1,
        status=status,
        queued=world.now,
        channel=record.get("network_channel"),
        required=frozenset(record.get("required_capabilities", ())),
        preferred=frozenset(record.get("preferred_capabilities", ())),
        metadata=record.get("metadata"),
        wakes=record.get("wakes", 0),
    )
    tasks.enqueue(world, run)
    if "held_by" in record:
        holder: Session = _known(state.sessions, record["held_by"])
        leases.lease(world, holder, state.runs[run.id], record.get("lease_seconds"))
    return run.id


def _send(world: World, record: Fixture) -> str:
    state = runtime_of(world)
    sender: Session = _known(state.sessions, record["from_session_id"])
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
        target=None if target is None else _known(state.sessions, target),
    )
    return sent.id


def _control(world: World, id: str, control: str) -> None:
    """Let control take a step with a run or a session."""
    state = runtime_of(world)
    try:
        if control in ("activate", "stop"):
            session: Session = _known(state.sessions, id)
            (sessions.activate if control == "activate" else sessions.stop)(world, session)
        else:
            leases.control(world, _known(state.runs, id), control)
    except IllegalStepError as error:
        raise FixtureError(f"{id}: {error}") from None


def _workspace_of(state: Runtime, record: Fixture) -> str | None:
    workspace_id: str | None = record.get("workspace_id", DEFAULT_WORKSPACE)
    if workspace_id is not None:
        _known(state.workspaces, workspace_id)
    return workspace_id


def _known(records: Mapping[str, Any], id: str | None) -> Any:
    found = records.get(id or "")
    if found is None:
        raise FixtureError(f"{id!r} is not known; add it first")
    return found


def _new(records: Mapping[str, Any], id: str) -> str:
    if id in records:
        raise FixtureError(f"{id!r} is taken; choose another id or leave it out")
    return id


def _given(record: Fixture, name: str) -> tuple[str, ...]:
    return (record[name],) if name in record else ()
