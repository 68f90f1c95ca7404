"""Server-sent events out of a body that comes in parts, as the HTML standard frames them."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

_LINE = re.compile(r"\r\n|\n|\r(?!\Z)")
"""An end of line; a carriage return at the very end may be the first half of one."""


class EventDecoder:
    """Whole events of a stream, each as its fields; what is not whole at the end is no event."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8-sig")("replace").decode
        self._rest = ""
        self._fields: dict[str, str] = {}
        self._data: list[str] = []

    def feed(self, part: bytes) -> Iterator[dict[str, str]]:
        """The events that end in this part."""
        *lines, self._rest = _LINE.split(self._rest + self._decode(part))
        for line in lines:
            if line:
                self._field(line)
            elif self._data:
                yield {**self._fields, "data": "\n".join(self._data)}
                self._reset()
            else:
                self._reset()

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name in ("event", "id", "retry"):
            self._fields[name] = value

    def _reset(self) -> None:
        self._fields, self._data = {}, []
