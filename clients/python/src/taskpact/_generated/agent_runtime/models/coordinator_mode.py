# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class CoordinatorMode(OpenEnum):
    """Who coordinates a task."""

    INHERIT = "inherit"
    GUIDED = "guided"
