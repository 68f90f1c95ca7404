"""The command line and the layers read the same settings, and those are reproducible."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from schemathesis.config import SchemathesisConfig

from taskpact_contract import APIS, Principal, Target, settings
from taskpact_contract.documents import load, operations

REPOSITORY = Path(__file__).parents[2]
PUBLISHED = REPOSITORY / "contract_tests" / "schemathesis.toml"
TARGET = Target(
    api="agents_v2",
    base_url="http://127.0.0.1:9/",
    principal=Principal(headers={"Authorization": "Bearer secret"}),
)


def test_the_command_line_and_the_layers_read_one_file() -> None:
    assert tomllib.loads(PUBLISHED.read_text(encoding="utf-8")) == settings.published()
    assert repr(SchemathesisConfig.from_path(PUBLISHED)) == repr(settings.config())


def test_nothing_outside_a_run_decides_its_requests() -> None:
    found = settings.schema(TARGET)
    assert found.config.seed == settings.published()["seed"]
    assert settings.max_examples(found) == settings.published()["generation"]["max-examples"]
    assert found.config.generation.database == "none"
    assert not settings.config().cache.enabled
    assert not found.config.analysis.constants.enabled


def test_seed_and_examples_can_be_chosen() -> None:
    found = settings.schema(TARGET, seed=7, max_examples=3)
    assert (found.config.seed, settings.max_examples(found)) == (7, 3)


def test_requests_go_to_the_target_as_its_principal() -> None:
    found = settings.schema(TARGET)
    assert found.get_base_url() == "http://127.0.0.1:9"
    assert found.config.headers == {"Authorization": "Bearer secret"}


def test_every_exception_names_operations_that_there_are() -> None:
    known = [operation for api in APIS for operation in operations(api).values()]
    ids, paths = {each.id for each in known}, {each.path for each in known}
    for entry in settings.published()["operations"]:
        assert set(_listed(entry, "include-operation-id")) <= ids
        assert set(_listed(entry, "include-path")) <= paths
        assert _listed(entry, "include-operation-id") or _listed(entry, "include-path")


def test_every_expected_status_has_its_reason_beside_it() -> None:
    lines = PUBLISHED.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line == "[[operations]]"]
    assert all(lines[number - 1].startswith("#") for number in starts)


@pytest.mark.parametrize("api", APIS)
def test_the_layers_read_the_published_contracts(api: str) -> None:
    bundle = REPOSITORY / "openapi" / "bundled" / f"{api}.json"
    assert load(api) == json.loads(bundle.read_text(encoding="utf-8"))


def test_an_unknown_api_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="agents_v2, agent_tasks"):
        load("agents_v3")


def test_a_principal_hides_its_credentials() -> None:
    assert "secret" not in repr(TARGET)


def _listed(entry: dict[str, Any], key: str) -> list[str]:
    value = entry.get(key, [])
    return [value] if isinstance(value, str) else value
