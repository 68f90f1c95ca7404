"""From method and raw path to operation. Static segments win over parameters.

Paths are matched before they are decoded, so that an encoded slash stays inside its segment.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from attrs import Factory, define, frozen

from taskpact_mock.contract.model import ContractError, Operation

_NOTHING: Mapping[str, str] = MappingProxyType({})


@define(eq=False)
class Match:
    """An operation and the decoded values of its path parameters."""

    operation: Operation
    values: Mapping[str, str]


@frozen
class WrongMethod:
    """The path exists, the method does not."""

    api: str
    allowed: tuple[str, ...]


@frozen
class UnknownPath:
    """No operation has this path. `api` is the one whose paths begin alike, if there is one.

    `slashed` is true when the path without its last slash exists.
    """

    api: str | None
    slashed: bool = False


@define
class _Node:
    static: dict[str, "_Node"] = Factory(dict)
    parameter: "_Node | None" = None
    names: dict[str, tuple[str, ...]] = Factory(dict)
    operations: dict[str, Operation] = Factory(dict)


class Routes:
    """The route table of all operations."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Node()
        self._fixed: dict[tuple[str, str], Match] = {}
        """By method and path, for those without parameters."""
        self._prefixes: dict[str, str] = {}
        for operation in operations:
            self._add(operation)

    def find(self, method: str, raw_path: str) -> Match | WrongMethod | UnknownPath:
        """What `method` on `raw_path` (percent-encoded, without the query) means."""
        if (fixed := self._fixed.get((method, raw_path))) is not None:
            return fixed
        values: list[str] = []
        node = _walk(self._root, raw_path.split("/"), 1, values)
        if node is None:
            shorter = raw_path.removesuffix("/").split("/")
            slashed = raw_path.endswith("/") and _walk(self._root, shorter, 1, []) is not None
            return UnknownPath(self._api_of(raw_path), slashed)
        operation = node.operations.get(method)
        if operation is None:
            some = next(iter(node.operations.values()))
            return WrongMethod(some.api, tuple(sorted(node.operations)))
        found = {
            name: unquote(value) if "%" in value else value
            for name, value in zip(node.names[method], values, strict=True)
        }
        return Match(operation, found)

    def _add(self, operation: Operation) -> None:
        node, names = self._root, []
        for part in operation.template.split("/")[1:]:
            if part.startswith("{"):
                names.append(part[1:-1])
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.static.setdefault(part, _Node())
        if operation.method in node.operations:
            raise ContractError(f"two operations answer {operation.method} {operation.template}")
        if not names:
            self._fixed[operation.method, operation.template] = Match(operation, _NOTHING)
        node.operations[operation.method] = operation
        node.names[operation.method] = tuple(names)
        self._prefixes[operation.template.split("{")[0]] = operation.api

    def _api_of(self, raw_path: str) -> str | None:
        """The API with the longest common beginning, by whole segments."""
        best, found = 1, None
        for prefix, api in self._prefixes.items():
            common = _common(prefix.split("/"), raw_path.split("/"))
            if common > best:
                best, found = common, api
        return found


def _walk(node: _Node, parts: list[str], at: int, values: list[str]) -> _Node | None:
    """The node of the path whose parts from `at` on lead there; `values` gets its parameters."""
    for place in range(at, len(parts)):
        part = parts[place]
        below, parameter = node.static.get(part), node.parameter
        if parameter is None or not part:
            if below is None:
                return None
            node = below
            continue
        # Only here are there two ways on, and the first may turn out to lead nowhere.
        known = len(values)
        if below is not None and (found := _walk(below, parts, place + 1, values)) is not None:
            return found
        values[known:] = [part]
        node = parameter
    return node if node.operations else None


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or (not left and count):
            break
        count += 1
    return count
