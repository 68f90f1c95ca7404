"""A place in an OpenAPI document: its value, and the JSON pointer that leads there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Self

from attrs import evolve, frozen

ABSENT: Final = object()
"""The value of a place where nothing stands."""

BESIDE_REFERENCE = frozenset(
    "$ref summary description default deprecated example examples readOnly writeOnly".split()
)
"""What may stand beside a reference; anything else there would limit what it names."""


class DocumentError(Exception):
    """A document cannot be read, or says something that is not understood here."""


@frozen(eq=False)
class Node:
    """A value of a document and the pointer to it.

    Children come as they are written; `followed` goes where a reference leads.
    """

    document: Mapping[str, Any]
    pointer: str
    value: Any

    @classmethod
    def root(cls, document: Mapping[str, Any]) -> Self:
        """The whole document."""
        return cls(document, "#", document)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, Mapping) and key in self.value

    def __bool__(self) -> bool:
        """Whether something stands there, be it null."""
        return self.value is not ABSENT

    def at(self, key: str | int, default: Any = ABSENT) -> "Node":
        """The child under `key`, or the place of it with the `default` where there is none."""
        if isinstance(self.value, list):
            value = self.value[int(key)]
        else:
            value = self.value.get(key, default) if isinstance(self.value, Mapping) else default
        return Node(self.document, f"{self.pointer}/{escaped(key)}", value)

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """The members of an object, extensions left out."""
        for key in self.value if isinstance(self.value, Mapping) else ():
            if not key.startswith("x-"):
                yield key, self.at(key)

    def entries(self) -> list["Node"]:
        """The items of a list."""
        return [self.at(index) for index in range(len(self.value) if self else 0)]

    def followed(self) -> "Node":
        """What a chain of references leads to; anything else is itself.

        Raises DocumentError for one that leads nowhere, out of the document or round in a circle.
        """
        node, passed = self, {self.pointer}
        while isinstance(node.value, Mapping) and "$ref" in node.value:
            limits = {key for key in node.value if not key.startswith("x-")} - BESIDE_REFERENCE
            if limits:
                words = ", ".join(sorted(limits))
                raise DocumentError(f"{node.pointer}: {words} beside a reference")
            node = node.target()
            if node.pointer in passed:
                raise DocumentError(f"{self.pointer}: the reference leads back to itself")
            passed.add(node.pointer)
        return node

    def holding(self, value: Any) -> "Node":
        """The same place with another value: a part of what stands there."""
        return evolve(self, value=value)

    def target(self) -> "Node":
        """What the reference here names, whatever stands beside it.

        Raises DocumentError if it leads nowhere, or out of the document.
        """
        reference: str = self.value["$ref"]
        if not reference.startswith("#/"):
            raise DocumentError(
                f"{self.pointer}: {reference} leads out of the document; bundle it first"
            )
        node = Node.root(self.document)
        for part in reference[2:].split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            if key not in node:
                raise DocumentError(f"{self.pointer}: {reference} leads nowhere")
            node = node.at(key)
        return node


def escaped(key: str | int) -> str:
    """A key as it stands in a JSON pointer."""
    return str(key).replace("~", "~0").replace("/", "~1")
