"""Classes of values: as frozen as those of attrs to whoever checks types, and quicker to make.

A frozen attrs class guards its fields at run time, which makes an object three times as dear. The
records that every request makes leave that guard to the type checkers.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as value
else:
    from attrs import define as value

__all__ = ("value",)
