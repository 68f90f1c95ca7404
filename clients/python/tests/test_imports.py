"""What is imported, and when."""

import subprocess
import sys

import pytest

import taskpact


def _modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_package_alone_imports_nothing_heavy() -> None:
    loaded = _modules_after("import taskpact")
    assert loaded.isdisjoint({"httpx", "attrs", "asyncio", "taskpact._runtime.clients"})
    assert not any(name.startswith("taskpact._generated") for name in loaded)


def test_client_class_imports_no_http_library_and_no_operation() -> None:
    loaded = _modules_after("from taskpact import AgentsV2, AsyncAgentsV2")
    assert loaded.isdisjoint({"httpx", "httpx_sse", "asyncio", "importlib.metadata"})
    assert loaded.isdisjoint({"attr", "inspect", "json", "logging", "taskpact._runtime.calls"})
    assert (loaded - _modules_after("pass")).isdisjoint({"typing", "re"})
    assert not any(
        name.startswith("taskpact._generated.") and name.split(".")[2:3] != ["agents_v2"]
        for name in loaded
    )
    assert not any(".operations." in name or ".models." in name for name in loaded)


def test_client_imports_only_the_models_that_it_uses() -> None:
    loaded = _modules_after("from taskpact.agents_v2 import models; models.TaskStatus")
    assert {name for name in loaded if "agents_v2.models." in name} == {
        "taskpact._generated.agents_v2.models.task_status"
    }


@pytest.mark.parametrize("name", taskpact.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(taskpact, name) is getattr(taskpact, name)
    assert name in dir(taskpact)


def test_other_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="module 'taskpact' has no attribute 'Nothing'"):
        _ = taskpact.Nothing  # type: ignore[attr-defined]  # ty: ignore[missing-attribute]
