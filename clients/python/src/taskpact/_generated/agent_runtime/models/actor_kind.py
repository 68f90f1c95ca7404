# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class ActorKind(OpenEnum):
    """What kind of actor did something."""

    HUMAN = "human"
    AGENT_SESSION = "agent_session"
    AUTOMATION = "automation"
    EXTENSION = "extension"
    NETWORK_PEER = "network_peer"
    DAEMON = "daemon"
