"""Server-sent events out of a body that comes in parts, as the HTML standard frames them."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

_LINE = re.compile(r"\r\n|\n|\r")
"""An end of line."""


class EventDecoder:
    """Whole events of a stream, each as its fields; what is not whole at the end is no event."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8-sig")("replace").decode
        self._held = ""
        self._line: list[str] = []
        self._in_line = 0
        self._reset()

    @property
    def pending(self) -> int:
        """How many characters of the next event have come."""
        return self._in_lines + self._in_line

    def feed(self, part: bytes) -> Iterator[dict[str, str]]:
        """The events that end in this part."""
        for line in self._lines(part):
            if line:
                self._field(line)
            elif self._in_lines:
                if self._data:
                    yield {**self._fields, "data": "\n".join(self._data)}
                self._reset()

    def _lines(self, part: bytes) -> list[str]:
        """The lines that end in this part."""
        text = self._held + self._decode(part)
        self._held = "\r" if text.endswith("\r") else ""  # it may be half an end of line
        first, *others = _LINE.split(text.removesuffix(self._held))
        self._line.append(first)
        self._in_line += len(first)
        if not others:
            return []
        *lines, rest = "".join(self._line), *others
        self._line, self._in_line = [rest], len(rest)
        return lines

    def _field(self, line: str) -> None:
        self._in_lines += len(line)
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name in ("event", "id", "retry"):
            self._fields[name] = value

    def _reset(self) -> None:
        self._fields: dict[str, str] = {}
        self._data: list[str] = []
        self._in_lines = 0
