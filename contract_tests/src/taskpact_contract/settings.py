"""The settings of schemathesis, for its own command line and for the layers alike.

`schemathesis.toml` beside this module is the one source; `contract_tests/schemathesis.toml` of the
repository leads to it.
"""

import itertools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import schemathesis
from hypothesis import HealthCheck
from schemathesis import Case, GenerationMode, HookContext
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.schemas import OpenApiSchema

from taskpact_contract import documents
from taskpact_contract.target import Target
from taskpact_contract.trust import certificates

HEALTH_CHECKS = (
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
    HealthCheck.too_slow,
)
"""Left to themselves: a contract decides how large and how rare its values are."""


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
    """The target's contract, ready to make requests to it as its principal.

    Valid requests carry fresh idempotency keys. Raises ValueError if the certificates to trust are
    not there.
    """
    found = schemathesis.openapi.from_dict(
        documents.load(target.api), config=config(seed=seed, max_examples=max_examples)
    )
    found.config.update(
        base_url=target.base_url,
        headers=dict(target.principal.headers),
        tls_verify=certificates(),  # requests would look into other variables than httpx
    )
    _send_fresh_keys(found)
    return found


def max_examples(schema: OpenApiSchema) -> int:
    """How many examples of each operation its settings ask for."""
    wanted = schema.config.generation.max_examples
    assert wanted is not None, "the published settings say how many"
    return wanted


def _send_fresh_keys(schema: OpenApiSchema) -> None:
    """Give each valid request that has an idempotency key one of its own.

    Borders are tried one member at a time, with the same value in all others: with one key a
    server would answer all but the first of these requests from its memory.
    """
    numbers = itertools.count(1)

    @schema.hook
    def map_case(_context: HookContext, case: Case[Any]) -> Case[Any]:
        valid = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
        if valid and isinstance(case.body, Mapping) and case.body.get("idempotency_key"):
            case.body = {**case.body, "idempotency_key": f"key-{next(numbers)}"}
        return case
