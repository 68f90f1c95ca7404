"""Where a client sends its requests, and what it sends along; no connections here."""

import os
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit

from attrs import define, evolve

from taskpact.errors import ConfigurationError

from .calls import Call, Options
from .credentials import AsyncRenewing, Credentials, Security
from .observing import Attempt, Hook
from .resuming import STALL
from .types import UNSET, Unset

if TYPE_CHECKING:
    import httpx

CONNECT_TIMEOUT = 5.0
"""Seconds to wait for a connection, if `timeout` does not say otherwise."""


class BaseClient:
    """What both drivers share."""

    _security: ClassVar[Security]
    base_url: str
    _owned: bool
    _options: Options

    def __init__(
        self,
        base_url: str | None,
        credentials: Credentials | AsyncRenewing | None,
        options: Options,
        hooks: Sequence[Hook],
    ) -> None:
        """Settle them; see SyncClient."""
        self.base_url = _checked_url(self._security.api, base_url)
        if credentials is None:
            credentials = self._security.from_environment()
        self._renew = credentials if callable(credentials) else None
        self._identity = {} if callable(credentials) else self._security.headers(credentials)
        self._options = options
        self._hooks = tuple(hooks)
        self._home = Home(os.getpid())

    def __repr__(self) -> str:
        """Class and address, never a credential."""
        return f"<{type(self).__name__} {self.base_url}>"

    def _is_last(self, data: Any) -> bool:
        """Whether an event is the last of its stream; an API that streams says so."""
        return False

    def with_options(
        self,
        *,
        timeout: "float | httpx.Timeout | Unset | None" = UNSET,
        max_retries: int | Unset = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        deadline: float | Unset | None = UNSET,
    ) -> Self:
        """A client with other options on the same connections; this one stays as it is.

        Closing the new client closes nothing: the connections belong to this one.

        Args:
            timeout: seconds for each step of an attempt, an httpx.Timeout, or None for no limit.
            max_retries: how many more attempts a call may have after the first.
            headers: sent with every request, beside those of this client.
            deadline: seconds for one call with all its attempts and pauses; None for no limit.
        """
        changed: dict[str, Any] = {"max_retries": max_retries, "deadline": deadline}
        if timeout is not UNSET:
            changed["timeout"] = limits(timeout)
        if headers is not UNSET:
            changed["headers"] = {**self._options.headers, **checked_headers(headers)}
        return self._with({key: value for key, value in changed.items() if value is not UNSET})

    def _until(self, end: float | None) -> Self:
        """A client all of whose calls end at `end`, by the monotonic clock."""
        return self if end is None else self._with({"end": end})

    def _with(self, changed: Mapping[str, Any]) -> Self:
        twin = copy(self)
        twin._options = evolve(self._options, **changed)
        twin._owned = False
        return twin

    def _prepared(
        self,
        call: Call,
        attempt: Attempt | None,
        identity: Mapping[str, str],
        default: "httpx.Timeout",
        *,
        streams: bool,
    ) -> dict[str, Any]:
        """The arguments of httpx's `build_request`."""
        request = call.request
        accept = "text/event-stream" if streams else "application/json"
        headers = {"accept": accept, "user-agent": _user_agent(), **request.headers}
        if request.secured:
            headers |= identity
        headers |= self._options.headers
        if attempt is not None:
            headers |= attempt.headers
        prepared: dict[str, Any] = {
            "method": request.method,
            "url": self.base_url + request.path,
            "headers": headers,
        }
        if request.query:
            prepared["params"] = request.query
        if request.body is not UNSET:
            prepared["json"] = request.body
        timeout, left = self._options.timeout, call.left()
        if streams:
            timeout = shortened(timeout or default, STALL, read_only=True)
        if left is not None:
            timeout = shortened(timeout or default, left)
        if timeout is not None:
            prepared["timeout"] = timeout
        return prepared


@define
class Home:
    """Where a client was made: its connections work nowhere else."""

    process: int
    loop: object = None

    def check(self, loop: object = None) -> None:
        """Raise ConfigurationError in another process or event loop, instead of a hang."""
        if os.getpid() != self.process:
            raise ConfigurationError(
                "this client was made before a fork: its connections belong to the parent, so make"
                " a client in each process"
            )
        if loop is not self.loop:
            if self.loop is not None:
                raise ConfigurationError(
                    "this client was used in another event loop: its connections belong there, so"
                    " make a client in each asyncio.run()"
                )
            self.loop = loop


def _checked_url(api: str, given: str | None) -> str:
    variable = f"TASKPACT_{api.upper()}_BASE_URL"
    url = given if given is not None else os.environ.get(variable)
    if url is None:
        raise ConfigurationError(f"where is the {api} server? Give `base_url`, or set {variable}")
    if not _leads_to_a_host(url):
        raise ConfigurationError(
            f"the base URL of {api} must look like http://127.0.0.1:4010: check `base_url` or"
            f" {variable}"
        )
    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError(
            f"the base URL of {api} may hold scheme, host, port and path only: user, password and"
            " tokens belong into `credentials`"
        )
    return url.rstrip("/")


def _leads_to_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, or a broken IPv6 address
        return False


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers by lower-case name; raises ConfigurationError for one that cannot be sent."""
    for name, value in headers.items():
        if not (name and value.isascii() and f"{name}{value}".isprintable()):
            raise ConfigurationError(
                f"the header {name!r} cannot be sent: it must be printable ASCII, in one line"
            )
    return {name.lower(): value for name, value in headers.items()}


def limits(timeout: "float | httpx.Timeout | None") -> "httpx.Timeout":
    """The httpx form of a client's `timeout`."""
    import httpx

    if timeout is None or isinstance(timeout, httpx.Timeout):
        return httpx.Timeout(timeout)
    return httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT))


def shortened(
    timeout: "httpx.Timeout", seconds: float, *, read_only: bool = False
) -> "httpx.Timeout":
    """The same limits, none longer than `seconds`; or only that of reading."""
    import httpx

    steps = timeout.as_dict()
    for step in ("read",) if read_only else tuple(steps):
        given = steps[step]
        steps[step] = seconds if given is None else min(given, seconds)
    return httpx.Timeout(**steps)


@cache
def _user_agent() -> str:
    from importlib.metadata import version

    return f"taskpact/{version('taskpact')}"
