# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class EmailDraftResult(Model):
    """The draft of the e-mail agent.

    Attributes:
        subject: The subject line; empty if none was wanted.
        body: The e-mail.
        tone: The tone it is written in.
        suggested_recipients: Who else might read it.
        attachments_suggested: What to attach.
        follow_up_actions: What to do next.
        word_count: Words of the body.
        generated_at: When the agent was done.
    """

    subject: str
    body: str
    tone: str
    suggested_recipients: list[str]
    attachments_suggested: list[str]
    follow_up_actions: list[str]
    word_count: int
    generated_at: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("subject", "subject"),
        ("body", "body"),
        ("tone", "tone"),
        ("suggested_recipients", "suggested_recipients"),
        ("attachments_suggested", "attachments_suggested"),
        ("follow_up_actions", "follow_up_actions"),
        ("word_count", "word_count"),
        ("generated_at", "generated_at"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "subject"
            if type(subject := _rest.pop(_at)) is not str:
                subject = _read.string(subject)
            _at = "body"
            if type(body := _rest.pop(_at)) is not str:
                body = _read.string(body)
            _at = "tone"
            if type(tone := _rest.pop(_at)) is not str:
                tone = _read.string(tone)
            _at = "suggested_recipients"
            suggested_recipients = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "attachments_suggested"
            attachments_suggested = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "follow_up_actions"
            follow_up_actions = _read.plain_array(str, _read.string, _rest.pop(_at))
            _at = "word_count"
            if type(word_count := _rest.pop(_at)) is not int:
                word_count = _read.integer(word_count)
            _at = "generated_at"
            generated_at = _read.instant(_rest.pop(_at))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            subject,
            body,
            tone,
            suggested_recipients,
            attachments_suggested,
            follow_up_actions,
            word_count,
            generated_at,
            _rest or {},
        )
