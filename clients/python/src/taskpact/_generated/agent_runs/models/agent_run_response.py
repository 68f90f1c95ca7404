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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "organization_id": "organization_id",
            "status": "status",
            "created_at": "created_at",
            "web_url": "web_url",
            "result": "result",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                organization_id,
                status,
                created_at,
                web_url,
                result,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not int:
                id = _read.integer(id)
            _at = "organization_id"
            if type(organization_id) is not int:
                organization_id = _read.integer(organization_id)
            _at = "status"
            if type(status) is not str and status is not None and status is not UNSET:
                status = _read.string(status)
            _at = "created_at"
            if type(created_at) is not str and created_at is not None and created_at is not UNSET:
                created_at = _read.string(created_at)
            _at = "web_url"
            if type(web_url) is not str and web_url is not None and web_url is not UNSET:
                web_url = _read.string(web_url)
            _at = "result"
            if type(result) is not str and result is not None and result is not UNSET:
                result = _read.string(result)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.organization_id = organization_id
        _self.status = status
        _self.created_at = created_at
        _self.web_url = web_url
        _self.result = result
        _self.additional_properties = _rest
        return _self
