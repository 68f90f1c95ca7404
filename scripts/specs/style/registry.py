"""The numbered rules: how one is written, kept and run."""

from collections.abc import Callable, Iterator

from attrs import frozen

from scripts.specs.style.document import Document

Finding = tuple[str, str]
"""A JSON pointer into the document, and what to change there."""

Check = Callable[[Document], Iterator[Finding]]


@frozen
class Violation:
    """One place of a document that breaks one rule of openapi/STYLE.md."""

    rule: int
    where: str
    message: str

    def __str__(self) -> str:
        """The violation on one line."""
        return f"STYLE {self.rule}: {self.where}: {self.message}"


RULES: dict[int, Check] = {}
"""Every rule under its number in openapi/STYLE.md."""


def rule(number: int) -> Callable[[Check], Check]:
    """Register the decorated function as the rule `number`."""

    def register(check: Check) -> Check:
        if number in RULES:
            raise ValueError(f"rule {number} is there twice: give {check.__name__} its own number")
        RULES[number] = check
        return check

    return register


def violations(number: int, document: Document) -> list[Violation]:
    """What breaks the rule `number` in `document`, in the order of the document."""
    return [Violation(number, where, message) for where, message in RULES[number](document)]
