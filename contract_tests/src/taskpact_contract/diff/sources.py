"""Where a contract comes from: a file of JSON or YAML, or the wheel, which carries some by name."""

import json
import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from taskpact_contract import documents
from taskpact_contract.nodes import DocumentError


def read(source: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document that `source` names.

    Raises DocumentError for a file that cannot be read or is no such document, and RecursionError
    for one that nests too deep.
    """
    if source in documents.APIS:
        return documents.load(source)
    try:
        text = Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(documents.APIS)
        raise DocumentError(
            f"{source} cannot be read ({error}); give a file, or one of {names}"
        ) from None
    document = _parsed(source, text)
    version = document.get("openapi") if isinstance(document, dict) else None
    if not isinstance(version, str) or not version.startswith("3.1"):
        raise DocumentError(f"{source} is no OpenAPI 3.1 document")
    return document  # type: ignore[no-any-return] # it is a dict: it has a version


def _parsed(source: str, text: str) -> Any:
    """JSON where the text is JSON, else YAML."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 # a safe loader, with fewer types
    except yaml.YAMLError as error:
        raise DocumentError(f"{source} is neither JSON nor YAML: {error}") from None


class _Loader(yaml.SafeLoader):
    """YAML with the types of JSON: no dates, no `yes` and `no`, and keys that are strings."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        self.flatten_mapping(node)
        return {
            self.construct_scalar(key): self.construct_object(value, deep=True)
            for key, value in node.value
        }


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", list("-0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first
    )
