"""Where a layer sends its requests, and as whom."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from attrs import field, frozen

from taskpact_contract.pace import Pace


def checked_base_url(url: str) -> str:
    """A base URL without a slash at its end; raises ValueError, which says how to write one."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
        _ = parts.port  # raises for what is no number
    except ValueError as error:
        raise ValueError(f"{url!r} is no base URL: {error}") from None
    if parts.username is not None:
        raise ValueError("a base URL holds no credentials: give them in a header")
    if not whole:
        raise ValueError(f"{url!r} is no base URL: write it as http://127.0.0.1:4010")
    if "?" in url or "#" in url:
        raise ValueError(
            f"{url!r} is no base URL: leave out what begins with ? or #, "
            "the paths of the contract come behind it"
        )
    return url.rstrip("/")


@frozen(kw_only=True)
class Principal:
    """Somebody whom the server lets in.

    `headers` authenticate the caller. `parameters` are values of path and query parameters that
    name something of theirs, such as `{"org_id": 1}`: without them most look-ups find nothing.
    """

    headers: Mapping[str, str] = field(factory=dict, repr=False)
    parameters: Mapping[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Target:
    """One API of a server.

    `base_url` is what stands before the paths of the contract. `second` may not see what belongs
    to `principal`; layers that compare two callers leave that out where there is none. `control`
    says that the mock's control plane lies below `base_url`, for a world that the layers may change
    as they like. `destructive` allows operations that end or delete something. `pace` counts and
    slows the requests. Raises ValueError for what is no base URL.
    """

    api: str
    base_url: str = field(converter=checked_base_url)
    principal: Principal = Principal()
    second: Principal | None = None
    control: bool = False
    destructive: bool = True
    pace: Pace = field(factory=Pace, repr=False, eq=False)
