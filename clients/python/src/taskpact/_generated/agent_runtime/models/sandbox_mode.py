# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class SandboxMode(OpenEnum):
    """Which sandbox a task is run in."""

    INHERIT = "inherit"
    NONE = "none"
    REF = "ref"
