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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "subject": "subject",
            "body": "body",
            "tone": "tone",
            "suggested_recipients": "suggested_recipients",
            "attachments_suggested": "attachments_suggested",
            "follow_up_actions": "follow_up_actions",
            "word_count": "word_count",
            "generated_at": "generated_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                subject,
                body,
                tone,
                suggested_recipients,
                attachments_suggested,
                follow_up_actions,
                word_count,
                generated_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "subject"
            if type(subject) is not str:
                subject = _read.string(subject)
            _at = "body"
            if type(body) is not str:
                body = _read.string(body)
            _at = "tone"
            if type(tone) is not str:
                tone = _read.string(tone)
            _at = "suggested_recipients"
            suggested_recipients = _read.plain_array(str, _read.string, suggested_recipients)
            _at = "attachments_suggested"
            attachments_suggested = _read.plain_array(str, _read.string, attachments_suggested)
            _at = "follow_up_actions"
            follow_up_actions = _read.plain_array(str, _read.string, follow_up_actions)
            _at = "word_count"
            if type(word_count) is not int:
                word_count = _read.integer(word_count)
            _at = "generated_at"
            generated_at = _read.instant(generated_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.subject = subject
        _self.body = body
        _self.tone = tone
        _self.suggested_recipients = suggested_recipients
        _self.attachments_suggested = attachments_suggested
        _self.follow_up_actions = follow_up_actions
        _self.word_count = word_count
        _self.generated_at = generated_at
        _self.additional_properties = _rest
        return _self
