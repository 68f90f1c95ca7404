"""The email draft agent: a mail from a purpose and its context, in one of six tones."""

from __future__ import annotations

import re
from random import Random

from taskpact_mock.apis.agents_v2.agents import fields, text
from taskpact_mock.apis.agents_v2.agents.base import (
    JSON,
    Agent,
    Inputs,
    Outcome,
    Refusal,
    Step,
    outcome,
    refusal,
)
from taskpact_mock.apis.agents_v2.agents.voices import VOICES

_MODEL = "EmailDraftInput"
_MAX_THREAD_MAILS = 3
_MAX_THREAD_CHARACTERS = 6000
_MAX_SUBJECT = 200
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)++")
_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][a-z'\u2019-]{1,30}+(?: [A-Z][a-z'\u2019-]{1,30}+){0,2}"
)
_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Prof)\.? ")
_SUBJECT_LINE = re.compile(
    r"^subject:[ \t]*(?:re:[ \t]*)?(\S.{0,300})", re.IGNORECASE | re.MULTILINE
)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|on) ((?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|tomorrow|next week|the end of (?:the )?(?:day|week|month|quarter|year)|\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_ATTACHMENTS = {
    "agenda": "Agenda",
    "budget": "Budget",
    "contract": "Contract",
    "cv": "CV",
    "figures": "Figures",
    "invoice": "Invoice",
    "minutes": "Minutes of the meeting",
    "presentation": "Presentation slides",
    "proposal": "Proposal",
    "quote": "Quote",
    "report": "Report",
    "schedule": "Schedule",
    "screenshot": "Screenshot",
    "slides": "Presentation slides",
    "spreadsheet": "Spreadsheet",
}
_PURPOSE_VERBS = text.vocabulary("""
    announce apologise apologize ask cancel check clarify complain confirm congratulate decline
    discuss explain follow get give inform introduce invite let make offer postpone propose remind
    reply report request resolve respond schedule send share suggest tell thank update welcome
""")


def _normalise(body: Inputs) -> dict[str, JSON]:
    thread = body.get("previous_emails")
    return {
        "context": fields.string(body, "context").strip(),
        "purpose": fields.string(body, "purpose").strip(),
        "tone": fields.string(body, "tone", "professional").strip().lower(),
        "recipient_info": body.get("recipient_info"),
        "previous_emails": None if thread is None else [*_recent(body)],
        "include_subject": fields.flag(body, "include_subject", True),
    }


def _recent(body: Inputs) -> list[str]:
    """The newest mails of the thread that fit, the oldest of them first."""
    kept: list[str] = []
    room = _MAX_THREAD_CHARACTERS
    for mail in reversed(fields.strings(body, "previous_emails")[-_MAX_THREAD_MAILS:]):
        room -= len(mail)
        if room < 0:
            break
        kept.insert(0, mail)
    return kept


def _refuse(body: Inputs) -> Refusal | None:
    for field in ("context", "purpose"):
        if not fields.string(body, field).strip():
            return refusal(_MODEL, field, f"The {field} is blank: say what the mail is about")
    tone = fields.string(body, "tone", "professional").strip().lower()
    if tone not in VOICES:
        reason = f"No tone is called {text.clip(tone, 30)!r}: use {', '.join(VOICES)}"
        return refusal(_MODEL, "tone", reason)
    return None


def _steps(inputs: Inputs) -> tuple[Step, ...]:
    return (
        Step(10, "Composing email draft...", "drafting", 1, 1),
        Step(80, "Finalising draft...", "drafting", 1, 1),
        Step(100, "Draft complete", "done", 1, 1),
    )


def _run(inputs: Inputs, rng: Random, now: str) -> Outcome:
    context, purpose = fields.string(inputs, "context"), fields.string(inputs, "purpose")
    thread = fields.strings(inputs, "previous_emails")
    read = "\n".join([purpose, context, fields.string(inputs, "recipient_info"), *thread])
    body = _body(inputs, thread, read, rng)
    subject = _subject(purpose, thread) if fields.flag(inputs, "include_subject", True) else ""
    result: dict[str, JSON] = {
        "subject": subject,
        "body": body,
        "tone": fields.string(inputs, "tone"),
        "suggested_recipients": [*_addresses(read)],
        "attachments_suggested": [*_attachments(f"{purpose}\n{context}")],
        "follow_up_actions": [*_follow_ups(thread, read)],
        "word_count": text.count_words(body),
        "generated_at": now,
    }
    return outcome(result, (read, f"{subject}\n{body}"))


def _body(inputs: Inputs, thread: list[str], read: str, rng: Random) -> str:
    voice = VOICES[fields.string(inputs, "tone")]
    name = _name(fields.string(inputs, "recipient_info"), voice.first_name)
    greeting = voice.greeting.replace("{name}", name) if name else voice.anonymous
    opening = rng.choice(voice.openings)
    purpose = _intention(fields.string(inputs, "purpose"))
    deadline = _DEADLINE.search(read)
    request = rng.choice(voice.requests).replace(
        "{deadline}", f" {deadline[0]}" if deadline else ""
    )
    thanks = [_reference(thread[-1])] if thread else []
    points = text.key_sentences(fields.string(inputs, "context"), 5)
    return "\n\n".join(
        [
            greeting,
            " ".join([*thanks, opening.replace("{purpose}", purpose)]),
            " ".join(text.stop(text.capitalised(point)) for point in points),
            request,
            f"{voice.sign_off}\n[Your name]",
        ]
    )


def _intention(purpose: str) -> str:
    """A purpose as it follows `I am writing`: `to ask for ...` or `about ...`."""
    said = text.uncapitalised(text.one_line(purpose)).rstrip(".!? ") or "the matter below"
    first = said.split(" ", 1)[0].lower()
    if first == "to":
        return said
    return f"to {said}" if first in _PURPOSE_VERBS else f"about {said}"


def _reference(mail: str) -> str:
    matter = _SUBJECT_LINE.search(mail)
    return (
        f"Thank you for your mail about {matter[1].strip()}."
        if matter
        else "Thank you for your mail."
    )


def _subject(purpose: str, thread: list[str]) -> str:
    """An answer keeps the subject of its thread."""
    for mail in reversed(thread):
        if matter := _SUBJECT_LINE.search(mail):
            return text.clip(f"Re: {text.one_line(matter[1])}", _MAX_SUBJECT)
    return text.clip(text.capitalised(text.one_line(purpose)).rstrip("."), _MAX_SUBJECT)


def _name(recipient: str, first_name: bool) -> str:
    """The name that a description of the reader begins with, as far as the greeting uses it."""
    found = _NAME.match(recipient.strip())
    if found is None:
        return ""
    return _TITLE.sub("", found[0]).split(" ")[0] if first_name else found[0]


def _addresses(read: str) -> list[str]:
    return list({address.lower(): None for address in _ADDRESS.findall(read)})


def _attachments(asked: str) -> list[str]:
    said = {word.removesuffix("s") for word in text.terms(asked)}
    hinted = [name for hint, name in _ATTACHMENTS.items() if hint.removesuffix("s") in said]
    if not hinted and {"attach", "attached", "attachment"} & said:
        hinted = ["The document that the mail mentions"]
    return list(dict.fromkeys(hinted))


def _follow_ups(thread: list[str], read: str) -> list[str]:
    questions = [s for s in text.sentences(thread[-1]) if s.endswith("?")] if thread else []
    answers = [f"Check that the draft answers: {text.clip(s, 200)}" for s in questions[:3]]
    deadline = _DEADLINE.search(read)
    reminder = (
        f"Send a reminder if there is no reply {deadline[0]}"
        if deadline
        else "Send a reminder if there is no reply within three working days"
    )
    return [*answers, reminder]


AGENT = Agent(
    type="email_draft",
    name="Email Draft Agent",
    description="Drafts a mail in the tone asked for, with the thread and follow-ups in mind.",
    slug="email-draft",
    normalise=_normalise,
    refuse=_refuse,
    steps=_steps,
    run=_run,
)
