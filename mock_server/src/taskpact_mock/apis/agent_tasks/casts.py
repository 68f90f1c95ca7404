"""The quirk lenient_types: values are cast before they are checked. Source: facts 3, 4.4."""

import re
from collections.abc import Callable, Mapping

import orjson

from taskpact_mock.api import Call
from taskpact_mock.contract.decode import JSON

_NUMBER = re.compile(r"[ \t\r\n]*[+-]?[0-9]+(\.[0-9]+)?[ \t\r\n]*")


def cast(call: Call) -> JSON:
    """The body, under the quirk with texts for numbers and numbers for texts turned around."""
    if not call.world.has_quirk("agent_tasks.lenient_types") or not isinstance(call.body, dict):
        return call.body
    return {
        name: _CASTS[name](value) if name in _CASTS else value for name, value in call.body.items()
    }


def _number(value: JSON) -> JSON:
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _text(value: JSON) -> JSON:
    return orjson.dumps(value).decode() if isinstance(value, bool | int | float) else value


_CASTS: Mapping[str, Callable[[JSON], JSON]] = {
    "message": _text,
    "priority": _number,
    "timeout_override": _number,
    "callback_mode": _text,
    "webhook_url": _text,
}
