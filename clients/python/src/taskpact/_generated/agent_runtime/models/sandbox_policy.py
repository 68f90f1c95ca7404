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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("mode", "mode"),
        ("sandbox_ref", "sandbox_ref"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "mode"
            mode = SandboxMode.of(_rest.pop(_at))
            _at = "sandbox_ref"
            if type(sandbox_ref := _rest.pop(_at, UNSET)) is not str:
                sandbox_ref = _read.optional(_read.string, sandbox_ref)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            mode,
            sandbox_ref,
            _rest or {},
        )
