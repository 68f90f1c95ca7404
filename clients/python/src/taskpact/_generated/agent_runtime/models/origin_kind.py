# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class OriginKind(OpenEnum):
    """By which way something came in."""

    CLI = "cli"
    WEB = "web"
    UDS = "uds"
    HTTP = "http"
    AUTOMATION = "automation"
    EXTENSION = "extension"
    NETWORK = "network"
    AGENT_SESSION = "agent_session"
    DAEMON = "daemon"
