"""Signatures as Standard Webhooks 1.0 describes them."""

import base64
import binascii
import hmac
import time
from collections.abc import Iterator, Mapping, Sequence

from taskpact.errors import ConfigurationError, InvalidSignature

from .deliveries import Body, lower, raw

TOLERANCE = 300.0
"""Seconds that a signature may be old, or ahead of the receiver's clock (Standard Webhooks)."""

_PREFIX = "whsec_"


def verify(
    body: Body,
    headers: Mapping[str, str],
    secrets: str | Sequence[str],
    *,
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> str:
    """Check that a delivery is signed as Standard Webhooks 1.0 says, and return its id.

    Args:
        body: the request's body, byte for byte as it came.
        headers: the request's headers, in any letter case.
        secrets: the shared secret, `whsec_` and base64 or the base64 alone. While keys are
            rotated give all that are valid: one that fits is enough.
        tolerance: seconds that the signature may be old, or ahead of the clock.
        now: seconds since 1970, the system's clock if absent.

    Raises:
        InvalidSignature: a header is missing, the signature is too old or too new, or no secret
            fits.
        ConfigurationError: there is no secret, or one that is not base64.
    """
    keys = [_key(secret) for secret in ([secrets] if isinstance(secrets, str) else secrets)]
    if not keys:
        raise ConfigurationError("no secret is given: pass the one shared with the sender")
    given = lower(headers)
    values = [given.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")]
    if not all(values):
        raise InvalidSignature(
            "not signed: the headers webhook-id, webhook-timestamp and webhook-signature are needed"
        )
    message_id, timestamp, signatures = values
    _check_age(timestamp, tolerance, now)
    signed = b".".join((message_id.encode(), timestamp.encode(), raw(body)))
    expected = [hmac.digest(key, signed, "sha256") for key in keys]
    for signature in _decoded(signatures):
        if any(hmac.compare_digest(signature, each) for each in expected):
            return message_id
    raise InvalidSignature("no signature fits: check the secrets, and that the body is unchanged")


def _key(secret: str) -> bytes:
    """The bytes of a secret; the message must not repeat it."""
    text = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ConfigurationError(
            "a webhook secret must be base64, with or without whsec_ before it"
        )
    return key


def _check_age(timestamp: str, tolerance: float, now: float | None) -> None:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):
        raise InvalidSignature("webhook-timestamp is no number of seconds since 1970")
    if now is None:
        # The age of a signature is counted on the receiver's own clock; there is no other.
        now = time.time()  # noqa: TID251
    age = now - int(timestamp)
    if abs(age) > tolerance:
        raise InvalidSignature(
            f"signed {abs(age):.0f} s {'ago' if age > 0 else 'ahead'}, {tolerance:g} s are allowed:"
            " it may be replayed, or a clock is wrong"
        )


def _decoded(signatures: str) -> Iterator[bytes]:
    """The signatures of version 1 among those in the header; what is none is passed over."""
    for each in signatures.split():
        version, _, text = each.partition(",")
        if version == "v1":
            try:
                yield base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError):
                continue
