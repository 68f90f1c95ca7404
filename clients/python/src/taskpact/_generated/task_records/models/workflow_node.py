# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class WorkflowNode(Model):
    """One step of an agent; which members it has depends on its type.

    Attributes:
        type_: Which step it is, such as prompt, mcp or return.
        name: What its log lines call it.
        system: The system prompt of a prompt node.
        user: The user prompt of a prompt node.
        apikey: The owner's key for the model of a prompt node; to be kept secret.
        llm: Where the model of a prompt node runs, such as claude or replicate.
        model: The model of a prompt node.
        temperature: How freely the model may choose its words.
        max_tokens: How much the model may write at most.
        output: The variable that a prompt node sets, or those that a return node hands
            out.
    """

    type_: str
    name: str
    system: str | Unset = UNSET
    user: str | Unset = UNSET
    apikey: str | Unset = UNSET
    llm: str | Unset = UNSET
    model: str | Unset = UNSET
    temperature: int | Unset = UNSET
    max_tokens: int | Unset = UNSET
    output: str | list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "type_": "type",
            "name": "name",
            "system": "system",
            "user": "user",
            "apikey": "apikey",
            "llm": "llm",
            "model": "model",
            "temperature": "temperature",
            "max_tokens": "maxTokens",
            "output": "output",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                type_,
                name,
                system,
                user,
                apikey,
                llm,
                model,
                temperature,
                max_tokens,
                output,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "type"
            if type(type_) is not str:
                type_ = _read.string(type_)
            _at = "name"
            if type(name) is not str:
                name = _read.string(name)
            _at = "system"
            if type(system) is not str and system is not UNSET:
                system = _read.string(system)
            _at = "user"
            if type(user) is not str and user is not UNSET:
                user = _read.string(user)
            _at = "apikey"
            if type(apikey) is not str and apikey is not UNSET:
                apikey = _read.string(apikey)
            _at = "llm"
            if type(llm) is not str and llm is not UNSET:
                llm = _read.string(llm)
            _at = "model"
            if type(model) is not str and model is not UNSET:
                model = _read.string(model)
            _at = "temperature"
            if type(temperature) is not int and temperature is not UNSET:
                temperature = _read.integer(temperature)
            _at = "maxTokens"
            if type(max_tokens) is not int and max_tokens is not UNSET:
                max_tokens = _read.integer(max_tokens)
            _at = "output"
            if output is not UNSET:
                output = _READ_OUTPUT(output)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.type_ = type_
        _self.name = name
        _self.system = system
        _self.user = user
        _self.apikey = apikey
        _self.llm = llm
        _self.model = model
        _self.temperature = temperature
        _self.max_tokens = max_tokens
        _self.output = output
        _self.additional_properties = _rest
        return _self


_READ_OUTPUT = partial(
    _read.by_kind, {"string": _read.string, "array": partial(_read.plain_array, str, _read.string)}
)
