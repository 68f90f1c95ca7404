# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class WorkerMode(OpenEnum):
    """How a worker is chosen."""

    INHERIT = "inherit"
    SELECT = "select"
