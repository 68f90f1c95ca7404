"""Every public name is documented, and the index of the documentation lists it."""

import importlib
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from scripts import api_index

NAMES = [
    pytest.param(module, name, id=f"{module}.{name}")
    for module in api_index.MODULES
    for name in api_index.public_names(importlib.import_module(module))
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("reference")
    api_index.build(folder)
    return (folder / "api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_public_name_and_its_members_are_documented(module: str, name: str) -> None:
    value = getattr(importlib.import_module(module), name)
    if isinstance(value, type):
        assert value.__dict__.get("__doc__"), "a class says itself what it is"
        for member, found in api_index.members(value).items():
            assert api_index.summary(found), member
    elif callable(value) or isinstance(value, ModuleType):
        assert api_index.summary(value)
    else:
        assert api_index.constants()[name]


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_index_lists_the_name_under_its_module(index: str, module: str, name: str) -> None:
    section = index.partition(f"\n## {module}\n")[2].partition("\n## ")[0]
    row = next(
        line for line in section.splitlines() if line.startswith((f"| `{name}`", f"| `{name}("))
    )
    assert row.split(" | ")[1].strip(" |"), "it says what it is"


@pytest.mark.parametrize(
    "line",
    [
        "| `get_task(task_id)` | Read a task. |",
        "| `cancel_task(task_id, *, reason=)` | Cancel a pending or running task. |",
        "| `bars(*handles, console=)` | A context in which a bar is shown for each handle; the last"
        " picture stays. |",
    ],
)
def test_index_shows_arguments_and_the_first_sentence(index: str, line: str) -> None:
    assert line in index.splitlines()


def test_asyncio_twins_have_the_members_of_the_blocking_ones() -> None:
    for module in api_index.MODULES:
        names = api_index.public_names(importlib.import_module(module))
        for name, value in names.items():
            twin = names.get(f"Async{name}")
            if inspect.isclass(twin) and name != "EventStream":
                mine = {*api_index.members(value)} - {"close", "sleep"}
                assert mine <= {*api_index.members(twin)}, name
