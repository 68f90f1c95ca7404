"""The quirk lenient_types: values are cast before they are checked. Source: facts 1.4."""

import re
from collections.abc import Callable, Mapping

from taskpact_mock.api import Call
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.load import load, resolve
from taskpact_mock.contract.model import Operation

_WHOLE = re.compile(r"\s*([+-]?[0-9]{1,18})(\.0*)?\s*", re.ASCII)
"""No longer than what JSON is written with: a refusal repeats the value."""
_WORDS: Mapping[JSON, bool] = {
    **dict.fromkeys(("1", "on", "t", "true", "y", "yes"), True),
    **dict.fromkeys(("0", "off", "f", "false", "n", "no"), False),
}


def cast(call: Call) -> JSON:
    """The body, under the quirk with the numbers and booleans that its texts stand for."""
    if not call.world.has_quirk("agents_v2.lenient_types") or not isinstance(call.body, dict):
        return call.body
    casts = _CASTS[call.operation.id]
    return {
        name: casts[name](value) if name in casts else value for name, value in call.body.items()
    }


def _integer(value: JSON) -> JSON:
    found = _WHOLE.fullmatch(value) if isinstance(value, str) else None
    return int(found[1]) if found else value


def _boolean(value: JSON) -> JSON:
    if isinstance(value, str):
        return _WORDS.get(value.lower(), value)
    return bool(value) if isinstance(value, int | float) and value in (0, 1) else value


_CONTRACT = load("agents_v2")


def _casts(operation: Operation) -> Mapping[str, Callable[[JSON], JSON]]:
    """The cast for each member of the operation's body that is a number or a boolean."""
    schema = resolve(_CONTRACT.document, operation.body.schema) if operation.body else {}
    kinds: Mapping[str, Callable[[JSON], JSON]] = {"integer": _integer, "boolean": _boolean}
    return {
        name: kinds[member["type"]]
        for name, member in schema.get("properties", {}).items()
        if isinstance(member.get("type"), str) and member["type"] in kinds
    }


_CASTS = {operation.id: _casts(operation) for operation in _CONTRACT.operations.values()}
