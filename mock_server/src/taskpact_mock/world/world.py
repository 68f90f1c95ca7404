"""A world: one isolated universe, with a clock, due events, and whoever waits for them."""

import asyncio
import heapq
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from attrs import Factory, define, evolve, frozen

from taskpact_mock.world.agenda import Agenda
from taskpact_mock.world.clock import SECOND, Clock
from taskpact_mock.world.coverage import Coverage, watched
from taskpact_mock.world.faults import Faults, Operations
from taskpact_mock.world.ids import Ids
from taskpact_mock.world.journal import Journal
from taskpact_mock.world.limits import RateLimits
from taskpact_mock.world.scripts import Scripts
from taskpact_mock.world.webhooks import Delivery, Webhooks

SETTLE_TIMEOUT = 15.0
"""Seconds on the system's clock after which a world counts as settled though something lingers,
such as a stream whose reader does not read."""


class State(Protocol):
    """What one API keeps in a world."""

    def copy(self) -> "State":
        """A state of its own; records are values and may be shared."""
        ...


NewState = Callable[["World"], State]
Due = Callable[["World", Any], None]

K = TypeVar("K", contravariant=True)
V = TypeVar("V", covariant=True)


class Lookup(Protocol[K, V]):
    """What is looked up by a key, and made only then where that takes time."""

    def __getitem__(self, key: K, /) -> V: ...


@frozen
class Options:
    """How the services of a world behave where the contract leaves a choice."""

    auth: str = "strict"
    rate_limits: bool = False
    quirks: frozenset[str] = frozenset()
    webhooks_anywhere: bool = False
    max_wait: float = 1.0
    """Seconds that a long poll waits at most."""


@frozen
class Setting:
    """What the APIs bring into every world: the state each begins with, their due events, and the
    operations that faults may disturb."""

    states: Lookup[str, NewState]
    due: Lookup[tuple[str, str], Due]
    operations: Operations = Factory(dict)


@define(eq=False)
class _Waiter:
    topic: str | None
    until: int | None
    future: asyncio.Future[None]
    what: str


class WorldClosedError(Exception):
    """The world was dropped while a request waited in it."""


class World:
    """All state of one universe. Requests enter it, may wait in it, and leave it."""

    def __init__(
        self,
        setting: Setting,
        name: str = "default",
        *,
        seed: int = 0,
        clock: Clock | None = None,
        options: Options | None = None,
    ) -> None:
        self.name = name
        self.options = options or Options()
        self.clock = clock or Clock()
        self.ids = Ids(seed)
        self.request_ids = Ids(seed)
        """For what names requests: reading must not change the ids of records."""
        self.scripts = Scripts()
        self.faults = Faults(setting.operations, seed)
        self.limits = RateLimits()
        self.journal = Journal()
        self.coverage = Coverage()
        self.webhooks = Webhooks(anywhere=self.options.webhooks_anywhere)
        self.now = self.clock.now()
        """The moment at which what happens now happens; one for a whole request or event."""
        self.closed = False
        self._setting = setting
        self._states: dict[str, State] = {}
        self._agenda = Agenda()
        self._numbers = 0
        self._waiters: dict[str | None, set[_Waiter]] = {}
        self._wakes: list[tuple[int, int, _Waiter]] = []
        self._active = 0
        self._parked = 0
        self._sending: set[asyncio.Task[None]] = set()
        self._quiet = asyncio.Event()
        self._moving = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0

    # State

    def state(self, api: str) -> Any:
        """What `api` keeps here; made with its fixtures at the first look."""
        found = self._states.get(api)
        if found is None:
            with watched(None):  # what a world begins with is nobody's doing
                found = self._states[api] = self._setting.states[api](self)
        return found

    def copy(self, name: str) -> "World":
        """A world of its own that goes on from here. Nobody waits in it yet."""
        twin = World(
            self._setting,
            name,
            seed=self.ids.seed,
            clock=self.clock.copy(),
            options=evolve(self.options),
        )
        twin.ids = self.ids.copy()
        twin.request_ids = self.request_ids.copy()
        twin.scripts = self.scripts.copy()
        twin.faults = self.faults.copy()
        twin.limits = self.limits.copy()
        twin.webhooks = self.webhooks.copy()
        twin.now = self.now
        twin._states = {api: state.copy() for api, state in self._states.items()}
        twin._agenda = self._agenda.copy()
        twin._numbers = self._numbers
        twin._arm()
        return twin

    def has_quirk(self, name: str) -> bool:
        """Whether the world behaves in this way of the live service."""
        return name in self.options.quirks

    # Time

    def plan(self, at: int, api: str, name: str, key: Any = None) -> None:
        """Let the event `name` of `api` happen at the moment `at`, or now if that has passed."""
        self._agenda.add(max(at, self.now), api, name, key)
        if self._timer is None or at < self._timer_at:
            self._arm()

    def tick(self) -> None:
        """Let everything that is due happen, in order, and wake those whose moment came."""
        now = self.clock.now()
        if (due := self._agenda.next) is not None and due <= now:
            with watched(self.coverage):
                self._happen(now)
        if now > self.now:
            self.now = now
        while self._wakes and self._wakes[0][0] <= now:
            self._release(heapq.heappop(self._wakes)[2])
        if self._timer is None and (due is not None or self._wakes):
            self._arm()

    async def advance(self, seconds: float) -> None:
        """Move the clock on, stop at each moment at which something is due, and let it settle.

        Who wants that while another does goes on from where the other ends.
        """
        async with self._moving:
            target = self.clock.now() + round(seconds * SECOND)
            self.tick()
            await self.settle()
            while (moment := self._next_moment()) is not None and moment <= target:
                self._move_to(moment)
                self.tick()
                await self.settle()
            self._move_to(target)
            self.tick()
            await self.settle()

    def play(self, until: int) -> None:
        """Move the clock of a world that nobody waits in, through everything that is due."""
        while (moment := self._next_moment()) is not None and moment <= until:
            self._move_to(moment)
            self.tick()
        self._move_to(until)
        self.tick()

    async def settle(self) -> None:
        """Return when every request waits or has left, and every webhook was handed over."""
        try:
            async with asyncio.timeout(SETTLE_TIMEOUT):
                while self._active > self._parked or self._sending:
                    self._quiet.clear()
                    await self._quiet.wait()
        except TimeoutError:
            return

    # Requests

    def enter(self) -> None:
        """A request begins: time catches up first."""
        self._active += 1
        self.tick()

    def leave(self) -> None:
        """A request has been answered."""
        self._active -= 1
        self._check_quiet()

    async def wait(self, topic: str | None, *, until: int | None, what: str = "") -> None:
        """Wait until `topic` is touched or the moment `until` has come; then time has caught up.

        `what` tells people what the request waits for. Raises WorldClosedError when the world is
        dropped meanwhile.
        """
        if self.closed:
            raise WorldClosedError
        waiter = _Waiter(topic, until, asyncio.get_running_loop().create_future(), what)
        self._waiters.setdefault(topic, set()).add(waiter)
        if until is not None:
            self._numbers += 1
            heapq.heappush(self._wakes, (until, self._numbers, waiter))
        self._parked += 1
        self._check_quiet()
        self._arm()
        try:
            await waiter.future
        finally:
            self._release(waiter)  # its client may have gone away meanwhile
        if self.closed:
            raise WorldClosedError
        self.tick()

    def touch(self, topic: str) -> None:
        """Wake those who wait for `topic`."""
        if topic in self._waiters:
            for waiter in tuple(self._waiters[topic]):
                self._release(waiter)

    def waiting(self) -> list[dict[str, Any]]:
        """Who waits for what, and until when."""
        return [
            {"topic": each.topic, "until": each.until, "what": each.what}
            for waiters in self._waiters.values()
            for each in waiters
        ]

    def send(self, delivery: Delivery) -> None:
        """Hand a webhook over in the background; the world is not settled before that is done."""
        task = asyncio.get_running_loop().create_task(self._send(delivery))
        self._sending.add(task)
        task.add_done_callback(self._sent)

    async def sent(self) -> None:
        """Return when every webhook that is under way was handed over or given up."""
        while self._sending:
            await asyncio.wait(tuple(self._sending))

    def redeliver(self, id: int) -> None:
        """A due event of APIs that send webhooks again: one more try, if this world sent it."""
        delivery = self.webhooks.find(id)
        if delivery is not None:
            self.send(delivery)

    def close(self) -> None:
        """Drop the world: whoever waits in it is sent home."""
        self.closed = True
        if self._timer is not None:
            self._timer.cancel()
        for topic in tuple(self._waiters):
            for waiter in tuple(self._waiters[topic]):
                self._release(waiter)

    def __repr__(self) -> str:
        return f"<World {self.name} {self.clock!r} due={len(self._agenda)} active={self._active}>"

    async def _send(self, delivery: Delivery) -> None:
        await self.webhooks.send(delivery, self.now)
        if (pause := delivery.pause) is not None and not self.closed:
            self.plan(self.now + round(pause * SECOND), delivery.api, "redeliver", delivery.id)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._check_quiet()

    def _move_to(self, moment: int) -> None:
        """Move the clock. The timer of a real one was set for how long it had to run, not for this;
        `tick` sets another."""
        self.clock.move_to(moment)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _happen(self, now: int) -> None:
        """Let everything happen that is due by `now`, each at its moment."""
        agenda = self._agenda
        while (due := agenda.next) is not None and due <= now:
            at, _, api, name, key = agenda.take()
            self.now = max(self.now, at)
            self._setting.due[api, name](self, key)

    def _release(self, waiter: _Waiter) -> None:
        """Let a waiter go on; once."""
        waiters = self._waiters.get(waiter.topic, set())
        if waiter in waiters:
            waiters.discard(waiter)
            if not waiters:
                del self._waiters[waiter.topic]
            self._parked -= 1
            if not waiter.future.done():
                waiter.future.set_result(None)

    def _check_quiet(self) -> None:
        """When all wait: a settled world is told so, and an auto clock jumps."""
        if self._active > self._parked or self._sending:
            return
        self._quiet.set()
        if self.clock.kind == "auto" and self._parked:
            asyncio.get_running_loop().call_soon(self._jump)

    def _jump(self) -> None:
        if self._active == self._parked and self._parked and not self._sending:
            moment = self._next_moment()
            if moment is not None:
                self.clock.move_to(moment)
                self.tick()
                self._check_quiet()

    def _next_moment(self) -> int | None:
        while self._wakes and self._wakes[0][2].future.done():
            heapq.heappop(self._wakes)
        due = self._agenda.next
        if self._wakes and (due is None or self._wakes[0][0] < due):
            return self._wakes[0][0]
        return due

    def _arm(self) -> None:
        """See to it that a real clock's next moment is not slept through.

        A timer that is set too early costs less than setting it anew.
        """
        if self.clock.kind != "real" or self.closed:
            return
        moment = self._next_moment()
        if moment is None:
            return
        if self._timer is not None:
            if self._timer_at <= moment:
                return
            self._timer.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # filled before the server runs; its first request arms the timer
            return
        self._timer_at = moment
        self._timer = loop.call_later(self.clock.seconds_until(moment), self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self.tick()
