"""The six tones of the email draft agent, as the words that make them."""

from __future__ import annotations

from attrs import frozen


@frozen
class Voice:
    """How one tone sounds.

    `greeting` is for a reader with a `{name}`, the first one if `first_name`, and `anonymous` for
    one without. `openings` take a `{purpose}`, `requests` a `{deadline}`; a draft has one of each.
    """

    greeting: str
    anonymous: str
    first_name: bool
    openings: tuple[str, ...]
    requests: tuple[str, ...]
    sign_off: str


VOICES = {
    "assertive": Voice(
        "{name},",
        "Hello,",
        False,
        ("I am writing {purpose}.", "The reason for this mail is simple: I am writing {purpose}."),
        ("I need your answer{deadline}.", "Please confirm the next step{deadline}."),
        "Regards,",
    ),
    "casual": Voice(
        "Hi {name},",
        "Hi there,",
        True,
        ("Just a quick note {purpose}.", "Quick one from me {purpose}."),
        ("Let me know what you think{deadline}!", "Drop me a line{deadline} if that works."),
        "Cheers,",
    ),
    "empathetic": Voice(
        "Dear {name},",
        "Hello,",
        True,
        (
            "I know there is a lot on your plate, so thank you for reading this. "
            "I am writing {purpose}.",
            "I hope that you are doing well. I am writing {purpose}.",
        ),
        (
            "Please take the time that you need; an answer{deadline} would help me a lot.",
            "If anything about this is difficult, tell me and we will find a way{deadline}.",
        ),
        "With kind regards,",
    ),
    "formal": Voice(
        "Dear {name},",
        "Dear Sir or Madam,",
        False,
        ("I am writing {purpose}.", "I would like to contact you {purpose}."),
        (
            "I would be grateful for your reply{deadline}.",
            "I look forward to receiving your response{deadline}.",
        ),
        "Yours faithfully,",
    ),
    "friendly": Voice(
        "Hello {name},",
        "Hello,",
        True,
        ("I hope your week is going well! I am writing {purpose}.", "A short note {purpose}."),
        (
            "It would be great to hear from you{deadline}.",
            "Thanks a lot, and let me know{deadline} how that sounds!",
        ),
        "Warm regards,",
    ),
    "professional": Voice(
        "Dear {name},",
        "Hello,",
        False,
        ("I am writing {purpose}.", "I am getting in touch {purpose}."),
        (
            "Please let me know your thoughts{deadline}.",
            "Could you let me know{deadline} how you would like to proceed?",
        ),
        "Kind regards,",
    ),
}
"""The tones by their names."""
