"""Mutants of the bodies of answers: their shape, their values, their order and their times."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from contract_tests.mutants.contracts import Response, responses
from contract_tests.mutants.exchange import (
    Answer,
    Frames,
    Request,
    with_frame_json,
    with_json,
)
from contract_tests.mutants.mutant import Group, Mutant, wired
from contract_tests.mutants.places import ITEMS, Place, changed, removed
from contract_tests.mutants.server import Wire

Change = Callable[[Any], Any]

_OF_ERRORS: frozenset[Group] = frozenset({"shape"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?=[T ])")
_WRONG: tuple[tuple[str, Any], ...] = (
    ("integer", 7),
    ("string", "seven"),
    ("boolean", True),
    ("array", []),
    ("object", {}),
    ("null", None),
)


def derive(api: str) -> Iterator[Mutant]:
    """Every mutant of the bodies that the API documents."""
    for response in responses(api):
        if response.media is None:
            continue
        yield _whole(response, "content_type", _other_media)
        if not response.streams:
            yield _whole(response, "truncate_json", lambda _request, answer: _cut(answer))
        for place in _places(response):
            for operator, group, change in _operators(place):
                if response.status >= 400 and group not in _OF_ERRORS and not _is_word(place):
                    continue  # how errors are worded is no part of a contract
                yield _in_body(response, group, f"{operator}:{place.name}", change)
        if response.streams:
            for operator, frames in STREAMS.items():
                yield _in_stream(response, operator, frames)


def _places(response: Response) -> list[Place]:
    """Where the body is spoilt: in errors, which are much alike, only at the top and in words."""
    found = response.places()
    if response.status < 400:
        return found
    return [each for each in found if len(each.path) == 1 or _is_word(each)]


def _is_word(place: Place) -> bool:
    """Whether programs read it: a code, or one of a few words."""
    return "enum" in place.schema or place.path[-1].endswith("code")


def shifted(value: Any) -> Any:
    """A moment a day later; anything else as it is."""
    if not isinstance(value, str):
        return value
    return _DATE.sub(lambda found: _next_day(found[0]), value, count=1)


def altered(place: Place) -> Change:
    """Another value, which the schema allows in the place of the first."""
    schema = place.schema

    def alter(value: Any) -> Any:
        if "const" in schema:
            return value
        if "enum" in schema:
            return _after(value, [each for each in schema["enum"] if each is not None])
        if isinstance(value, bool):
            return not value
        if isinstance(value, int | float):
            return value - 1 if value + 1 > schema.get("maximum", value + 1) else value + 1
        if isinstance(value, str) and not {"format", "pattern", "contentSchema"} & set(schema):
            return value + "x" if len(value) < schema.get("maxLength", 10**9) else value[:-1]
        return value

    return alter


def wrong_type(place: Place) -> Change:
    """A value of a type that the schema does not allow there."""
    allowed = place.kinds | ({"integer"} if "number" in place.kinds else set())
    instead = next((value for kind, value in _WRONG if kind not in allowed), None)
    return lambda _value: instead


def _operators(place: Place) -> Iterator[tuple[str, Group, Change]]:
    """The operators that apply to a place, each with its group and what it does to a body."""
    schema, path = place.schema, place.path

    def at(change: Change) -> Change:
        return lambda body: changed(body, path, change)

    is_item = path[-1] == ITEMS
    if place.required:
        yield "drop_required", "shape", lambda body: removed(body, path)
    if place.kinds and len(place.kinds) < len(_WRONG):
        yield "wrong_type", "shape", at(wrong_type(place))
    if "enum" in schema or "const" in schema:
        yield "bad_enum", "shape", at(lambda value: value and "no-such-word")
    if "format" in schema and "string" in place.kinds:
        yield "bad_format", "shape", at(lambda value: value and "not so")
    if place.kinds & {"string", "integer", "number", "boolean"} and not is_item:
        yield "alter_value", "values", at(altered(place))
    if "array" in place.kinds:
        yield "dup_item", "values", at(lambda value: [*value[:1], *value] if value else value)
        yield "empty_array", "values", at(lambda value: [] if isinstance(value, list) else value)
        yield "reverse", "order", at(lambda value: value and value[::-1])
    if schema.get("format") == "date-time" or path[-1].lower().endswith(("_at", "edat")):
        yield "shift", "time", at(shifted)


def _in_body(response: Response, group: Group, operator: str, change: Change) -> Mutant:
    def frames(found: Any, _over: bool) -> Any:
        return [with_frame_json(each, change) for each in found]

    def answer(_request: Request, right: Answer) -> Answer:
        if right.status != response.status or not right.body:
            return right
        return Answer(
            status=right.status, headers=right.headers, body=with_json(right.body, change)
        )

    return wired(
        f"{response.name}:{operator}",
        group,
        lambda: Wire(
            api=response.contract.api,
            operation=response.operation.id,
            **({"frames": frames} if response.streams else {"answer": answer}),
        ),
    )


def _whole(
    response: Response, operator: str, change: Callable[[Request, Answer], Answer]
) -> Mutant:
    def answer(request: Request, right: Answer) -> Answer:
        fits = right.status == response.status and (right.body or response.streams)
        return change(request, right) if fits else right

    return wired(
        f"{response.name}:{operator}:",
        "shape",
        lambda: Wire(api=response.contract.api, operation=response.operation.id, answer=answer),
    )


def _in_stream(response: Response, operator: str, frames: Frames) -> Mutant:
    return wired(
        f"{response.name}:{operator}:events",
        "time" if operator == "late" else "order",
        lambda: Wire(api=response.contract.api, operation=response.operation.id, frames=frames),
    )


def _swapped(frames: Any, over: bool) -> Any:
    """Each two events the other way round."""
    pairs = [frames[at : at + 2][::-1] for at in range(0, len(frames), 2)]
    if pairs and len(pairs[-1]) == 1 and not over:
        pairs.pop()
    return [each for pair in pairs for each in pair]


STREAMS: dict[str, Frames] = {
    "lost": lambda frames, _over: frames[::2],
    "doubled": lambda frames, _over: [each for frame in frames for each in (frame, frame)],
    "swapped": _swapped,
    "first_lost": lambda frames, _over: frames[1:],
    "last_lost": lambda frames, _over: frames[:-1],
    "late": lambda frames, over: frames if over else frames[:-1],
}
"""What can go wrong with the events of a stream."""


def _other_media(_request: Request, answer: Answer) -> Answer:
    return answer.with_headers({"content-type": "text/plain"})


def _cut(answer: Answer) -> Answer:
    return Answer(status=answer.status, headers=answer.headers, body=answer.body[:-1])


def _after(value: Any, words: list[Any]) -> Any:
    return words[(words.index(value) + 1) % len(words)] if value in words else value


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day
