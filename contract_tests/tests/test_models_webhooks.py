"""The models look at webhooks, though nobody listens: at what is sent, when, and how often."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget
from taskpact_contract import models
from taskpact_contract.models.deliveries import UNHEARD, Delivery, Promise, fault
from taskpact_mock.apis.agent_tasks import tasks as agent_tasks
from taskpact_mock.world.webhooks import Delivery as Sent
from taskpact_mock.world.world import World

pytestmark = pytest.mark.model

TELLING = ("agents_v2", "agent_tasks", "task_records")
"""The APIs whose contracts have webhooks."""

Send = Callable[[World, Sent], None]
RIGHT: Send = World.send


def _lost(_world: World, _delivery: Sent) -> None:
    """Nothing is sent, though it is noted."""


def _doubled(world: World, delivery: Sent) -> None:
    RIGHT(world, delivery)
    if not delivery.attempts:
        url, body, pauses = delivery.url, delivery.body, delivery.pauses
        RIGHT(world, world.webhooks.new(delivery.api, url, body, pauses=pauses))


def _wrong(world: World, delivery: Sent) -> None:
    """It tells of another end: right by the schema."""
    for right, wrong in (
        (b'"event":"task_completed"', b'"event":"task_failed"'),
        (b'"event":"task_complete"', b'"event":"task_failed"'),
        (b'"status":"complete"', b'"status":"running"'),
    ):
        delivery.body = delivery.body.replace(right, wrong)
    RIGHT(world, delivery)


@pytest.mark.parametrize("send", [_lost, _doubled, _wrong])
@pytest.mark.parametrize("api", TELLING)
def test_one_sequence_is_enough_to_notice_a_wrong_webhook(
    api: str, send: Send, make_target: MakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "send", send)
    assert _broken(make_target, api) == ["webhook"]


@pytest.mark.parametrize("pauses", [(), (0.0, 0.0), (5.0, 3600.0)])
def test_one_sequence_is_enough_to_notice_wrong_repeats(
    pauses: tuple[float, ...], make_target: MakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent_tasks, "PAUSES", pauses)
    assert _broken(make_target, "agent_tasks") == ["webhook"]


@pytest.mark.parametrize("pauses", [(60.0, 60.0), (25.0, 5.0)])
def test_other_pauses_are_as_good(
    pauses: tuple[float, ...], make_target: MakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent_tasks, "PAUSES", pauses)
    assert _broken(make_target, "agent_tasks") == []


def _broken(make_target: MakeTarget, api: str) -> list[str]:
    """The rules that one sequence sees broken."""
    report = models.run(make_target(api), seed=1, max_examples=1, shrink=False)
    return [each.check for each in report.findings]


AT = datetime(2026, 1, 1, 1, tzinfo=UTC)
BODY = '{"event":"task_failed","task_id":"t-1","status":"failed","result":null,"error":null}'
TOLD = Delivery(UNHEARD, BODY, (AT,))
PROMISE = Promise(url=UNHEARD, since=AT, until=AT, body={"task_id": "t-1", "status": "failed"})
FAULTS: list[tuple[list[Delivery], str]] = [
    ([], "0 times instead of 1"),
    ([TOLD, TOLD], "2 times instead of 1"),
    ([evolve(TOLD, url="http://127.0.0.1:1/")], "instead of http://127.0.0.1:1023"),
    ([evolve(TOLD, text=f"{BODY},")], "no JSON"),
    ([evolve(TOLD, text=BODY.replace('"result":null,', ""))], '"result" is a required property'),
    ([evolve(TOLD, text=BODY.replace('"failed"', '"completed"'))], "expected 'failed'"),
    ([evolve(TOLD, attempts=())], "sent 0 times instead of 1"),
    ([evolve(TOLD, attempts=(AT, AT))], "sent 2 times instead of 1"),
    ([evolve(TOLD, attempts=(AT - timedelta(microseconds=1),))], "not between"),
    ([evolve(TOLD, attempts=(AT + timedelta(microseconds=1),))], "not between"),
]


@pytest.mark.parametrize(("deliveries", "said"), FAULTS)
def test_a_fault_says_what_is_wrong(deliveries: list[Delivery], said: str) -> None:
    found = fault("agents_v2", deliveries, "t-1", [PROMISE])
    assert found is not None
    assert said in found


def test_what_is_told_of_other_work_is_left_alone() -> None:
    other = evolve(TOLD, text=BODY.replace("t-1", "t-2"))
    assert fault("agents_v2", [other, TOLD], "t-1", [PROMISE]) is None
    assert fault("agents_v2", [other], "t-1", []) is None


def test_moments_are_read_to_the_microsecond() -> None:
    entry: dict[str, Any] = {"url": "", "body": "", "attempts": [{"at": 1_767_229_200_000_001}]}
    assert Delivery.listed(entry).attempts == (AT + timedelta(microseconds=1),)
