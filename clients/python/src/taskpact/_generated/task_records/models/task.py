# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .agent import Agent
from .task_status import TaskStatus
from .user import User


@_define
class Task(Model):
    """The record of one run of an agent.

    Attributes:
        id: The task, a random UUID; to be taken as opaque.
        logs: What happened so far, the oldest line first. Each node adds a line when it
            starts, and one for what a model answered.
        output: What the return node names, empty until the task is complete. The
            documented examples also show it as text.
        status: Where the task stands.
        name: What the task is called.
        agent_id: The agent that was run, by its short name.
        user_id: The user that it belongs to.
        created_at: When the agent was run.
        callback: The URL that hears of the end, if one was given.
        agent: The agent that was run.
        user: The user that it belongs to.
    """

    id: str
    logs: list[str]
    output: str | dict[str, Any]
    status: TaskStatus
    name: str | Unset = UNSET
    agent_id: str | Unset = UNSET
    user_id: str | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    callback: str | None | Unset = UNSET
    agent: Agent | Unset = UNSET
    user: User | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("logs", "logs"),
        ("output", "output"),
        ("status", "status"),
        ("name", "name"),
        ("agent_id", "agentId"),
        ("user_id", "userId"),
        ("created_at", "createdAt"),
        ("callback", "callback"),
        ("agent", "agent"),
        ("user", "user"),
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
            _at = "logs"
            logs = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "output"
            output = _READ_OUTPUT(_rest.pop(_at))
            _at = "status"
            status = TaskStatus.of(_rest.pop(_at))
            _at = "name"
            if type(name := _rest.pop(_at, UNSET)) is not str:
                name = _read.optional(_read.string, name)
            _at = "agentId"
            if type(agent_id := _rest.pop(_at, UNSET)) is not str:
                agent_id = _read.optional(_read.string, agent_id)
            _at = "userId"
            if type(user_id := _rest.pop(_at, UNSET)) is not str:
                user_id = _read.optional(_read.string, user_id)
            _at = "createdAt"
            created_at = _read.optional(_read.instant, _rest.pop(_at, UNSET))
            _at = "callback"
            if type(callback := _rest.pop(_at, UNSET)) is not str:
                callback = _read.maybe(_read.string, callback)
            _at = "agent"
            agent = _read.optional(Agent.from_dict, _rest.pop(_at, UNSET))
            _at = "user"
            user = _read.optional(User.from_dict, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            logs,
            output,
            status,
            name,
            agent_id,
            user_id,
            created_at,
            callback,
            agent,
            user,
            _rest or {},
        )


_READ_OUTPUT = partial(_read.by_kind, {"string": _read.string, "object": _read.json_object})
