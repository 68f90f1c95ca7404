# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_task_claim import AgentTaskClaim


@_define
class AgentTaskClaimResponse(Model):
    """What was claimed.

    Attributes:
        claim: The claim.
    """

    claim: AgentTaskClaim
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "claim": "claim",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (claim,), _rest = cls._members.take(_source)
        _at = ""
        try:
            _at = "claim"
            claim = AgentTaskClaim.from_dict(claim)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.claim = claim
        _self.additional_properties = _rest
        return _self
