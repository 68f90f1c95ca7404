"""The settings of schemathesis, for its own command line and for the layers alike.

`schemathesis.toml` beside this module is the one source; `contract_tests/schemathesis.toml` of the
repository leads to it.
"""

import tomllib
from importlib.resources import files
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.schemas import OpenApiSchema

from taskpact_contract import documents
from taskpact_contract.target import Target


def published() -> dict[str, Any]:
    """The content of schemathesis.toml."""
    source = files("taskpact_contract") / "schemathesis.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def config(*, seed: int | None = None, max_examples: int | None = None) -> SchemathesisConfig:
    """The published settings, with another seed or number of examples where one is given."""
    given = published()
    if seed is not None:
        given["seed"] = seed
    if max_examples is not None:
        given["generation"]["max-examples"] = max_examples
    return SchemathesisConfig.from_dict(given)


def schema(
    target: Target, *, seed: int | None = None, max_examples: int | None = None
) -> OpenApiSchema:
    """The target's contract, ready to make requests to it as its principal."""
    found = schemathesis.openapi.from_dict(
        documents.load(target.api), config=config(seed=seed, max_examples=max_examples)
    )
    found.config.update(base_url=target.base_url, headers=dict(target.principal.headers))
    return found
