import json
from typing import Any

import jsonschema
import openapi_spec_validator
import pytest
import yaml

from openapi.tests.documents import OPENAPI, bundle
from scripts.specs.bundle import APIS


@pytest.mark.parametrize("api", APIS)
def test_bundle_is_valid_openapi(api: str) -> None:
    openapi_spec_validator.validate(bundle(api))


@pytest.mark.parametrize("api", APIS)
def test_bundle_has_the_components_that_its_root_file_lists(api: str) -> None:
    root = yaml.safe_load((OPENAPI / api / "openapi.yaml").read_text(encoding="utf-8"))

    assert _names(bundle(api)) == _names(root)


@pytest.mark.parametrize("api", APIS)
def test_bundle_refers_to_no_other_file(api: str) -> None:
    assert [target for target in _references(bundle(api)) if not target.startswith("#/")] == []


@pytest.mark.parametrize("api", APIS)
def test_life_cycle_has_its_form(api: str) -> None:
    schema = json.loads((OPENAPI / "lifecycle.schema.json").read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator(schema).validate(bundle(api)["x-lifecycle"])


def test_every_bundle_belongs_to_an_api() -> None:
    found = {path.stem for path in (OPENAPI / "bundled").iterdir()}

    assert found == set(APIS)


def _names(document: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: list(members) for kind, members in document["components"].items()}


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [target for item in value for target in _references(item)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [target for item in value.values() for target in _references(item)]
