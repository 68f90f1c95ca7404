"""What the server needs to know of a contract, as frozen values."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

Schema = Mapping[str, Any]
Location = Literal["path", "query", "header"]
EVENTS = "text/event-stream"
TEXTUAL = frozenset({"integer", "number", "boolean"})
"""Types whose values are written as text in parameters."""


@frozen
class Parameter:
    """A parameter of an operation. `key` is its name as it is looked up: headers in lower case."""

    name: str
    location: Location
    required: bool
    schema: Schema
    key: str
    types: tuple[str, ...]
    """What its text may stand for, other than text."""


@frozen
class Body:
    """The JSON body that an operation takes."""

    required: bool
    schema: Schema


@frozen
class Operation:
    """One operation of one API."""

    api: str
    id: str
    method: str
    template: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: Mapping[int, Mapping[str, Schema]]
    """Status to media type to schema; a status without a body has no media type."""
    schemes: tuple[frozenset[str], ...]
    """Each set of security schemes that together let a call in."""
    quirks: Mapping[str, Mapping[int, Mapping[str, Schema]]]
    """What only a quirk sends: its name, then as `responses`."""

    @property
    def streams(self) -> bool:
        """Whether it answers with events as they happen."""
        return any(EVENTS in content for content in self.responses.values())


@frozen
class Contract:
    """One API: its operations, life cycles and quirks, and the document they come from."""

    api: str
    document: Schema
    operations: Mapping[str, Operation]
    lifecycles: Mapping[str, Schema]
    quirks: Mapping[str, str]
    """Name and description of each way in which the live service departs from the contract."""


class ContractError(Exception):
    """A contract says something that this server does not understand; it will not start."""
