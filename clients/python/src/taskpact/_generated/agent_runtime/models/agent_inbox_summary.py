# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_context_section_meta import AgentContextSectionMeta
from .agent_inbox_item import AgentInboxItem


@_define
class AgentInboxSummary(Model):
    """The newest messages that wait for the caller.

    Attributes:
        items: The messages, the newest first; of the active channel alone where there is
            one.
        section: How much of the list this is.
        unread_count: How many wait in all.
    """

    items: list[AgentInboxItem]
    section: AgentContextSectionMeta
    unread_count: int
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "items": "items",
            "section": "section",
            "unread_count": "unread_count",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                items,
                section,
                unread_count,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "items"
            items = _read.array(AgentInboxItem.from_dict, items)
            _at = "section"
            section = AgentContextSectionMeta.from_dict(section)
            _at = "unread_count"
            if type(unread_count) is not int:
                unread_count = _read.integer(unread_count)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.items = items
        _self.section = section
        _self.unread_count = unread_count
        _self.additional_properties = _rest
        return _self
