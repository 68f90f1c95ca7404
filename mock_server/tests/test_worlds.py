"""The worlds of a server, by name."""

from attrs import define

from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.world import Options, Setting, World
from taskpact_mock.world.worlds import Defaults, Worlds


@define
class Counter:
    value: int = 0

    def copy(self) -> "Counter":
        return Counter(self.value)


SETTING = Setting(states={"api": lambda _world: Counter()}, due={})
OPTIONS = Options(auth="any", max_wait=9)


def make(**defaults: object) -> Worlds:
    return Worlds(SETTING, Defaults(clock="manual", **defaults))  # type: ignore[arg-type]


def test_a_world_that_is_asked_for_is_made_with_the_defaults() -> None:
    worlds = make(seed=7, options=OPTIONS)
    assert worlds.find("a") is None
    world = worlds.get("a")
    assert (world.name, world.ids.seed, world.options) == ("a", 7, OPTIONS)
    assert worlds.get("a") is world is worlds.find("a")
    assert list(worlds) == [world]


def test_worlds_are_isolated() -> None:
    worlds = make()
    worlds.get("a").state("api").value = 5
    worlds.get("a").play(worlds.get("a").now + SECOND)
    assert worlds.get("b").state("api").value == 0
    assert worlds.get("b").now == worlds.get("a").now - SECOND


def test_making_takes_the_place_of_a_world_of_that_name_and_sends_its_callers_home() -> None:
    worlds = make()
    old = worlds.get("a")
    new = worlds.make("a", seed=3, clock="auto", speed=2.0, options=OPTIONS)
    assert old.closed
    assert worlds.get("a") is new
    assert (new.ids.seed, new.clock.kind, new.options) == (3, "auto", OPTIONS)


def test_a_copy_is_like_its_source_and_leaves_it_there() -> None:
    worlds = make(seed=7)
    source = worlds.get("a")
    source.state("api").value = 5
    twin = worlds.make("b", like="a")
    assert (twin.name, twin.ids.seed, twin.state("api").value) == ("b", 7, 5)
    twin.state("api").value = 6
    assert (source.state("api").value, source.closed) == (5, False)


def test_a_world_may_be_copied_onto_itself() -> None:
    worlds = make()
    old = worlds.get("a")
    old.state("api").value = 5
    new = worlds.make("a", like="a")
    assert new is not old
    assert (old.closed, new.closed, new.state("api").value) == (True, False, 5)


def test_reset_makes_a_world_as_it_was_made() -> None:
    worlds = make()
    old = worlds.make("a", seed=3, clock="auto", speed=2.0, options=OPTIONS)
    begun = old.now
    old.state("api").value = 5
    old.ids.hex(8)
    old.play(begun + SECOND)
    new = worlds.reset("a")
    assert (new.ids.seed, new.clock.kind, new.clock.speed, new.options) == (3, "auto", 2.0, OPTIONS)
    assert (new.now, new.state("api").value) == (begun, 0)
    assert new.ids.hex(8) == World(SETTING, seed=3).ids.hex(8)


def test_dropping_tells_whether_there_was_one() -> None:
    worlds = make()
    world = worlds.get("a")
    assert worlds.drop("a")
    assert not worlds.drop("a")
    assert world.closed


def test_closing_drops_all() -> None:
    worlds = make()
    both = [worlds.get("a"), worlds.get("b")]
    worlds.close()
    assert list(worlds) == []
    assert all(world.closed for world in both)
