# Generated from openapi/bundled/agent_runs.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentRunResponse(Model):
    """A run as it is now. Every member is always there in answers of the service; those it
    cannot tell are null.

    Attributes:
        id: The run, a number that counts up over all organisations.
        organization_id: The organisation that it belongs to.
        status: Where the run stands, such as ACTIVE, COMPLETE, ERROR or CANCELLED. Other
            words have been seen.
        created_at: When it was created, in UTC, as a date and a time with six decimals
            and a space between.
        web_url: Where people can look at it.
        result: What the agent answered, in Markdown; null while it works.
    """

    id: int
    organization_id: int
    status: str | None | Unset = UNSET
    created_at: str | None | Unset = UNSET
    web_url: str | None | Unset = UNSET
    result: str | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("organization_id", "organization_id"),
        ("status", "status"),
        ("created_at", "created_at"),
        ("web_url", "web_url"),
        ("result", "result"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "id"
            if type(id := _rest.pop(_at)) is not int:
                id = _read.integer(id)
            _at = "organization_id"
            if type(organization_id := _rest.pop(_at)) is not int:
                organization_id = _read.integer(organization_id)
            _at = "status"
            if type(status := _rest.pop(_at, UNSET)) is not str:
                status = _read.maybe(_read.string, status)
            _at = "created_at"
            if type(created_at := _rest.pop(_at, UNSET)) is not str:
                created_at = _read.maybe(_read.string, created_at)
            _at = "web_url"
            if type(web_url := _rest.pop(_at, UNSET)) is not str:
                web_url = _read.maybe(_read.string, web_url)
            _at = "result"
            if type(result := _rest.pop(_at, UNSET)) is not str:
                result = _read.maybe(_read.string, result)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            organization_id,
            status,
            created_at,
            web_url,
            result,
            _rest or {},
        )
