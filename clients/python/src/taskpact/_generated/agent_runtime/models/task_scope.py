# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskScope(OpenEnum):
    """Whether a task belongs to one workspace."""

    GLOBAL = "global"
    WORKSPACE = "workspace"
