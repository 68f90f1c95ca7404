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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "name": "name",
            "root_dir": "root_dir",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                name,
                root_dir,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str and id is not UNSET:
                id = _read.string(id)
            _at = "name"
            if type(name) is not str and name is not UNSET:
                name = _read.string(name)
            _at = "root_dir"
            if type(root_dir) is not str and root_dir is not UNSET:
                root_dir = _read.string(root_dir)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.name = name
        _self.root_dir = root_dir
        _self.additional_properties = _rest
        return _self
