from random import Random
from typing import Any

import pytest

from taskpact_mock.apis.agents_v2.agents import AGENTS, JSON

NOW = "2026-02-15T10:00:00+00:00"


def draft(**fields: JSON) -> dict[str, Any]:
    body: dict[str, JSON] = {
        "context": "The supplier failed. We need three more weeks.",
        "purpose": "ask for an extension",
        **fields,
    }
    agent = AGENTS["email_draft"]
    return agent.run(agent.normalise(body), Random(0), NOW).result


@pytest.mark.parametrize(
    ("tone", "greeting", "sign_off"),
    [
        ("assertive", "Dr. Jane Smith,", "Regards,"),
        ("casual", "Hi Jane,", "Cheers,"),
        ("empathetic", "Dear Jane,", "With kind regards,"),
        ("formal", "Dear Dr. Jane Smith,", "Yours faithfully,"),
        ("friendly", "Hello Jane,", "Warm regards,"),
        ("professional", "Dear Dr. Jane Smith,", "Kind regards,"),
    ],
)
def test_tone_shapes_greeting_and_sign_off(tone: str, greeting: str, sign_off: str) -> None:
    made = draft(tone=tone, recipient_info="Dr. Jane Smith, CTO at Acme")

    lines = made["body"].splitlines()
    assert lines[0] == greeting
    assert lines[-2] == sign_off
    assert made["tone"] == tone


def test_unknown_reader_is_greeted_without_a_name() -> None:
    assert draft(tone="formal", recipient_info="the person in charge")["body"].startswith(
        "Dear Sir or Madam,"
    )


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("Ask for an extension.", "to ask for an extension."),
        ("to settle the dates", "to settle the dates."),
        ("Meeting follow-up", "about meeting follow-up."),
        ("EU funding", "about EU funding."),
        ("...", "about the matter below."),
    ],
)
def test_purpose_becomes_part_of_a_sentence(purpose: str, said: str) -> None:
    assert said in draft(purpose=purpose)["body"]


def test_context_is_in_the_body() -> None:
    assert "The supplier failed. We need three more weeks." in draft()["body"]


def test_subject_is_the_purpose() -> None:
    assert draft()["subject"] == "Ask for an extension"


def test_long_purpose_makes_a_subject_that_fits() -> None:
    assert len(draft(purpose="ask " * 250)["subject"]) <= 200


def test_answer_keeps_the_subject_of_its_thread() -> None:
    thread: list[JSON] = ["Subject: Re: Launch date\nHello!", "No subject here."]
    made = draft(previous_emails=thread)

    assert made["subject"] == "Re: Launch date"
    assert "Thank you for your mail." in made["body"]


def test_answer_refers_to_the_subject_of_the_newest_mail() -> None:
    thread: list[JSON] = ["Subject: Launch date\nWhen?"]

    assert "Thank you for your mail about Launch date." in draft(previous_emails=thread)["body"]


def test_subject_is_left_out_on_request() -> None:
    assert draft(include_subject=False)["subject"] == ""


def test_recipients_are_the_addresses_of_the_input() -> None:
    made = draft(
        context="Write to Bob@example.com and ann@example.org.",
        recipient_info="Jane <jane@example.com>",
        previous_emails=["From: bob@example.com"],
    )

    assert made["suggested_recipients"] == [
        "bob@example.com",
        "ann@example.org",
        "jane@example.com",
    ]


@pytest.mark.parametrize(
    ("context", "attachments"),
    [
        ("The invoice and both reports are due.", ["Invoice", "Report"]),
        ("It is attached to this.", ["The document that the mail mentions"]),
        ("We met yesterday.", []),
    ],
)
def test_attachments_are_hinted_at_by_words(context: str, attachments: list[str]) -> None:
    assert draft(context=context)["attachments_suggested"] == attachments


def test_deadline_is_asked_for_and_followed_up() -> None:
    made = draft(purpose="ask for an answer by Friday")

    assert made["follow_up_actions"] == ["Send a reminder if there is no reply by Friday"]
    assert made["body"].count("by Friday") == 2


def test_questions_of_the_thread_become_follow_ups() -> None:
    thread: list[JSON] = ["Hello.\nCan you make it? Thanks."]

    assert draft(previous_emails=thread)["follow_up_actions"] == [
        "Check that the draft answers: Can you make it?",
        "Send a reminder if there is no reply within three working days",
    ]


def test_word_count_is_that_of_the_body() -> None:
    made = draft()

    assert made["word_count"] == len(made["body"].split())
