# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .sandbox_mode import SandboxMode


@_define
class SandboxPolicy(Model):
    """Where a task is run.

    Attributes:
        mode: How the sandbox is chosen, inherit by default.
        sandbox_ref: The sandbox, if it is chosen by name.
    """

    mode: SandboxMode
    sandbox_ref: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "mode": "mode",
            "sandbox_ref": "sandbox_ref",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                mode,
                sandbox_ref,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "mode"
            mode = _read.word(SandboxMode, mode)
            _at = "sandbox_ref"
            if type(sandbox_ref) is not str and sandbox_ref is not UNSET:
                sandbox_ref = _read.string(sandbox_ref)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.mode = mode
        _self.sandbox_ref = sandbox_ref
        _self.additional_properties = _rest
        return _self
