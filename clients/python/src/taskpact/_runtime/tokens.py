"""A handle as a small JSON text, from which another process goes on, in either style."""

import json
from typing import NamedTuple

from taskpact.errors import ConfigurationError

VERSION = 1

Id = str | int


class Place(NamedTuple):
    """Where a handle stands.

    `ids` say which piece of work it follows, `after` is the id of the latest event it saw.
    """

    ids: tuple[Id, ...]
    after: str


def write(api: str, place: Place) -> str:
    """The token; it holds no credentials and no address."""
    return json.dumps({"v": VERSION, "api": api, "ids": place.ids, "after": place.after})


def read(api: str, token: str) -> Place:
    """The place that a token names; raises ConfigurationError for one that is not of this API."""
    try:
        found = json.loads(token)
    except ValueError:
        found = None
    match found:
        case {"v": 1, "api": str(other), "ids": list(ids), "after": str(after)}:
            if other != api:
                raise ConfigurationError(f"the token is of {other}: resume it with that client")
            if ids and all(isinstance(part, str | int) for part in ids):
                return Place(tuple(ids), after)
    raise ConfigurationError("this is no token of a handle: give the text of `handle.token`")
