# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class ValidationStatus(OpenEnum):
    """What came out of reading a persona."""

    MISSING = "missing"
    INACTIVE = "inactive"
    VALID = "valid"
    INVALID = "invalid"
