"""Who is calling: the forms that credentials take, and the headers that they become."""

import os
from collections.abc import Awaitable, Callable, Mapping

from attrs import field, frozen

from taskpact.errors import ConfigurationError


@frozen
class Bearer:
    """A token for `Authorization: Bearer`."""

    token: str = field(repr=False)


@frozen
class ApiKey:
    """A key for the header that the API names for keys."""

    key: str = field(repr=False)


@frozen(kw_only=True)
class AgentIdentity:
    """The session that calls the agent runtime, its agent's name and, if wanted, its workspace."""

    session: str = field(repr=False)
    agent: str
    workspace: str | None = None


Credentials = str | Bearer | ApiKey | AgentIdentity | Mapping[str, str]
"""What a client takes as `credentials`.

A string is the token or key that the API asks for first; a mapping is headers, sent as they are.
"""

Renewing = Callable[[], Credentials]
"""A function that gives the credentials of the moment.

It is called before each attempt, so it should keep what it gives for as long as that is good. After
a 401 the call is tried once more, with what it gives then.
"""

AsyncRenewing = Callable[[], Credentials | Awaitable[Credentials]]
"""The same for an asyncio client, which may take a coroutine function."""


@frozen
class Security:
    """What an API accepts, in its own order: `bearer`, `identity` or the header of an API key."""

    api: str
    accepted: tuple[str, ...]

    def headers(self, credentials: Credentials | None) -> dict[str, str]:
        """The headers that carry the credentials; raises ConfigurationError for a form it lacks."""
        match credentials:
            case None:
                return {}
            case str():
                return self._plain(credentials)
            case Bearer(token=token) if "bearer" in self.accepted:
                return self._checked({"Authorization": f"Bearer {token}"})
            case ApiKey(key=key) if headers := self._key_headers():
                return self._checked({headers[0]: key})
            case AgentIdentity() if "identity" in self.accepted:
                return self._checked(_identity_headers(credentials))
            case Mapping():
                return self._checked(dict(credentials))
        raise ConfigurationError(
            f"{self.api} takes no {type(credentials).__name__}: give {self._wanted()}"
        )

    def from_environment(self) -> Credentials | None:
        """The credentials that the environment holds, None if it holds none.

        `TASKPACT_<API>_TOKEN` and `TASKPACT_<API>_API_KEY`; for an agent's identity
        `TASKPACT_<API>_SESSION`, `_AGENT` and, if wanted, `_WORKSPACE`.
        """
        found = {
            word: os.environ.get(f"TASKPACT_{self.api.upper()}_{word}")
            for word in ("TOKEN", "API_KEY", "SESSION", "AGENT", "WORKSPACE")
        }
        if (token := found["TOKEN"]) and "bearer" in self.accepted:
            return Bearer(token)
        if (key := found["API_KEY"]) and self._key_headers():
            return ApiKey(key)
        if (session := found["SESSION"]) and (agent := found["AGENT"]):
            return AgentIdentity(session=session, agent=agent, workspace=found["WORKSPACE"])
        return None

    def _plain(self, text: str) -> dict[str, str]:
        first = self.accepted[0]
        if first == "identity":
            raise ConfigurationError(f"{self.api} takes no plain string: give {self._wanted()}")
        return self.headers(Bearer(text) if first == "bearer" else ApiKey(text))

    def _key_headers(self) -> list[str]:
        return [word for word in self.accepted if word not in ("bearer", "identity")]

    def _wanted(self) -> str:
        forms = {"bearer": "Bearer(token)", "identity": "AgentIdentity(session=, agent=)"}
        wanted = dict.fromkeys(forms.get(word, "ApiKey(key)") for word in self.accepted)
        return ", ".join([*wanted, "or a mapping of headers"])

    def _checked(self, headers: dict[str, str]) -> dict[str, str]:
        """The headers by lower-case name, if they can be sent; a message never repeats a secret."""
        for name, value in headers.items():
            if not _can_be_sent(value):
                raise ConfigurationError(
                    f"the credentials of {self.api} cannot be sent: the value for {name} must be"
                    " printable ASCII, without line breaks, and not empty"
                )
        return {name.lower(): value for name, value in headers.items()}


def _can_be_sent(value: object) -> bool:
    return (
        isinstance(value, str)
        and value.removeprefix("Bearer ").strip() != ""
        and value.isascii()
        and value.isprintable()
    )


def _identity_headers(identity: AgentIdentity) -> dict[str, str]:
    headers = {"X-AGH-Session-ID": identity.session, "X-AGH-Agent": identity.agent}
    if identity.workspace is not None:
        headers["X-AGH-Workspace-ID"] = identity.workspace
    return headers
