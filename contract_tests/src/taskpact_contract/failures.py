"""What schemathesis says of a failure, as short as it can be said."""

import re

from schemathesis.core.failures import Failure

_SCHEMA = re.compile(r"\n\nValidated against .*?(?=\n\nValue:)", re.DOTALL)
"""The schema that an answer breaks; a finding points to it instead."""


def sentence(title: str, message: str) -> str:
    """A failure's title and message in a few lines."""
    return f"{title}\n{_SCHEMA.sub('', message)}"


def sentence_of(failure: BaseException) -> str:
    """The same of a failure that was raised; any other error in its own words."""
    return (
        sentence(failure.title, failure.message) if isinstance(failure, Failure) else str(failure)
    )
