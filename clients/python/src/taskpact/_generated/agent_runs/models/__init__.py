# Generated from openapi/bundled/agent_runs.json by `make generate`: do not edit.

"""The models of Agent runs, each imported when it is first asked for."""

from taskpact._runtime.lazy import exports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .agent_run_response import AgentRunResponse

__all__ = ("AgentRunResponse",)

_MODULES = {
    "AgentRunResponse": ".agent_run_response",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, _MODULES)
