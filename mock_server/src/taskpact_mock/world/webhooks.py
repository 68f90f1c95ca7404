"""Webhooks: what was sent where, and how it was answered.

Only this machine is called unless the server was told otherwise, so that a test with a real
address in it harms nobody.
"""

import ipaddress
import ssl
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from attrs import Factory, asdict, define, frozen

TIMEOUT = 10.0
"""Seconds that a receiver has to answer, on the system's clock: it is a real program."""


@frozen
class Attempt:
    """One try: when, and the status that came back or what kept it from coming."""

    at: int
    status: int | None
    error: str | None = None


@define
class Delivery:
    """One message to one address, and every attempt to hand it over."""

    id: int
    api: str
    url: str
    body: bytes
    pauses: tuple[float, ...] = ()
    """Seconds after each try that failed, until the next; as many more tries as there are."""
    headers: tuple[tuple[str, str], ...] = ()
    attempts: list[Attempt] = Factory(list)

    @property
    def pause(self) -> float | None:
        """Seconds until the next try; None when it was taken, or no more tries are left."""
        last, tries = self.attempts[-1], len(self.attempts)
        taken = last.status is not None and 200 <= last.status < 300
        return None if taken or tries > len(self.pauses) else self.pauses[tries - 1]


class Webhooks:
    """The deliveries of a world."""

    __slots__ = ("_deliveries", "_first", "anywhere")

    def __init__(self, *, anywhere: bool = False) -> None:
        self.anywhere = anywhere
        self._deliveries: list[Delivery] = []
        self._first = 1

    def new(self, api: str, url: str, body: bytes, *, pauses: tuple[float, ...] = ()) -> Delivery:
        """Note a message that is to be sent, and sent again after each of the `pauses`."""
        delivery = Delivery(self._first + len(self._deliveries), api, url, body, pauses)
        self._deliveries.append(delivery)
        return delivery

    def find(self, id: int) -> Delivery | None:
        """The message of that number, if this world sent it."""
        place = id - self._first
        return self._deliveries[place] if 0 <= place < len(self._deliveries) else None

    async def send(self, delivery: Delivery, now: int) -> Attempt:
        """Try once to hand the message over, and note what came of it. Raises nothing."""
        attempt = await self._attempt(delivery, now)
        delivery.attempts.append(attempt)
        return attempt

    async def _attempt(self, delivery: Delivery, now: int) -> Attempt:
        if not self.anywhere and not is_loopback(delivery.url):
            why = "not sent: only loopback addresses are called; start with --webhooks-anywhere"
            return Attempt(now, None, why)
        import httpx  # takes longer to import than the server to start

        try:
            _check_port(delivery.url)
            async with httpx.AsyncClient(
                timeout=TIMEOUT, trust_env=False, verify=_trusted()
            ) as client:
                response = await client.post(
                    delivery.url,
                    content=delivery.body,
                    headers=[("content-type", "application/json"), *delivery.headers],
                )
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Attempt(now, None, f"{type(error).__name__}: {error}")
        return Attempt(now, response.status_code)

    def as_json(self) -> list[dict[str, Any]]:
        """Every delivery, the oldest first."""
        return [
            {
                "id": each.id,
                "api": each.api,
                "url": each.url,
                "body": each.body.decode(),
                "attempts": [asdict(attempt) for attempt in each.attempts],
            }
            for each in self
        ]

    def copy(self) -> "Webhooks":
        """A log of its own that begins empty: what was sent belongs to the world that sent it."""
        twin = Webhooks(anywhere=self.anywhere)
        twin._first = self._first + len(self._deliveries)
        return twin

    def __iter__(self) -> Iterator[Delivery]:
        return iter(self._deliveries)


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this machine by its address or as localhost."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes longer than most deliveries."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _check_port(url: str) -> None:
    """Raise ValueError for a port that no machine has, which the client does not notice itself."""
    _ = urlsplit(url).port
