"""Whether a value fits a schema of the document, formats included."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.exceptions import Unresolvable

from scripts.specs.style.document import Document

_NOTHING: Registry[Any] = Registry()  # without one, jsonschema would fetch other documents
_FORMATS = FormatChecker(("date", "date-time", "email", "uuid"))


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and urlsplit(value).netloc)


def faults(document: Document, schema: Any, value: Any) -> Iterator[str]:
    """Where and why `value` does not fit `schema`, whose references lead into `document`."""
    whole = {"allOf": [schema], "components": document.raw.get("components", {})}
    try:
        validator = Draft202012Validator(whole, registry=_NOTHING, format_checker=_FORMATS)
        for error in validator.iter_errors(value):
            yield f"{error.json_path}: {error.message}"
    except (Unresolvable, RecursionError):
        return  # rule 4 names the reference that leads nowhere
