"""What somebody has put before claims and spawns, as frozen values."""

from collections.abc import Mapping
from typing import Any

from attrs import Factory, frozen

from taskpact_mock.apis.agent_runtime.records import Session


@frozen
class Concern:
    """Whose calls a hook concerns; None is everybody's."""

    agent_name: str | None = None
    workspace_id: str | None = None

    def has(self, session: Session) -> bool:
        """Whether calls of the session are among them."""
        return self.agent_name in (None, session.agent_name) and self.workspace_id in (
            None,
            session.workspace_id,
        )


@frozen
class ClaimHook:
    """What stands before a claim: it refuses it for a reason, or changes what is looked for."""

    concern: Concern
    refuse: str | None = None
    priority_min: int = 0
    add_capabilities: frozenset[str] = frozenset()


@frozen
class SpawnHook:
    """What stands before a spawn: it refuses it for a reason, or changes members of its body."""

    concern: Concern
    refuse: str | None = None
    child: Mapping[str, Any] = Factory(dict)
