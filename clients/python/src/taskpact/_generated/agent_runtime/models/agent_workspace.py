# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentWorkspace(Model):
    """The workspace of a session; empty for a session without one.

    Attributes:
        id: The workspace.
        name: What people call it.
        root_dir: Its directory, absolute.
    """

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    root_dir: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("name", "name"),
        ("root_dir", "root_dir"),
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
            if type(id := _rest.pop(_at, UNSET)) is not str:
                id = _read.optional(_read.string, id)
            _at = "name"
            if type(name := _rest.pop(_at, UNSET)) is not str:
                name = _read.optional(_read.string, name)
            _at = "root_dir"
            if type(root_dir := _rest.pop(_at, UNSET)) is not str:
                root_dir = _read.optional(_read.string, root_dir)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            name,
            root_dir,
            _rest or {},
        )
