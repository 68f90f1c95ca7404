"""What must not travel in messages and results: claim tokens and credentials. Source: facts 3.5."""

import re
from collections.abc import Callable, Iterator, Mapping

from taskpact_mock.contract.decode import JSON

MASK = "[REDACTED]"

_TOKEN = re.compile(r"agh_claim_[A-Za-z0-9_-]*", re.IGNORECASE)
_CREDENTIAL = re.compile(
    r"\bbearer\s+[A-Za-z0-9._~+/=-]{8,}"
    r"|\b(?:api[_-]?key|access[_-]?token|refresh[_-]?token|client[_-]?secret|code[_-]?verifier"
    r"|password|secret|token)\s*[=:]\s*[^\s\"',;]+",
    re.IGNORECASE,
)
_NAMES = frozenset(
    "apikey accesstoken refreshtoken idtoken authtoken bearertoken authorization password passwd "
    "secret token clientsecret codeverifier privatekey".split()
)
_MARKS = str.maketrans("", "", "_-.")


def holds_claim_token(value: JSON) -> bool:
    """Whether a member of that name stands anywhere in `value`, in letters of any case."""
    return any(name.lower() == "claim_token" for name, _ in _members(value))


def unsafe(value: JSON) -> str | None:
    """What in `value` must not be sent, in words; None if nothing."""
    for name, member in _members(value):
        if name.lower() == "claim_token":
            return "a member named claim_token must not be sent"
        if name.translate(_MARKS).lower() in _NAMES and member not in (None, "", [], {}):
            return f"the member {name} is named like a credential; leave it out"
    for text in _texts(value):
        if _TOKEN.search(text):
            return "a claim token must not be sent"
        if _CREDENTIAL.search(text):
            return "a credential must not be sent"
    return None


def masked(text: str) -> str:
    """The text without claim tokens and credentials."""
    return _CREDENTIAL.sub(MASK, without_tokens(text))


def without_tokens(text: str) -> str:
    """The text with claim tokens masked."""
    return _TOKEN.sub(MASK, text)


def without_secrets(value: JSON) -> JSON:
    """The value of an event without members that hold secrets, tokens in its texts masked."""
    return _cleaned(value, _secret, without_tokens)


def without_claim_tokens(value: JSON) -> JSON:
    """The value without members named claim_token, in letters of any case."""
    return _cleaned(value, lambda name: name.lower() == "claim_token", str)


def _cleaned(value: JSON, dropped: Callable[[str], bool], text: Callable[[str], str]) -> JSON:
    """The value without members of `dropped` names, each of its texts as `text` makes it."""
    if isinstance(value, Mapping):
        return {
            name: _cleaned(member, dropped, text)
            for name, member in value.items()
            if not dropped(name)
        }
    if isinstance(value, list):
        return [_cleaned(member, dropped, text) for member in value]
    return text(value) if isinstance(value, str) else value


def _secret(name: str) -> bool:
    """Whether a member of an event is left out. Source: facts 3.7."""
    name = name.lower()
    return (
        name
        in (
            "claim_token",
            "mcp_auth_token",
            "oauth_code",
            "pkce_verifier",
            "secret_binding",
            "secret_bindings",
        )
        or name.startswith("agh_claim_")
        or name.endswith("_secret")
    )


def _members(value: JSON) -> Iterator[tuple[str, JSON]]:
    """Every member of every object in `value`, however deep."""
    for each in _parts(value):
        if isinstance(each, Mapping):
            yield from each.items()


def _texts(value: JSON) -> Iterator[str]:
    return (each for each in _parts(value) if isinstance(each, str))


def _parts(value: JSON) -> Iterator[JSON]:
    """`value` and all that is in it."""
    left = [value]
    while left:
        each = left.pop()
        yield each
        if isinstance(each, Mapping):
            left.extend(each.values())
        elif isinstance(each, list):
            left.extend(each)
