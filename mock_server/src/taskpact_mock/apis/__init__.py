"""The five APIs, one folder each. A folder is imported when its API is first asked for.

Most who start the server call one API of the five, and do not wait for the others.
"""

from importlib import import_module

from taskpact_mock.api import Api
from taskpact_mock.contract.load import APIS

__all__ = ("APIS", "every", "find")


def find(name: str) -> Api:
    """The API of that name, one of APIS."""
    found: Api = import_module(f"{__name__}.{name}").API
    return found


def every() -> tuple[Api, ...]:
    """All, in the order that all parts of the project keep."""
    return tuple(map(find, APIS))
