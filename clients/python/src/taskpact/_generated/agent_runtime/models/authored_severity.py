# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class AuthoredSeverity(OpenEnum):
    """How bad a fault in a written file is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
