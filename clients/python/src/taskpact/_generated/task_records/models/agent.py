# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "name": "name",
            "description": "description",
            "variables": "variables",
            "fields": "fields",
            "workflow": "workflow",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                name,
                description,
                variables,
                fields,
                workflow,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "name"
            if type(name) is not str and name is not UNSET:
                name = _read.string(name)
            _at = "description"
            if type(description) is not str and description is not UNSET:
                description = _read.string(description)
            _at = "variables"
            if variables is not UNSET:
                variables = _read.mapping(_read.string, variables)
            _at = "fields"
            if fields is not UNSET:
                fields = _read.array(_read.json_object, fields)
            _at = "workflow"
            if workflow is not UNSET:
                workflow = _read.array(WorkflowNode.from_dict, workflow)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.variables = variables
        _self.fields = fields
        _self.workflow = workflow
        _self.additional_properties = _rest
        return _self
