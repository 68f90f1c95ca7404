# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .actor_kind import ActorKind


@_define
class ActorIdentity(Model):
    """Who did something.

    Attributes:
        kind: What kind of actor it is.
        ref: The actor, of an agent its session.
    """

    kind: ActorKind
    ref: str
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "kind": "kind",
            "ref": "ref",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                kind,
                ref,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "kind"
            kind = _read.word(ActorKind, kind)
            _at = "ref"
            if type(ref) is not str:
                ref = _read.string(ref)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.kind = kind
        _self.ref = ref
        _self.additional_properties = _rest
        return _self
