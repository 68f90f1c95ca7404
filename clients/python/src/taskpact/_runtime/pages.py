"""Lists that come in pages, read as one: a page is asked for when its first item is."""

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator
from typing import Generic, TypeVar

from attrs import frozen

Item = TypeVar("Item")
Page = TypeVar("Page")


@frozen
class Paged(Generic[Item, Page]):
    """How an API pages a list.

    Attributes:
        items: the items of a page.
        key: what tells an item from all others.
        following: the offset of the page behind one, None if it is the last.
    """

    items: Callable[[Page], list[Item]]
    key: Callable[[Item], Hashable]
    following: Callable[[Page], int | None]


class _Unseen(Generic[Item, Page]):
    """The items of each page that no page before held.

    What is created or goes while the list is read moves the rest from page to page.
    """

    def __init__(self, paged: Paged[Item, Page]) -> None:
        self._paged = paged
        self._given: set[Hashable] = set()

    def of(self, page: Page) -> list[Item]:
        """The new items of the next page."""
        keyed = [(self._paged.key(item), item) for item in self._paged.items(page)]
        new = [item for key, item in keyed if key not in self._given]
        self._given.update(key for key, _ in keyed)
        return new


class Pages(Generic[Item, Page]):
    """Iterates over the items of a list from its beginning, each time anew; see `pages`."""

    def __init__(self, paged: Paged[Item, Page], fetch: Callable[[int], Page]) -> None:
        self._paged, self._fetch = paged, fetch

    def __iter__(self) -> Iterator[Item]:
        """Every item."""
        unseen = _Unseen(self._paged)
        for page in self.pages():
            yield from unseen.of(page)

    def pages(self) -> Iterator[Page]:
        """Every page, as the API answers it."""
        offset: int | None = 0
        while offset is not None:
            page = self._fetch(offset)
            yield page
            offset = self._paged.following(page)


class AsyncPages(Generic[Item, Page]):
    """The same for `async for`."""

    def __init__(self, paged: Paged[Item, Page], fetch: Callable[[int], Awaitable[Page]]) -> None:
        self._paged, self._fetch = paged, fetch

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Every item."""
        unseen = _Unseen(self._paged)
        async for page in self.pages():
            for item in unseen.of(page):
                yield item

    async def pages(self) -> AsyncIterator[Page]:
        """Every page, as the API answers it."""
        offset: int | None = 0
        while offset is not None:
            page = await self._fetch(offset)
            yield page
            offset = self._paged.following(page)
