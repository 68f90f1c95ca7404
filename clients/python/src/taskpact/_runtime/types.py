"""The values that generated code is made of: models, open enums, UNSET, and their JSON."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from .defaults import UNSET, Unset

if TYPE_CHECKING:
    from .decoding import Members

__all__ = ["UNSET", "Model", "OpenEnum", "Unset", "encode"]


class OpenEnum(StrEnum):
    """A set of words that may grow: a word that is not known yet is kept as it came.

    A member is a string, equal to its word. `Enum(word)` never fails for a string.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether the contract of this release lists the word."""
        return self._value_ in type(self)._value2member_map_


class Model:
    """A JSON object of an API as an attrs class, with `from_dict` generated for each.

    Fields that the contract does not list are kept in `additional_properties` and written back.
    """

    __slots__ = ()

    additional_properties: dict[str, Any]
    _members: "ClassVar[Members]"

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: what is UNSET stays out, what is None is null."""
        wire = {
            name: encode(value)
            for attribute, name in self._members.wire_names.items()
            if (value := getattr(self, attribute)) is not UNSET
        }
        return wire | self.additional_properties


def encode(value: Any) -> Any:
    """The JSON value of an argument or a field: models, enums, dates, and what holds them."""
    match value:
        case Model():
            return value.to_dict()
        case Enum() if value is not UNSET:
            return value.value
        case str() | int() | float() | None:
            return value
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {key: encode(item) for key, item in value.items()}
        case list() | tuple():
            return [encode(item) for item in value]
        case UUID():
            return str(value)
    raise TypeError(
        f"{type(value).__name__} has no JSON form; give a model, mapping, list or scalar"
    )
