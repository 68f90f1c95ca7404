"""Rebuild everything that is derived; with --check, compare instead and fail on any difference.

Each derived tree is a whole folder that holds nothing else. The comparison goes both ways: missing,
superfluous and different files all count.
"""

import argparse
import filecmp
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts import api_index, client, reachable, tables
from scripts.specs import bundle

REPOSITORY = Path(__file__).parent.parent
IGNORED = ("__pycache__", ".ruff_cache", ".DS_Store")


@dataclass(frozen=True)
class Sources:
    """The fresh bundles: those of the five APIs in a folder, and that of the control plane."""

    bundles: Path
    control: Path


@dataclass(frozen=True)
class Tree:
    """A derived folder and the function that fills it."""

    folder: str
    build: Callable[[Sources, Path], None]


def _copy_bundles(sources: Sources, out: Path) -> None:
    shutil.copytree(sources.bundles, out)


def _with_control(sources: Sources, out: Path) -> None:
    """What the mock serves: the five APIs, and the control plane, which is its own."""
    _copy_bundles(sources, out)
    shutil.copy(sources.control, out)


def _write_reference(sources: Sources, out: Path) -> None:
    tables.build(sources.bundles, sources.control, out)
    reachable.build(sources.bundles, out)
    api_index.build(out)


TREES = (
    Tree("openapi/bundled", _copy_bundles),
    Tree("mock_server/src/taskpact_mock/_specs", _with_control),
    Tree("contract_tests/src/taskpact_contract/_specs", _copy_bundles),
    Tree(
        "clients/python/src/taskpact/_generated",
        lambda sources, out: client.build(sources.bundles, out),
    ),
    Tree("docs/reference", _write_reference),
)


def main() -> int:
    """Run the command line; the result is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    check: bool = parser.parse_args().check
    drifted = False
    with tempfile.TemporaryDirectory() as scratch:
        sources = Sources(Path(scratch, "bundles"), Path(scratch, "control.json"))
        bundle.build(REPOSITORY / "openapi", sources.bundles)
        bundle.write(REPOSITORY / "openapi" / "control" / "openapi.yaml", sources.control)
        for number, tree in enumerate(TREES):
            fresh, current = Path(scratch, str(number)), REPOSITORY / tree.folder
            tree.build(sources, fresh)
            differences = list(_differences(fresh, current))
            if differences and not check:
                shutil.rmtree(current, ignore_errors=True)
                shutil.copytree(fresh, current, ignore=shutil.ignore_patterns(*IGNORED))
            for line in differences:
                print(f"{tree.folder}/{line}")
            drifted = drifted or bool(differences)
    if check and drifted:
        print("derived files differ from their source: run `make generate` and commit the result")
    return int(check and drifted)


def _differences(fresh: Path, current: Path) -> Iterator[str]:
    """Each file that is missing, superfluous or different, relative to the tree."""
    expected, actual = _files(fresh), _files(current)
    for name in sorted(expected - actual):
        yield f"{name}: new"
    for name in sorted(actual - expected):
        yield f"{name}: superfluous"
    for name in sorted(expected & actual):
        if not filecmp.cmp(fresh / name, current / name, shallow=False):
            yield f"{name}: different"


def _files(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not any(part in IGNORED for part in path.parts)
    }


if __name__ == "__main__":
    sys.exit(main())
