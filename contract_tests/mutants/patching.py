"""Putting something wrong in the place of something right, for a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from contract_tests.mutants.server import Hits

Wrong = Callable[[Any, Hits], Any]
"""Makes the wrong thing from the right one; it counts when it makes a difference."""


@contextmanager
def patched(owner: Any, name: str, wrong: Any) -> Iterator[None]:
    """An attribute of a module, a class or an object has another value meanwhile."""
    own = vars(owner)
    had, right = name in own, own.get(name)
    setattr(owner, name, wrong)
    try:
        yield
    finally:
        if had:
            setattr(owner, name, right)
        else:
            delattr(owner, name)


def differing(right: Callable[..., Any], wrong: Callable[..., Any], hits: Hits) -> Any:
    """`wrong` in the place of `right`, for functions that change nothing: both are asked."""

    @wraps(right)
    def asked(*args: Any, **kwargs: Any) -> Any:
        found = wrong(*args, **kwargs)
        if found != right(*args, **kwargs):
            hits.count()
        return found

    return asked
