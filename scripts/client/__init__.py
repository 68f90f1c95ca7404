"""Generate `taskpact/_generated` from the bundles: one package an API, on one shared runtime.

openapi-python-client reads the document; the templates in clients/python/templates write the code.
Whatever it reports, and whatever our runtime could not decode for certain, stops the generation.
"""

import subprocess
import sys
from pathlib import Path

from scripts.client.contract import Contract, ContractError
from scripts.client.render import Renderer

__all__ = ["ContractError", "build"]

TEMPLATES = Path(__file__).parents[2] / "clients" / "python" / "templates"


def build(bundles: Path, out: Path) -> None:
    """Write the whole generated tree for every bundle in `bundles` to the folder `out`.

    Raises ContractError when a bundle holds something that the client cannot express.
    """
    renderer = Renderer.of(TEMPLATES)
    sources = sorted(bundles.glob("*.json"))
    out.mkdir(parents=True, exist_ok=True)
    for source in sources:
        for path, text in renderer.package(Contract.load(source)):
            target = out / source.stem / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    (out / "__init__.py").write_text(renderer.root(), encoding="utf-8")
    _format(out)


def _format(folder: Path) -> None:
    """Drop unused imports, sort the others and lay the code out, whatever settings stand nearby."""
    ruff = [sys.executable, "-m", "ruff"]
    alike = ["--isolated", "--no-cache", "--quiet", "--line-length=100", "--target-version=py311"]
    for command in (["check", "--select=F401,I", "--fix"], ["format"]):
        subprocess.run([*ruff, *command, *alike, str(folder)], check=True)
