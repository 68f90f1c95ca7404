"""The worlds of a server, by name."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import Factory, evolve, frozen

from taskpact_mock.world.clock import Clock, Kind
from taskpact_mock.world.coverage import Coverage
from taskpact_mock.world.world import Options, Setting, World

DEFAULT = "default"


@frozen
class Defaults:
    """What a world is made with unless its maker says otherwise."""

    seed: int = 0
    clock: Kind = "real"
    speed: float = 1.0
    options: Options = Options()
    fixtures: Mapping[str, Any] = Factory(dict)
    """Records that every world has besides, by API."""


class Worlds:
    """Every world of a server. One that is named and not there yet is made with the defaults."""

    def __init__(
        self,
        setting: Setting,
        defaults: Defaults | None = None,
        furnish: Callable[[World], object] = lambda _world: None,
    ) -> None:
        self.defaults = defaults or Defaults()
        self._setting = setting
        self._furnish = furnish
        self._worlds: dict[str, World] = {}
        self._gone = Coverage()

    def get(self, name: str) -> World:
        """The world of that name."""
        found = self._worlds.get(name)
        return found if found is not None else self.make(name)

    def find(self, name: str) -> World | None:
        """The world of that name, if it is there."""
        return self._worlds.get(name)

    def make(
        self,
        name: str,
        *,
        seed: int | None = None,
        clock: Kind | None = None,
        speed: float | None = None,
        options: Options | None = None,
        like: str | None = None,
    ) -> World:
        """A new world of that name, in the place of one that has it; `like` copies another."""
        if like is not None:
            world = self.get(like).copy(name)
        else:
            world = World(
                self._setting,
                name,
                seed=self.defaults.seed if seed is None else seed,
                clock=Clock(clock or self.defaults.clock, speed or self.defaults.speed),
                options=options or self.defaults.options,
            )
            self._furnish(world)
        self.drop(name)
        self._worlds[name] = world
        return world

    def reset(self, name: str) -> World:
        """The world of that name as it was when it was made."""
        old = self.get(name)
        return self.make(
            name,
            seed=old.ids.seed,
            clock=old.clock.kind,
            speed=old.clock.speed,
            options=evolve(old.options),
        )

    def drop(self, name: str) -> bool:
        """Drop a world and send home whoever waits in it; whether there was one."""
        world = self._worlds.pop(name, None)
        if world is not None:
            world.close()
            self._gone.include(world.coverage)
        return world is not None

    def coverage(self) -> Coverage:
        """What all worlds have seen, also those that are gone."""
        total = Coverage()
        for each in (self._gone, *(world.coverage for world in self)):
            total.include(each)
        return total

    def close(self) -> None:
        """Drop all."""
        for name in list(self._worlds):
            self.drop(name)

    def __iter__(self) -> Iterator[World]:
        return iter(self._worlds.values())
