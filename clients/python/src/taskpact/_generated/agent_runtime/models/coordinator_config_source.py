# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class CoordinatorConfigSource(OpenEnum):
    """Where the coordinator's settings come from."""

    WORKSPACE = "workspace"
    GLOBAL = "global"
    DEFAULT = "default"
