"""The one clock of a world."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.world.clock import SECOND, START, Clock, Kind, iso, iso_z, moment_of

MOMENTS = st.integers(0, 7000 * 365 * 86_400 * SECOND)


@pytest.fixture
def system_time(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Nanoseconds that the system's clocks show; the test moves them."""
    shown = [5_000_000_000]
    monkeypatch.setattr("time.monotonic_ns", lambda: shown[0])
    monkeypatch.setattr("time.time_ns", lambda: shown[0])
    return shown


def test_manual_and_auto_clocks_begin_at_a_fixed_moment_and_stand_still() -> None:
    for kind in ("manual", "auto"):
        clock = Clock(kind)
        assert (clock.now(), clock.now()) == (START, START)
    assert iso_z(START) == "2026-01-01T01:00:00Z"


@pytest.mark.parametrize("speed", [0.5, 1.0, 60.0])
def test_a_real_clock_runs_with_the_systems_times_its_speed(
    system_time: list[int], speed: float
) -> None:
    clock = Clock("real", speed)
    assert clock.now() == 5 * SECOND
    system_time[0] += 2_000_000_000
    assert clock.now() == 5 * SECOND + int(2 * speed * SECOND)
    assert clock.seconds_until(clock.now() + SECOND) == pytest.approx(1 / speed)
    assert clock.seconds_until(clock.now() - SECOND) == 0


def test_a_real_clock_that_is_moved_runs_on_from_there(system_time: list[int]) -> None:
    clock = Clock("real")
    clock.move_to(100 * SECOND)
    assert clock.now() == 100 * SECOND
    system_time[0] += 1_000_000_000
    assert clock.now() == 101 * SECOND


@pytest.mark.parametrize("kind", ["real", "manual", "auto"])
def test_no_clock_goes_back(kind: Kind, system_time: list[int]) -> None:
    clock = Clock(kind)
    before = clock.now()
    clock.move_to(before - SECOND)
    assert clock.now() == before


@pytest.mark.parametrize("kind", ["real", "manual", "auto"])
def test_a_copy_shows_the_same_moment_and_goes_its_own_way(
    kind: Kind, system_time: list[int]
) -> None:
    clock = Clock(kind, 3.0)
    clock.move_to(clock.now() + SECOND)
    twin = clock.copy()
    assert (twin.kind, twin.speed, twin.now()) == (clock.kind, clock.speed, clock.now())
    twin.move_to(twin.now() + SECOND)
    assert twin.now() == clock.now() + SECOND


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (0, "1970-01-01T00:00:00+00:00"),
        (1, "1970-01-01T00:00:00.000001+00:00"),
        (1_767_225_600 * SECOND + 500_000, "2026-01-01T00:00:00.500000+00:00"),
    ],
)
def test_moments_are_written_in_utc_with_microseconds_where_they_count(
    moment: int, text: str
) -> None:
    assert iso(moment) == text
    assert iso_z(moment) == text.replace("+00:00", "Z")


@given(MOMENTS)
def test_a_written_moment_reads_back_exactly(moment: int) -> None:
    assert moment_of(iso(moment)) == moment_of(iso_z(moment)) == moment


def test_offsets_are_counted_and_required() -> None:
    assert moment_of("1970-01-01T02:00:00+02:00") == 0
    with pytest.raises(ValueError, match="has no offset"):
        moment_of("1970-01-01T00:00:00")
    with pytest.raises(ValueError, match="soon"):
        moment_of("soon")


def test_its_repr_shows_kind_and_moment() -> None:
    assert repr(Clock("manual")) == "<Clock manual 2026-01-01T01:00:00+00:00>"
