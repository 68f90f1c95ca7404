"""Ways of the live service, each off and on."""

from collections.abc import Callable

import pytest

from mock_server.tests.agent_runs.calls import RUNS, begin, create, put, read
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

CONTRACT = load("agent_runs")
STATES = CONTRACT.lifecycles["AgentRun"]["states"]
WORDS = {
    name: quirk["words"]
    for name, quirk in CONTRACT.document["x-quirks"].items()
    if "words" in quirk
}
MakeWorld = Callable[..., WorldClient]


def _world(make_world: MakeWorld, *quirks: str, rate_limits: bool = False) -> WorldClient:
    world = make_world(quirks=[f"agent_runs.{each}" for each in quirks], rate_limits=rate_limits)
    world.log_in("agent_runs")
    return world


def _live(state: str) -> str:
    word: str = STATES[state]["words"][0]
    return word


@pytest.mark.parametrize("quirk", WORDS)
@pytest.mark.parametrize("state", STATES)
def test_each_vocabulary_tells_each_state_in_its_words(
    make_world: MakeWorld, quirk: str, state: str
) -> None:
    usual, quirky = _world(make_world), _world(make_world, quirk)
    for world, word in ((usual, _live(state)), (quirky, WORDS[quirk].get(state, _live(state)))):
        (run,) = put(world, status=_live(state))
        assert read(world, run)["status"] == word


@pytest.mark.parametrize("quirk", WORDS)
def test_the_default_worlds_runs_are_told_in_the_words_of_each_world(
    make_world: MakeWorld, quirk: str
) -> None:
    usual, quirky = _world(make_world), _world(make_world, quirk)
    for _ in range(2):
        assert read(usual, RUNS["COMPLETE"])["status"] == "COMPLETE"
        assert read(quirky, RUNS["COMPLETE"])["status"] == WORDS[quirk]["complete"]


@pytest.mark.parametrize("quirk", WORDS)
def test_a_run_waits_first_where_the_vocabulary_has_a_word_for_it(
    make_world: MakeWorld, quirk: str
) -> None:
    words = WORDS[quirk]
    world = _world(make_world, quirk)
    run = begin(world)
    seen = [read(world, run)["status"]]
    for seconds in (0.1, 0.8, 0.1):
        world.advance(seconds)
        seen.append(read(world, run)["status"])
    active = words.get("active", "ACTIVE")
    assert seen == [words["pending"], active, active, words["complete"]]


def test_a_run_that_waits_can_be_cancelled_and_held(make_world: MakeWorld) -> None:
    world = _world(make_world, "docs_words")
    cancelled = begin(world)
    put(world, id=cancelled, status="CANCELLED")
    world.script("agent_runs", {"hold": "ACTIVE"})
    held = begin(world)
    world.advance(100)
    assert read(world, cancelled)["status"] == "CANCELLED"
    assert read(world, held)["status"] == "in_progress"


def test_a_slow_run_that_waits_takes_its_seconds_from_its_start(make_world: MakeWorld) -> None:
    world = _world(make_world, "docs_words")
    world.script("agent_runs", {"take": 5})
    run = begin(world)
    world.advance(5)
    assert read(world, run)["status"] == "in_progress"
    world.advance(0.1)
    assert read(world, run)["status"] == "completed"


def test_the_first_of_two_vocabularies_counts(make_world: MakeWorld) -> None:
    world = _world(make_world, "test_words", "create_words")
    assert read(world, RUNS["ERROR"])["status"] == WORDS["create_words"]["error"]


@pytest.mark.parametrize(
    ("quirks", "created"),
    [((), "2026-01-01 01:00:00.500000"), (("iso_times",), "2026-01-01T01:00:00Z")],
)
def test_iso_times_writes_times_as_the_guides_show(
    make_world: MakeWorld, quirks: tuple[str, ...], created: str
) -> None:
    world = _world(make_world, *quirks)
    world.advance(0.5)
    assert create(world).json()["created_at"] == created


@pytest.mark.parametrize(
    ("quirks", "body", "wait"),
    [
        ((), {"detail": "Rate limit exceeded", "status_code": 429}, None),
        (
            ("message_on_429",),
            {"message": "Rate limit exceeded. Please try again later.", "status_code": 429},
            None,
        ),
        (("retry_after",), {"detail": "Rate limit exceeded", "status_code": 429}, "58"),
    ],
)
def test_the_refusal_of_a_call_too_many_has_the_form_of_its_quirk(
    make_world: MakeWorld, quirks: tuple[str, ...], body: dict[str, object], wait: str | None
) -> None:
    world = _world(make_world, *quirks, rate_limits=True)
    for _ in range(10):
        begin(world)
    world.advance(2.5)
    response = create(world)
    assert (response.status_code, response.json()) == (429, body)
    assert response.headers.get("retry-after") == wait
