"""Where a layer sends its requests, and as whom."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from taskpact_contract.pace import Pace


def _without_slash(url: str) -> str:
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
    slows the requests.
    """

    api: str
    base_url: str = field(converter=_without_slash)
    principal: Principal = Principal()
    second: Principal | None = None
    control: bool = False
    destructive: bool = True
    pace: Pace = field(factory=Pace, repr=False, eq=False)
