"""The rules of openapi/STYLE.md as functions: what they find in a bundled document."""

from typing import Any

from scripts.specs.style import (  # noqa: F401 - importing a module registers its rules
    bodies,
    header,
    lifecycle,
    operations,
    parameters,
    schemas,
    words,
)
from scripts.specs.style.document import Document
from scripts.specs.style.registry import RULES, Violation, violations

__all__ = ["RULES", "Violation", "check"]


def check(document: dict[str, Any], api: str) -> list[Violation]:
    """Every violation of every rule in the bundled `document` of the API `api`.

    Raises KeyError for an API that the project does not have.
    """
    seen = Document(document, api)
    return [found for number in sorted(RULES) for found in violations(number, seen)]
