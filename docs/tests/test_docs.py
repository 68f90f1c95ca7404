"""What the documents say is true: code runs, targets and options exist, tables equal the code."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from taskpact_contract import suite
from taskpact_contract.cli import build_parser
from taskpact_mock.serving import MockServer

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(
        part in ("node_modules", "dist") or part.startswith(".")
        for part in path.relative_to(ROOT).parts
    )
)
BLOCK = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


def blocks() -> Iterator[object]:
    for path in DOCUMENTS:
        for number, found in enumerate(BLOCK.finditer(path.read_text()), start=1):
            yield pytest.param(found[1], id=f"{path.relative_to(ROOT)}-{number}")


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.mark.parametrize("code", list(blocks()))
def test_python_in_documents_runs(code: str, server: MockServer) -> None:
    code = code.replace("http://127.0.0.1:4010", server.url)
    exec(compile(code, "document", "exec"), {"__name__": "document"})


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_in_documents_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", path.read_text(), re.M))
    assert {one or other for one, other in named} <= targets


def test_every_make_target_has_a_line_of_help() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", text, re.M)
    assert phony is not None
    assert set(phony[1].split()) == set(re.findall(r"^([a-z-]+):.*## ", text, re.M))


def _words(command: str) -> list[str]:
    return shlex.split(command.replace("\\\n", " ").replace("\n", " "))


def contract_commands() -> Iterator[object]:
    """Every taskpact-contract command of the documents, without those that show a form."""
    for path in DOCUMENTS:
        text = path.read_text()
        for block in re.findall(r"^```(?:sh|yaml)\n(.*?)^```", text, re.M | re.S):
            for found in re.findall(r"^ *(taskpact-contract (?:.*\\\n)*.*)$", block, re.M):
                yield pytest.param(found, id=f"{path.name}: {found[:40]}")
        for found in re.findall(r"`(taskpact-contract (?:proxy|run) --[^`]*)`", text):
            yield pytest.param(found, id=f"{path.name}: {found[:40]}")


@pytest.mark.parametrize("command", list(contract_commands()))
def test_commands_of_the_contract_tests_have_these_options(command: str) -> None:
    build_parser().parse_args(_words(command)[1:])


def test_every_option_of_the_contract_tests_is_in_their_readme() -> None:
    run = build_parser()._subparsers._group_actions[0].choices["run"]  # type: ignore[union-attr,index] # argparse has no other way to ask
    options = {name for action in run._actions for name in action.option_strings}
    text = (ROOT / "contract_tests" / "README.md").read_text()
    table = re.findall(r"`(--[a-z-]+)`", text[text.index("| option |") : text.index("## Layers")])
    assert set(table) == {each for each in options if each.startswith("--")} - {"--help"}


def test_the_layers_of_the_contract_tests_are_in_their_readme() -> None:
    text = (ROOT / "contract_tests" / "README.md").read_text()
    listed = re.findall(r"^\| `(\w+)` \|", text[: text.index("## Compare")], re.M)
    assert listed == list(dict.fromkeys(name.partition(" ")[0] for name in suite.LAYERS))


def test_recipes_are_sound_yaml() -> None:
    text = (ROOT / "docs" / "how-to" / "contract-tests-in-ci.md").read_text()
    recipes = re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)
    assert len(recipes) == 2
    for each in recipes:
        assert "contract" in str(yaml.safe_load(each))


def test_readme_lists_every_api_with_its_operations() -> None:
    rows = re.findall(
        r"^\| (\w+) \| (\w+) \| `(\w+)` \| (\d+) \|", (ROOT / "README.md").read_text(), re.M
    )
    for family, api, client, operations in rows:
        document = json.loads((ROOT / "openapi" / "bundled" / f"{api}.json").read_text())
        assert document["info"]["x-family"] == family
        assert client == "".join(part.title() for part in api.split("_"))
        assert int(operations) == sum(len(item) for item in document["paths"].values())
    assert len(rows) == 5
