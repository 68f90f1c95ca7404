"""Personas of agents: found, checked, and put into the forms that operations answer.

Source: facts 2.2 and 3.8.
"""

import re

import orjson
from attrs import asdict

from taskpact_mock.apis.agent_runtime.records import Agent, Session, Snapshot, Workspace
from taskpact_mock.apis.agent_runtime.rendering import Object, present
from taskpact_mock.apis.agent_runtime.safety import masked
from taskpact_mock.apis.agent_runtime.soul import Fault, Settings, Soul, read
from taskpact_mock.apis.agent_runtime.state import Runtime
from taskpact_mock.world.world import World

_UNSAFE = re.compile(r"agh_claim_|env:|vault:|\"(?:sk-|github_pat_|xoxb-|xoxp-)")


def source_path(agent_name: str) -> str:
    """Where the persona of an agent stands in its workspace."""
    return f".agh/agents/{agent_name}/SOUL.md"


def settings_of(workspace: Workspace | None) -> Settings:
    """The settings under which the personas of a workspace are read."""
    return Settings() if workspace is None else workspace.soul


def stored(agent: Agent, settings: Settings) -> Soul:
    """What reading the agent's SOUL.md brings out; one that cannot be read counts as missing."""
    if agent.soul_fault is None:
        return read(agent.soul, settings)
    fault = Fault(agent.soul_fault, f"{source_path(agent.name)} cannot be read")
    return Soul(settings, present=False, faults=(fault,))


def snapshot(world: World, state: Runtime, agent: Agent) -> Snapshot | None:
    """The persona that a new session of the agent takes; None if there is none."""
    workspace = state.workspaces.get(agent.workspace_id or "")
    soul = stored(agent, settings_of(workspace))
    if not soul.present:
        return None
    return Snapshot(f"soul-{world.ids.hex(16)}", soul, world.now)


def view(soul: Soul, agent_name: str) -> Object:
    """The persona as the contract's AgentSoul."""
    settings, path = soul.settings, source_path(agent_name)
    return present(
        active=soul.active,
        agent_name=agent_name,
        body=soul.body or None,
        config_provenance={**asdict(settings), "digest": settings.digest, "source": "workspace"},
        diagnostics=[_diagnostic(fault, path) for fault in soul.faults] or None,
        digest=soul.digest,
        enabled=settings.enabled,
        frontmatter=dict(soul.frontmatter),
        limits={
            "context_projection_bytes": settings.context_projection_bytes,
            "max_body_bytes": settings.max_body_bytes,
        },
        present=soul.present,
        source_path=path,
        truncated=_projection(soul, agent_name)[1] or None,
        valid=soul.valid,
        validation_status=soul.status,
    )


def is_unsafe(shown: Object) -> bool:
    """Whether a persona holds what must never be answered, such as the reference of a secret."""
    return _UNSAFE.search(orjson.dumps(shown).decode()) is not None


def section(session: Session) -> Object:
    """The session's persona as the contract's AgentSoulSection; all empty if it took none."""
    taken = session.snapshot
    if taken is None:
        nothing: Object = dict.fromkeys(("active", "enabled", "present", "valid"), False)
        return {**nothing, "principles": [], "tone": []}
    soul = taken.soul
    shown, truncated = _projection(soul, session.agent_name)
    return {
        **shown,
        **present(
            active=soul.active,
            enabled=soul.settings.enabled,
            present=soul.present,
            snapshot_id=taken.id,
            truncated=truncated or None,
            valid=soul.valid,
            validation_status=soul.status,
        ),
    }


def _projection(soul: Soul, agent_name: str) -> tuple[Object, bool]:
    """What a context shows of a persona, cut to its bound, and whether it was cut.

    Principles go first, from the end, then tones, the role, the path and the digest.
    """
    settings, matter = soul.settings, soul.frontmatter
    shown = present(
        role=matter.get("role"),
        tone=list(matter.get("tone", ())),
        principles=list(matter.get("principles", ())),
        source_path=source_path(agent_name),
        digest=soul.digest,
        config_digest=settings.digest,
        max_body_bytes=settings.max_body_bytes,
        max_bytes=settings.context_projection_bytes,
    )
    most, truncated = settings.context_projection_bytes, False
    while (over := len(orjson.dumps(shown)) - most) > 0 and _shorten(shown, over):
        truncated = True
    return shown, truncated


def _shorten(shown: Object, over: int) -> bool:
    """Take the next dispensable part out; whether there was one."""
    for name in ("principles", "tone"):
        if shown[name]:
            shown[name].pop()
            return True
    if role := shown.pop("role", ""):
        # A character takes at most six bytes when it is written, so this never takes too many.
        shorter = role[: -max(1, over // 6)]
        if shorter:
            shown["role"] = shorter
        return True
    return any(shown.pop(name, None) is not None for name in ("source_path", "digest"))


def _diagnostic(fault: Fault, path: str) -> Object:
    return present(
        code=fault.code,
        column=fault.column,
        field=fault.field,
        line=fault.line,
        message=masked(fault.message),
        owner_surface=fault.surface,
        section=fault.section,
        severity="error",
        source_path=path,
    )
