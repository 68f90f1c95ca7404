"""The settings of a workspace's coordinator: its own over global ones over built-in ones.

Source: facts 3.7.
"""

from attrs import asdict, evolve

from taskpact_mock.apis.agent_runtime.records import Coordinator, Provider
from taskpact_mock.apis.agent_runtime.rendering import Object, present
from taskpact_mock.apis.agent_runtime.state import quirk, runtime_of
from taskpact_mock.world.world import World

BUILT_IN = Coordinator(
    agent_name="coordinator",
    default_ttl_seconds=7200,
    enabled=False,
    max_active_sessions_per_workspace=5,
    max_children=5,
)
_NO_PROVIDER = Provider("")
_NOTHING: Object = {
    "agent_name": "",
    "default_ttl_seconds": 0,
    "enabled": False,
    "max_active_sessions_per_workspace": 0,
    "max_children": 0,
}


def resolve(world: World, workspace_id: str | None) -> Coordinator | None:
    """The settings for the workspace, or for sessions without one; None if they make no sense."""
    state = runtime_of(world)
    workspace = state.workspaces.get(workspace_id or "")
    found = BUILT_IN
    for place in (state.coordinator, workspace.coordinator if workspace else Coordinator()):
        found = evolve(found, **_given(place))
    agent = state.agents.get((workspace_id, found.agent_name or ""))
    named = found.provider or (agent and agent.provider) or state.default_provider
    provider = state.providers.get(named or "", _NO_PROVIDER)
    model = found.model or (agent and agent.model) or provider.default_model
    if (model and not named) or (provider.needs_model and not model):
        return None
    return evolve(found, provider=named, model=model)


def view(world: World, workspace_id: str | None, found: Coordinator) -> Object:
    """The settings as the contract's CoordinatorConfig."""
    return present(**asdict(found), source=_source(world, workspace_id), workspace_id=workspace_id)


def unresolved(world: World) -> Object:
    """What a caller's own view shows of settings that make no sense."""
    return {**_NOTHING, "source": "" if quirk(world, "config_source") else "default"}


def _source(world: World, workspace_id: str | None) -> str:
    """The nearest place that sets anything; under a quirk, whether there is a workspace."""
    state = runtime_of(world)
    workspace = state.workspaces.get(workspace_id or "")
    if quirk(world, "config_source"):
        return "workspace" if workspace_id else "global"
    if workspace is not None and _given(workspace.coordinator):
        return "workspace"
    return "global" if _given(state.coordinator) else "default"


def _given(place: Coordinator) -> Object:
    return present(**asdict(place))
