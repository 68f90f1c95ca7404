"""How to send a request again by hand: a line for a shell, without the credentials."""

import re
import shlex
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from attrs import evolve

from taskpact_contract.nasty.messages import Sent
from taskpact_contract.nasty.parts import whole
from taskpact_contract.nasty.rows import TYPE

SHORT = 1_000
"""Up to so many bytes of a body stand in the command itself."""

_RUN = re.compile(rb"([^\n\0]{1,40}?)\1{199,}")
_IN_URL = frozenset(range(0x21, 0x7F))
_TEXT = frozenset(range(0x20, 0x7F))
_AS_THEY_ARE = _TEXT - frozenset(b"'%\\")


def line(base_url: str, request: Sent, secrets: Collection[str]) -> str:
    """A curl command; one that writes the bytes itself where curl would send others.

    `secrets` are the names of the header fields that stay out.
    """
    hidden = {name.lower().encode() for name in secrets}
    shown = evolve(
        request, fields=tuple(pair for pair in request.fields if pair[0].lower() not in hidden)
    )
    fields = b"".join(name + value for name, value in shown.fields)
    framed = request.framing in ("chunks", "bytes")
    if _IN_URL.issuperset(request.target) and _TEXT.issuperset(fields) and not framed:
        return _curl(base_url, shown)
    return _by_hand(base_url, shown)


def _curl(base_url: str, request: Sent) -> str:
    address = urlsplit(base_url)
    url = f"{address.scheme}://{address.netloc}".encode() + request.target
    words = ["curl", "--path-as-is", "--globoff"]
    if request.version == b"1.0":
        words.append("--http1.0")
    if request.method == b"HEAD":
        words.append("--head")
    else:
        words += ["-X", request.method.decode()]
    words.append(_word(url))
    fields = [field for field in request.fields if field[0] != b"Host"]
    words += [word for name, value in fields for word in ("-H", _word(b"%b: %b" % (name, value)))]
    if request.framing == "none":
        return " ".join(words)
    if not any(name == TYPE for name, _ in fields):
        words += ["-H", f"{TYPE.decode()}:"]
    body = whole(request.body)
    if len(body) <= SHORT and _TEXT.issuperset(body):
        return " ".join([*words, "--data-raw", shlex.quote(body.decode())])
    return " ".join([_writing(body), "|", *words, "--data-binary", "@-"])


def _by_hand(base_url: str, request: Sent) -> str:
    address = urlsplit(base_url)
    host = address.hostname or ""
    sent = _writing(request.head() + b"".join(request.rest()))
    if address.scheme == "https":
        return f"{sent} | openssl s_client -quiet -connect {host}:{address.port or 443}"
    return f"{sent} | nc {host} {address.port or 80}"


def _word(text: bytes) -> str:
    """A word of a command that stands for printable text."""
    words = [
        shlex.quote(piece.decode()) if count == 1 else f'"$({_repeating(piece, count)})"'
        for piece, count in _pieces(text)
    ]
    return "".join(words)


def _writing(data: bytes) -> str:
    """A command that writes the bytes."""
    commands = [
        _printing(piece) if count == 1 else _repeating(piece, count)
        for piece, count in _pieces(data)
    ]
    return commands[0] if len(commands) == 1 else f"{{ {'; '.join(commands)}; }}"


def _printing(piece: bytes) -> str:
    written = (chr(byte) if byte in _AS_THEY_ARE else _octal(byte) for byte in piece)
    return f"printf {_guard(piece)}'{''.join(written)}'"


def _repeating(piece: bytes, count: int) -> str:
    word = shlex.quote(piece.decode()) if _TEXT.issuperset(piece) else f'"$({_printing(piece)})"'
    return f"yes {_guard(piece)}{word} | head -n {count} | tr -d '\\n'"


def _guard(piece: bytes) -> str:
    """What keeps a command from taking the piece for an option."""
    return "-- " if piece.startswith(b"-") else ""


def _octal(byte: int) -> str:
    return {0x25: "%%", 0x0D: r"\r", 0x0A: r"\n"}.get(byte, f"\\{byte:03o}")


def _pieces(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The data, with long runs as what they repeat."""
    end = 0
    for run in _RUN.finditer(data):
        if run.start() > end:
            yield data[end : run.start()], 1
        yield run[1], len(run[0]) // len(run[1])
        end = run.end()
    if end < len(data) or not data:
        yield data[end:], 1
