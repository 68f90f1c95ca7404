"""Write the index of the client's public names, derived from the code, to docs/reference/api.md."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from enum import Enum
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

HEADER = "<!-- Derived from clients/python by `make generate`: do not edit. -->\n\n"

MODULES = (
    "taskpact",
    "taskpact.agents_v2",
    "taskpact.agent_tasks",
    "taskpact.task_records",
    "taskpact.agent_runs",
    "taskpact.agent_runtime",
    "taskpact.worker",
    "taskpact.channels",
    "taskpact.webhooks",
    "taskpact.progress",
    "taskpact.errors",
)
"""The public modules, in the order of the index."""

PACKAGE = Path(__file__).parent.parent / "clients" / "python" / "src" / "taskpact"


def build(out: Path) -> None:
    """Write api.md to the folder `out`."""
    text = "\n".join(_index())
    (out / "api.md").write_text(f"{HEADER}{text}\n", encoding="utf-8")


def public_names(module: ModuleType) -> dict[str, Any]:
    """What a module exports, by name; what another public module exports is named there alone."""
    names = getattr(module, "__all__", None)
    if names is None:
        found = {name: value for name, value in vars(module).items() if _is_own(module, value)}
        return {name: value for name, value in found.items() if not name.startswith("_")}
    return {name: getattr(module, name) for name in names}


def members(kind: type) -> dict[str, Any]:
    """The public methods and properties of a class of ours, its bases' first."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.split(".")[0] == "taskpact" and not issubclass(base, Enum):
            for name, value in vars(base).items():
                if not name.startswith("_") and isinstance(value, _DOCUMENTED):
                    found[name] = getattr(value, "__func__", value)
    return found


def summary(value: object) -> str:
    """The first sentence of a docstring, in one line."""
    return _first(inspect.getdoc(value) or "")


def _first(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


@cache
def constants() -> dict[str, str]:
    """The first sentence of the text under each constant of the package, by name."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_generated" not in path.parts:
            body = ast.parse(path.read_text(encoding="utf-8")).body
            for node, text in pairwise(body):
                name = getattr(node, "target", None) or getattr(node, "targets", [None])[0]
                if isinstance(name, ast.Name) and isinstance(text, ast.Expr):
                    found[name.id] = _first(ast.literal_eval(text.value))
    return found


_DOCUMENTED = (type(summary), property, cached_property, classmethod, staticmethod)


def _index() -> Iterator[str]:
    yield "# Public names of the Python client"
    yield ""
    yield "Every name, with the first sentence of its documentation; `help(name)` says the rest."
    yield "An argument with `=` may be left out."
    for name in MODULES:
        module = importlib.import_module(name)
        yield from ("", f"## {name}", "", summary(module), "")
        yield from _table(_rows(module))
        for title, value in public_names(module).items():
            if _home(value) == name and (rows := _members(value)):
                yield from ("", f"### {title}", "")
                yield from _table(rows)


def _rows(module: ModuleType) -> list[tuple[str, str]]:
    return [
        (f"`{_called(name, value)}`", _described(name, value, module))
        for name, value in public_names(module).items()
    ]


def _members(value: object) -> list[tuple[str, str]]:
    """The members of a class; an asyncio twin has those of the class that it is the twin of."""
    if not isinstance(value, type) or issubclass(value, BaseException):
        return []
    if value.__name__.startswith("Async") and not value.__name__.endswith("Stream"):
        return []
    return [
        (f"`{_called(name, member)}`", summary(member)) for name, member in members(value).items()
    ]


def _described(name: str, value: object, module: ModuleType) -> str:
    if isinstance(value, ModuleType):
        return f"Module: {summary(value)}"
    if not callable(value):
        return constants()[name]
    text, home = summary(value), _home(value)
    return text if home == module.__name__ or home not in MODULES else f"{text} From `{home}`."


def _home(value: object) -> str:
    """The public module that a name is documented in."""
    module = getattr(value, "__module__", "")
    if module in MODULES:
        return str(module)
    for name in MODULES[1:]:
        if value in public_names(importlib.import_module(name)).values():
            return name
    return MODULES[0]


def _called(name: str, value: object) -> str:
    """The name, with its arguments if it is a function."""
    if not inspect.isfunction(value):
        return name
    return f"{name}({', '.join(_arguments(value))})"


def _arguments(function: Any) -> Iterator[str]:
    """The arguments as a signature writes them, without types and values."""
    starred = False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            starred = True
            yield f"*{parameter.name}"
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        yield parameter.name if parameter.default is parameter.empty else f"{parameter.name}="


def _is_own(module: ModuleType, value: object) -> bool:
    return getattr(value, "__module__", None) == module.__name__


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    yield "| name | what it is |"
    yield "|---|---|"
    for name, text in rows:
        yield f"| {name} | {text.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    build(Path(__file__).parent.parent / "docs" / "reference")
