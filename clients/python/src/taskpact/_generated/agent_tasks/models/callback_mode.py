# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class CallbackMode(OpenEnum):
    """How the caller hears of the result, by asking for it or by a webhook."""

    POLL = "poll"
    WEBHOOK = "webhook"
