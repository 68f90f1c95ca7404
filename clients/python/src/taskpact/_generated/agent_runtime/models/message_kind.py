# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class MessageKind(OpenEnum):
    """What a message is for."""

    STATUS = "status"
    REQUEST = "request"
    REPLY = "reply"
    BLOCKER = "blocker"
    HANDOFF = "handoff"
    RESULT = "result"
    REVIEW_REQUEST = "review_request"
