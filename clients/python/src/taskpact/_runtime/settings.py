"""Where a client sends its requests, and what it sends along; no connections here."""

from __future__ import annotations

import os
from functools import cache, lru_cache

from taskpact.errors import ConfigurationError

from .defaults import UNSET, Unset

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, ClassVar, Self

    import httpx

    from .calls import Call
    from .credentials import AsyncRenewing, Credentials
    from .exchanges import Exchange
    from .observing import Hook

CONNECT_TIMEOUT = 5.0
"""Seconds to wait for a connection, if `timeout` does not say otherwise."""

STALL = 30.0
"""Seconds without a byte after which a stream counts as dead; services beat every 15."""


class BaseClient:
    """What both drivers share."""

    _api: ClassVar[str]
    _accepted: ClassVar[tuple[str, ...]]
    """What identifies a caller; see Security."""

    base_url: str
    _owned = False
    """Whether closing this client closes the connections."""

    _always: Mapping[str, str] = {}
    """What goes with each request, where the HTTP client is not ours to send it by itself."""

    _kept: Mapping[str, str] = {}
    """The identity that our HTTP client sends by itself: that is cheaper than with each request."""

    def __init__(
        self,
        base_url: str | None,
        credentials: Credentials | AsyncRenewing | None,
        max_retries: int,
        deadline: float | None,
        headers: Mapping[str, str],
        hooks: Sequence[Hook],
    ) -> None:
        """Settle them; see SyncClient."""
        from .calls import Options
        from .credentials import Security

        self._options = Options(
            max_retries=max_retries, deadline=deadline, headers=checked_headers(headers)
        )
        self.base_url = _checked_url(self._api, base_url)
        self._security = security = Security(self._api, self._accepted)
        if credentials is None:
            credentials = security.from_environment()
        self._renew: AsyncRenewing | None = None
        self._identity: Mapping[str, str] = {}
        if callable(credentials):
            # ty asks whether a mapping may be callable, too.
            self._renew = credentials  # ty: ignore[invalid-assignment]
        else:
            self._identity = security.headers(credentials)
        self._hooks = tuple(hooks)
        self._home = Home()

    def __repr__(self) -> str:
        """Class and address, never a credential."""
        return f"<{type(self).__name__} {self.base_url}>"

    def _is_last(self, data: Any) -> bool:
        """Whether an event is the last of its stream; an API that streams says so."""
        return False

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | Unset | None = UNSET,
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
        from copy import copy

        from attrs import evolve

        twin = copy(self)
        twin._options = evolve(self._options, **changed)
        twin._owned = False
        return twin

    def _own_headers(self) -> dict[str, str]:
        """The headers that an HTTP client of ours sends with every request."""
        self._kept, self._identity = self._identity, {}
        return {**plain_headers(), **self._kept}

    def _built(
        self,
        http: httpx.Client | httpx.AsyncClient,
        call: Call,
        exchange: Exchange,
        identity: Mapping[str, str],
        *,
        streams: bool,
    ) -> httpx.Request:
        """The request of one attempt; the exchange remembers it."""
        request = call.request
        headers = {**self._always, **request.headers}
        if streams:
            headers["accept"] = "text/event-stream"
        if request.secured:
            headers |= identity
        headers |= self._options.headers
        if exchange.attempt is not None:
            headers |= exchange.attempt.headers
        more: dict[str, Any] = {}
        if request.query:
            more["params"] = request.query
        if request.body is not UNSET:
            more["json"] = request.body
        timeout, left = self._options.timeout, call.left()
        if streams:
            timeout = shortened(timeout or http.timeout, STALL, read_only=True)
        if left is not None:
            timeout = shortened(timeout or http.timeout, left)
        if timeout is not None:
            more["timeout"] = timeout
        built = http.build_request(request.method, _url(exchange.url), headers=headers, **more)
        if not request.secured:
            for name in self._kept.keys() - headers.keys():
                del built.headers[name]
        exchange.prepared = built
        return built


class Home:
    """Where a client was made: its connections work nowhere else."""

    __slots__ = ("_loop", "_process")

    def __init__(self) -> None:
        """This process, and the event loop of the first call."""
        self._process = os.getpid()
        self._loop: object = None

    def check(self, loop: object = None) -> None:
        """Raise ConfigurationError in another process or event loop, instead of a hang."""
        if os.getpid() != self._process:
            raise ConfigurationError(
                "this client was made before a fork: its connections belong to the parent, so make"
                " a client in each process"
            )
        if loop is not self._loop:
            if self._loop is not None:
                raise ConfigurationError(
                    "this client was used in another event loop: its connections belong there, so"
                    " make a client in each asyncio.run()"
                )
            self._loop = loop


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
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError(
            f"the base URL of {api} may hold scheme, host, port and path only: user, password and"
            " tokens belong into `credentials`"
        )
    return url.rstrip("/")


def _leads_to_a_host(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, or a broken IPv6 address
        return False


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers by lower-case name; raises ConfigurationError for one that cannot be sent."""
    for name, value in headers.items():
        check_header(name, value)
    return {name.lower(): value for name, value in headers.items()}


def check_header(name: str, value: str) -> None:
    """Raises ConfigurationError for a header that cannot be sent."""
    text = value.replace("\t", " ")  # the only control character that HTTP allows
    if not (name and text.isascii() and f"{name}{text}".isprintable()):
        raise ConfigurationError(
            f"the header {name!r} cannot be sent: it must be printable ASCII, in one line"
        )


def limits(timeout: float | httpx.Timeout | None) -> httpx.Timeout:
    """The httpx form of a client's `timeout`; raises ConfigurationError unless it is above 0."""
    import httpx

    if timeout is None or isinstance(timeout, httpx.Timeout):
        return httpx.Timeout(timeout)
    if not timeout > 0:
        raise ConfigurationError(
            f"a timeout of {timeout} s lets nothing happen: give more than 0, or None for no limit"
        )
    return httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT))


def shortened(timeout: httpx.Timeout, seconds: float, *, read_only: bool = False) -> httpx.Timeout:
    """The same limits, none longer than `seconds`; or only that of reading."""
    import httpx

    steps = timeout.as_dict()
    for step in ("read",) if read_only else tuple(steps):
        given = steps[step]
        steps[step] = seconds if given is None else min(given, seconds)
    return httpx.Timeout(**steps)


@lru_cache(maxsize=256)
def _url(text: str) -> httpx.URL:
    """A parsed address, kept: the same work is asked for again and again."""
    import httpx

    return httpx.URL(text)


@cache
def plain_headers() -> Mapping[str, str]:
    """What every request says, whoever calls."""
    from importlib.metadata import version

    return {"accept": "application/json", "user-agent": f"taskpact/{version('taskpact')}"}
