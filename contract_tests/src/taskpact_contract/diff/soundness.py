"""Whether a document has the form that the comparison reads, and where it has not."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import jsonschema_rs
import yaml

from taskpact_contract.nodes import DocumentError, escaped


def require_sound(document: Mapping[str, Any], version: Literal["old", "new"]) -> None:
    """Raise DocumentError, with the first place that is wrong, unless the document is sound.

    What the comparison passes over may have any form.
    """
    for error in _validator().iter_errors(dict(document)):
        pointer = "#" + "".join(f"/{escaped(part)}" for part in error.instance_path)
        raise DocumentError(
            f"{pointer} of the {version} contract is not sound OpenAPI: {error.message}"
        )


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    text = files("taskpact_contract.diff").joinpath("sound.yaml").read_text(encoding="utf-8")
    return jsonschema_rs.Draft202012Validator(yaml.safe_load(text))
