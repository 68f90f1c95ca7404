"""Who calls: a live session and the agent that runs in it. Source: facts 1.0."""

from collections.abc import Mapping

from taskpact_mock.api import Answer, Call, Principal
from taskpact_mock.apis.agent_runtime import errors, sessions
from taskpact_mock.apis.agent_runtime.default import DEMO
from taskpact_mock.apis.agent_runtime.fixtures import add_agent, add_workspace
from taskpact_mock.apis.agent_runtime.records import Agent, Session, Workspace
from taskpact_mock.apis.agent_runtime.state import SESSIONS, quirk, runtime_of
from taskpact_mock.world.world import World


def authenticate(world: World, headers: Mapping[str, str]) -> Principal | Answer:
    """The caller's session, or the answer to headers that name none.

    Under `off` the default session calls where they name none; under `any` a session that is not
    known is made, with a workspace of its own.
    """
    if quirk(world, "beyond_loopback"):
        return errors.beyond_loopback()
    if quirk(world, "same_origin") and _is_foreign(headers):
        return errors.problem(403, "the request comes from another origin than the server's own")
    session_id, agent, workspace = (
        headers.get(f"x-agh-{name}", "") for name in ("session-id", "agent", "workspace-id")
    )
    fault = _fault(world, session_id, agent, workspace)
    if fault is None:
        return _principal(runtime_of(world).sessions[session_id])
    auth = world.options.auth
    if auth == "off":
        return _principal(runtime_of(world).sessions[DEMO])
    if auth == "any" and session_id and agent and session_id not in runtime_of(world).sessions:
        return _principal(_welcome(world, session_id, agent, workspace or f"ws-{session_id}"))
    return errors.identity(fault)


def caller(call: Call) -> Session:
    """The session of who calls, as it is now."""
    return runtime_of(call.world).sessions[call.principal.user]


def _is_foreign(headers: Mapping[str, str]) -> bool:
    """Whether a page of another server sent the request; one port speaks only one scheme."""
    origin = headers.get("origin", "")
    return origin != "" and origin.partition("://")[2] != headers.get("host")


def _fault(world: World, session_id: str, agent: str, workspace: str) -> str | None:
    """What is wrong with the headers, the first that fits."""
    if not (session_id and agent):
        return "identity_required"
    session = runtime_of(world).sessions.get(session_id)
    if session is None or session.state != "active":
        return "identity_stale"
    if session.agent_name != agent:
        return "identity_mismatch"
    if workspace and session.workspace_id != workspace:
        return "identity_unauthorized"
    return None


def _principal(session: Session) -> Principal:
    return Principal(user=session.id, tenant=session.workspace_id or "")


def _welcome(world: World, session_id: str, agent_name: str, workspace_id: str) -> Session:
    """A session for whoever comes, with its agent and its workspace."""
    state = runtime_of(world)
    if workspace_id not in state.workspaces:
        add_workspace(state, Workspace(workspace_id, workspace_id, f"/srv/{workspace_id}"))
    place = workspace_id, agent_name
    if place not in state.agents:
        add_agent(state, Agent(*place, provider="demo-provider"))
    state_name = SESSIONS.advance("control", "create", None)
    session = sessions.create(world, state.agents[place], session_id=session_id, state=state_name)
    sessions.activate(world, session)
    return session
