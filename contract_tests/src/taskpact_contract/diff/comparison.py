"""Two documents, compared."""

from collections.abc import Mapping
from typing import Any

from taskpact_contract.diff.changes import Change, joined
from taskpact_contract.diff.lifecycles import lifecycle_changes
from taskpact_contract.diff.operations import matched, operation_changes, operations_of
from taskpact_contract.diff.soundness import require_sound
from taskpact_contract.nodes import Node


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every change from one OpenAPI 3.1 document to the other, in the order of the new one.

    What only some operation reaches is compared; components that nobody uses, examples, words for
    people and what the live service does besides (`x-quirk`) are not. Raises DocumentError where a
    document says something that cannot be compared, and RecursionError where one nests too deep.
    """
    require_sound(old, "old")
    require_sound(new, "new")
    before, after = Node.root(old), Node.root(new)
    pairs, _, _ = matched(operations_of(before), operations_of(after))
    renamed = {one.id: other.id for one, other in pairs if one.id != other.id}
    return joined([*operation_changes(before, after), *lifecycle_changes(before, after, renamed)])
