"""Join the fragments of each API in openapi/<api>/ into openapi/bundled/<api>.json.

Fragments name components by root-anchored references (`#/components/schemas/X`) and other files by
relative ones; only the latter are resolved, so component names and recursion survive. `default`
responses stay behind: with them no status would ever be undocumented.
"""

import json
from pathlib import Path
from typing import Any

from prance import ResolvingParser, ValidationError
from prance.util.resolver import RESOLVE_FILES

APIS = ("agents_v2", "agent_tasks", "task_records", "agent_runs", "agent_runtime")
"""Every API, in the order in which all parts of the project list them."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def bundle(root: Path) -> dict[str, Any]:
    """The one self-contained document of the API whose fragments hang on `root`.

    Raises SystemExit with the fault's place when the result is not valid OpenAPI 3.1, and
    prance's ResolutionError when a fragment is missing.
    """
    try:
        parser = ResolvingParser(
            str(root),
            backend="openapi-spec-validator",
            resolve_types=RESOLVE_FILES,
            recursion_limit_handler=_keep_reference,
        )
    except ValidationError as error:  # its other arguments are the whole document
        raise SystemExit(f"{root}: {error.args[0]}") from None
    # Resolved fragments are shared objects; JSON and back gives a tree.
    document: dict[str, Any] = json.loads(json.dumps(parser.specification))
    for path_item in document["paths"].values():
        for method in METHODS:
            if method in path_item:
                path_item[method]["responses"].pop("default", None)
    return document


def build(source: Path, out: Path) -> None:
    """Write the bundle of every API in `source` (openapi/) to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for api in APIS:
        write(source / api / "openapi.yaml", out / f"{api}.json")


def write(root: Path, target: Path) -> None:
    """Write the bundle of the fragments that hang on `root` to the file `target`."""
    text = json.dumps(bundle(root), ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")


def _keep_reference(_limit: int, parsed_url: Any, _recursions: Any = ()) -> dict[str, str]:
    return {"$ref": parsed_url.geturl()}
