# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .workflow_node import WorkflowNode


@_define
class Agent(Model):
    """An agent, as a chain of nodes.

    Attributes:
        id: Its short name.
        name: What people call it.
        description: What it does.
        variables: The variables that its nodes share, with their first values.
        fields: The form that asks for its input.
        workflow: Its nodes, in the order in which they run.
    """

    id: str
    name: str | Unset = UNSET
    description: str | Unset = UNSET
    variables: dict[str, str] | Unset = UNSET
    fields: list[dict[str, Any]] | Unset = UNSET
    workflow: list[WorkflowNode] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("name", "name"),
        ("description", "description"),
        ("variables", "variables"),
        ("fields", "fields"),
        ("workflow", "workflow"),
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
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "name"
            if type(name := _rest.pop(_at, UNSET)) is not str:
                name = _read.optional(_read.string, name)
            _at = "description"
            if type(description := _rest.pop(_at, UNSET)) is not str:
                description = _read.optional(_read.string, description)
            _at = "variables"
            variables = _read.optional(partial(_read.mapping, _read.string), _rest.pop(_at, UNSET))
            _at = "fields"
            fields = _read.optional(partial(_read.array, _read.json_object), _rest.pop(_at, UNSET))
            _at = "workflow"
            workflow = _read.optional(
                partial(_read.array, WorkflowNode.from_dict), _rest.pop(_at, UNSET)
            )
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            name,
            description,
            variables,
            fields,
            workflow,
            _rest or {},
        )
