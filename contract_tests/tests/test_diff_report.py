"""The comparison as a command: what it reads, what it writes, and how it ends."""

import io
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from taskpact_contract import APIS, documents
from taskpact_contract.diff import run
from taskpact_contract.diff.sources import read

SMALL = Path(__file__).parent / "test_diff_small.yaml"


def _run(old: object, new: object, **options: bool) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return run(str(old), str(new), out=out, err=err, **options), out.getvalue(), err.getvalue()


def _written(folder: Path, change: Any) -> Path:
    document = deepcopy(read(str(SMALL)))
    change(document)
    path = folder / "new.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _more_words(document: Any) -> None:
    document["components"]["schemas"]["State"]["enum"].append("lost")


def _one_operation_less(document: Any) -> None:
    del document["paths"]["/jobs/{id}"]
    document["components"]["schemas"]["Mode"]["enum"].append("slow")


@pytest.mark.parametrize("api", APIS)
def test_a_name_stands_for_the_contract_that_the_wheel_carries(api: str) -> None:
    assert _run(api, api) == (0, "nothing changed\n", "")


def test_json_and_yaml_of_one_contract_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "agents.yaml"
    path.write_text(yaml.safe_dump(documents.load("agents_v2")), encoding="utf-8")
    assert _run("agents_v2", path) == (0, "nothing changed\n", "")


def test_yaml_is_read_with_the_types_of_json(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    text = "openapi: 3.1.0\nwords: [yes, 2026-01-01, 1_0, 010, 0x1f, ~, true, 1.5e3]\n200: 1\n"
    path.write_text(text, encoding="utf-8")
    found = read(str(path))
    assert found["words"] == ["yes", "2026-01-01", "1_0", "010", "0x1f", None, True, 1500.0]
    assert found["200"] == 1


def test_what_only_warns_does_not_fail(tmp_path: Path) -> None:
    code, text, _ = _run(SMALL, _written(tmp_path, _more_words))
    assert code == 0
    assert text == (
        "may break clients (1)\n"
        "  enum_widened  new #/components/schemas/State/enum  "
        'enum gained "lost":'
        " a client may get what it does not expect; the generated client copes with it."
        " [create_job, get_job]\n"
    )


def test_what_breaks_somebody_fails_and_is_grouped_by_whom(tmp_path: Path) -> None:
    code, text, _ = _run(SMALL, _written(tmp_path, _one_operation_less))
    assert code == 1
    titles = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert titles == ["breaks clients (1)", "breaks servers (1)"]
    assert "operation_removed  old #/paths/~1jobs~1{id}/get" in text


def test_json_says_the_same_for_programs(tmp_path: Path) -> None:
    code, text, _ = _run(SMALL, _written(tmp_path, _one_operation_less), as_json=True)
    found = json.loads(text)
    assert code == 1
    assert found["counts"] == {"breaking": 2, "warning": 0, "harmless": 0}
    assert found["changes"][0] == {
        "rule": "operation_removed",
        "breaks": "client",
        "severity": "breaking",
        "document": "old",
        "where": "#/paths/~1jobs~1{id}/get",
        "message": "get_job is gone: clients that call it get nothing.",
        "operations": ["get_job"],
    }


def test_nobody_is_broken_by_what_is_harmless(tmp_path: Path) -> None:
    def deprecate(document: Any) -> None:
        document["paths"]["/jobs"]["post"]["deprecated"] = True

    _, text, _ = _run(SMALL, _written(tmp_path, deprecate), as_json=True)
    assert json.loads(text)["changes"][0]["breaks"] is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "give a file, or one of agents_v2, agent_tasks"),
        ("{", "neither JSON nor YAML"),
        ("[]", "no OpenAPI 3.1 document"),
        ("openapi: 3.0.3", "no OpenAPI 3.1 document"),
        (
            "openapi: 3.1.0\npaths: {/x: {get: {responses: []}}}\nx: &a [*a]",
            "neither JSON nor YAML",
        ),
        ('openapi: "3.1.0"\npaths: {/x: {get: {parameters: [{}]}}}', '"name" is a required'),
        (
            "openapi: 3.1.0\npaths:\n  /x:\n    get:\n      parameters:\n",
            "#/paths/~1x/get/parameters of the old contract is not sound OpenAPI: null is",
        ),
        ("openapi: 3.1.0\nx-lifecycle: [1]", "validate both first"),
    ],
)
def test_what_cannot_be_read_is_a_failure_of_its_own(
    text: str | None, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    code, out, err = _run(path, path)
    assert (code, out) == (2, "")
    assert err.startswith("taskpact-contract diff: ")
    assert reason in err


def _nested(depth: int) -> str:
    """Text of a sound contract that answers with objects in objects."""
    schema = '{"properties": {"inner": ' * depth + "{}" + "}}" * depth
    content = f'{{"application/json": {{"schema": {schema}}}}}'
    operation = f'{{"operationId": "get_x", "responses": {{"200": {{"content": {content}}}}}}}'
    return f'{{"openapi": "3.1.0", "paths": {{"/x": {{"get": {operation}}}}}}}'


@pytest.mark.parametrize("depth", [300, 5000])
@pytest.mark.parametrize("comment", ["", "# so it is YAML\n"])
def test_what_nests_too_deep_is_refused_as_such(depth: int, comment: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text(comment + _nested(depth), encoding="utf-8")
    assert _run(path, path) == (
        2,
        "",
        "taskpact-contract diff: one of them nests too deep to be compared;"
        " flatten its deepest schemas\n",
    )
