"""Places in JSON values, as schemas name them: to find them, and to change what stands there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

ITEMS = "[]"
"""Stands in a path for every item of an array."""

DEPTH = 3
"""How many members deep places are looked for."""

Path = tuple[str, ...]
Schema = Mapping[str, Any]


@frozen
class Place:
    """A member of an object, or all items of an array, and what the schema says of it.

    `kinds` are the JSON types that may stand there; none given means any. `required` says that its
    object must have it.
    """

    path: Path
    schema: Schema
    kinds: frozenset[str]
    required: bool

    @property
    def name(self) -> str:
        """The path as text, such as `tasks[].status`."""
        return dotted(self.path)


def dotted(path: Path) -> str:
    """A path as text; the top is a dot."""
    return ".".join(path).replace(f".{ITEMS}", ITEMS) or "."


def resolve(document: Schema, schema: Schema) -> Schema:
    """What a reference leads to; anything else is itself."""
    while "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        schema = found
    return schema


def places(document: Schema, schema: Schema, depth: int = DEPTH) -> list[Place]:
    """Every place below the top, the first of each path."""
    found: dict[Path, Place] = {}
    for place in _below(document, schema, (), depth):
        found.setdefault(place.path, place)
    return list(found.values())


def alternatives(document: Schema, schema: Schema) -> Iterator[Schema]:
    """The schema and all that it is put together from."""
    schema = resolve(document, schema)
    yield schema
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, ()):
            yield from alternatives(document, part)


def changed(value: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """The value with what stands at a place changed; as it is where there is no such place."""
    if not path:
        return change(value)
    head, rest = path[0], path[1:]
    if head == ITEMS:
        return [changed(each, rest, change) for each in value] if _is_list(value) else value
    if not isinstance(value, dict) or head not in value:
        return value
    return {**value, head: changed(value[head], rest, change)}


def removed(value: Any, path: Path) -> Any:
    """The value without the member at a place."""
    *above, name = path

    def drop(found: Any) -> Any:
        if not isinstance(found, dict):
            return found
        return {key: each for key, each in found.items() if key != name}

    return changed(value, tuple(above), drop)


def kinds_of(document: Schema, schema: Schema) -> frozenset[str]:
    """The JSON types that a schema allows; none for any."""
    schema = resolve(document, schema)
    if "type" in schema:
        given = schema["type"]
        return frozenset([given] if isinstance(given, str) else given)
    for word in ("anyOf", "oneOf"):
        if word in schema:
            parts = [kinds_of(document, part) for part in schema[word]]
            return frozenset().union(*parts) if all(parts) else frozenset()
    for part in schema.get("allOf", ()):
        if kinds := kinds_of(document, part):
            return kinds
    return frozenset()


def _below(document: Schema, schema: Schema, path: Path, depth: int) -> Iterator[Place]:
    for part in alternatives(document, schema):
        required = part.get("required", ())
        if depth:
            for name, member in part.get("properties", {}).items():
                yield from _at(document, member, (*path, name), depth - 1, name in required)
        if "items" in part:
            yield from _at(document, part["items"], (*path, ITEMS), depth, required=False)


def _at(
    document: Schema, schema: Schema, path: Path, depth: int, required: bool
) -> Iterator[Place]:
    if path.count(ITEMS) > DEPTH:
        return
    whole = {**resolve(document, schema), **{k: v for k, v in schema.items() if k != "$ref"}}
    yield Place(path, whole, kinds_of(document, schema), required)
    yield from _below(document, schema, path, depth)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)
