# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class RuntimeMode(OpenEnum):
    """How a task is run."""

    DEFAULT = "default"
    EVIDENCE = "evidence"
