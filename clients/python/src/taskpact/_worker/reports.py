"""What becomes of a run when its handler has ended."""

from typing import Any, TypeAlias

from attrs import frozen

from taskpact._runtime.types import UNSET, Unset
from taskpact.errors import LeaseLost

LONGEST_ERROR = 2000
"""Characters of an error that are told; the runtime's own views cut it there, too."""


@frozen
class Complete:
    """The run is done; `result` is any JSON up to 65536 bytes."""

    result: Any | Unset = UNSET


@frozen
class Fail:
    """The run failed; `metadata` is any JSON up to 65536 bytes, kept in the task's event alone."""

    error: str
    metadata: Any | Unset = UNSET


@frozen
class Release:
    """The run is given back, for anyone to claim."""

    reason: str


Report: TypeAlias = Complete | Fail | Release


def report_of(value: object) -> Report:
    """The report that a handler's result stands for: a report itself, or what came out."""
    if isinstance(value, Complete | Fail | Release):
        return value
    return Complete(UNSET if value is None else value)


def report_of_error(error: BaseException) -> Report:
    """The report that an error of a handler stands for."""
    if isinstance(error, LeaseLost):
        return Release(str(error))
    text = f"{type(error).__name__}: {error}".strip().removesuffix(":")
    return Fail(text[:LONGEST_ERROR])
