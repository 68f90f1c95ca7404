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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("type_", "type"),
        ("name", "name"),
        ("system", "system"),
        ("user", "user"),
        ("apikey", "apikey"),
        ("llm", "llm"),
        ("model", "model"),
        ("temperature", "temperature"),
        ("max_tokens", "maxTokens"),
        ("output", "output"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "type"
            if type(type_ := _rest.pop(_at)) is not str:
                type_ = _read.string(type_)
            _at = "name"
            if type(name := _rest.pop(_at)) is not str:
                name = _read.string(name)
            _at = "system"
            if type(system := _rest.pop(_at, UNSET)) is not str:
                system = _read.optional(_read.string, system)
            _at = "user"
            if type(user := _rest.pop(_at, UNSET)) is not str:
                user = _read.optional(_read.string, user)
            _at = "apikey"
            if type(apikey := _rest.pop(_at, UNSET)) is not str:
                apikey = _read.optional(_read.string, apikey)
            _at = "llm"
            if type(llm := _rest.pop(_at, UNSET)) is not str:
                llm = _read.optional(_read.string, llm)
            _at = "model"
            if type(model := _rest.pop(_at, UNSET)) is not str:
                model = _read.optional(_read.string, model)
            _at = "temperature"
            if type(temperature := _rest.pop(_at, UNSET)) is not int:
                temperature = _read.optional(_read.integer, temperature)
            _at = "maxTokens"
            if type(max_tokens := _rest.pop(_at, UNSET)) is not int:
                max_tokens = _read.optional(_read.integer, max_tokens)
            _at = "output"
            output = _read.optional(_READ_OUTPUT, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
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
            _rest or {},
        )


_READ_OUTPUT = partial(
    _read.by_kind, {"string": _read.string, "array": partial(_read.plain_array, str, _read.string)}
)
