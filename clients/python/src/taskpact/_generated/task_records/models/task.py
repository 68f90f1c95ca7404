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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "logs": "logs",
            "output": "output",
            "status": "status",
            "name": "name",
            "agent_id": "agentId",
            "user_id": "userId",
            "created_at": "createdAt",
            "callback": "callback",
            "agent": "agent",
            "user": "user",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
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
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "logs"
            logs = _read.plain_array(str, _read.string, logs)
            _at = "output"
            output = _READ_OUTPUT(output)
            _at = "status"
            status = _read.word(TaskStatus, status)
            _at = "name"
            if type(name) is not str and name is not UNSET:
                name = _read.string(name)
            _at = "agentId"
            if type(agent_id) is not str and agent_id is not UNSET:
                agent_id = _read.string(agent_id)
            _at = "userId"
            if type(user_id) is not str and user_id is not UNSET:
                user_id = _read.string(user_id)
            _at = "createdAt"
            if created_at is not UNSET:
                created_at = _read.instant(created_at)
            _at = "callback"
            if type(callback) is not str and callback is not None and callback is not UNSET:
                callback = _read.string(callback)
            _at = "agent"
            if agent is not UNSET:
                agent = Agent.from_dict(agent)
            _at = "user"
            if user is not UNSET:
                user = User.from_dict(user)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.logs = logs
        _self.output = output
        _self.status = status
        _self.name = name
        _self.agent_id = agent_id
        _self.user_id = user_id
        _self.created_at = created_at
        _self.callback = callback
        _self.agent = agent
        _self.user = user
        _self.additional_properties = _rest
        return _self


_READ_OUTPUT = partial(_read.by_kind, {"string": _read.string, "object": _read.json_object})
