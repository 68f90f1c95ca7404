"""Where a client sends its requests, and what it sends along; no connections here."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from taskpact.errors import ConfigurationError

from .credentials import Credentials, Security
from .requests import Request
from .types import UNSET

if TYPE_CHECKING:
    import httpx

CONNECT_TIMEOUT = 5.0
"""Seconds to wait for a connection, if `timeout` does not say otherwise."""


class BaseClient:
    """What both drivers share."""

    _security: ClassVar[Security]
    base_url: str

    def __init__(self, base_url: str | None, credentials: Credentials | None) -> None:
        """Settle both; see SyncClient."""
        self.base_url = _checked_url(self._security.api, base_url)
        if credentials is None:
            credentials = self._security.from_environment()
        self._credential_headers = self._security.headers(credentials)

    def __repr__(self) -> str:
        """Class and address, never a credential."""
        return f"<{type(self).__name__} {self.base_url}>"

    def _prepared(self, request: Request, accept: str) -> dict[str, Any]:
        """The arguments of httpx's `build_request`."""
        headers = {"Accept": accept, "User-Agent": _user_agent(), **request.headers}
        if request.secured:
            headers |= self._credential_headers
        prepared: dict[str, Any] = {
            "method": request.method,
            "url": self.base_url + request.path,
            "headers": headers,
        }
        if request.query:
            prepared["params"] = request.query
        if request.body is not UNSET:
            prepared["json"] = request.body
        return prepared


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


def limits(timeout: "float | httpx.Timeout | None") -> "httpx.Timeout":
    """The httpx form of a client's `timeout`."""
    import httpx

    if timeout is None or isinstance(timeout, httpx.Timeout):
        return httpx.Timeout(timeout)
    return httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT))


@cache
def _user_agent() -> str:
    from importlib.metadata import version

    return f"taskpact/{version('taskpact')}"
