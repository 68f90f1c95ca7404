"""Reviews: who is told of them, and what follows from their verdicts."""

from typing import Any

import orjson
import pytest

from mock_server.tests.agent_runtime.calls import (
    HELD,
    PEER,
    WORKER,
    add,
    add_task,
    caller,
    claim,
    claimed,
    context,
    control,
    do,
    me,
    refusal,
)
from mock_server.tests.wire import WorldClient

ENDED = "run-00000000000000a4"
"""A run that was completed; its task can have two more."""
REVIEW = "review-1"
REJECTED = {
    "outcome": "rejected",
    "reason": "The totals are missing.",
    "missing_work": ["Add the totals."],
    "next_round_guidance": "Sum each column.",
}
THIRD = caller("sess-third", "peer-agent")
"""A session on no channel, whose agent can claim the run that a rejection queues, and no other."""


@pytest.fixture
def reviewer(client: WorldClient) -> WorldClient:
    """The caller's world, in which sess-peer is to review the run that ended."""
    review(client, run_id=ENDED, reviewer="sess-peer")
    return client


def review(world: WorldClient, **record: Any) -> str:
    """Ask for a review, or go on with it; its id."""
    return add(world, reviews=[{"id": REVIEW, **record}])["reviews"][0]


def rejected(world: WorldClient, **verdict: Any) -> str:
    """Reject the run that ended; the run that is queued for it."""
    record = {"id": REVIEW, "run_id": ENDED, "verdict": {**REJECTED, **verdict}}
    return add(world, reviews=[record])["runs"][0]


def bundle_of(world: WorldClient, headers: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = context(world, headers)["task"]["bundle"]
    return found


def test_a_reviewer_finds_the_run_in_its_context_without_a_lease(reviewer: WorldClient) -> None:
    work = context(reviewer, PEER)["task"]
    assert work["available"]
    assert "lease" not in work
    assert work["task"]["identifier"] == "DEMO-4"
    assert work["bundle"]["current_run"]["id"] == ENDED
    assert work["bundle"]["current_run"]["status"] == "completed"
    assert me(reviewer, PEER)["active_task_leases"] == []


def test_a_review_that_is_asked_for_stands_in_the_history(reviewer: WorldClient) -> None:
    bundle = bundle_of(reviewer, PEER)
    assert bundle["review_history"] == [
        {
            "attempt": 1,
            "review_id": REVIEW,
            "review_round": 1,
            "reviewer_label": "peer-agent",
            "run_id": ENDED,
            "status": "in_review",
        }
    ]
    asked, bound = bundle["recent_events"][-2:]
    assert (asked["event_type"], asked["actor"]["kind"]) == ("task.run_review_requested", "daemon")
    assert (bound["event_type"], bound["run"]["id"]) == ("task.run_review_bound", ENDED)
    assert bound["payload"] == {"review_id": REVIEW, "review_round": 1}


@pytest.mark.parametrize("named", [None, "coord-review"])
def test_a_review_is_talked_about_on_the_runs_channel_unless_it_has_its_own(
    client: WorldClient, named: str | None
) -> None:
    record = {} if named is None else {"channel": named}
    review(client, run_id=ENDED, reviewer="sess-peer", **record)
    name = named or f"coord-{ENDED}"
    found = context(client, PEER)["coordination_channel"]
    assert found["available"]
    assert found["channel"]["id"] == found["channel"]["channel"] == name
    assert found["channel"]["run_id"] == ENDED
    assert name in [each["id"] for each in me(client, PEER)["channels"]]


def test_a_run_that_is_held_comes_before_a_review(client: WorldClient) -> None:
    review(client, run_id=ENDED, reviewer="sess-worker")
    work = context(client, WORKER)["task"]
    assert work["lease"]["run_id"] == HELD
    do(client, "complete", HELD, WORKER)
    assert context(client, WORKER)["task"]["bundle"]["current_run"]["id"] == ENDED


@pytest.mark.parametrize(
    "outcome", ["approved", "rejected", "blocked", "error", "timeout", "invalid_output"]
)
def test_a_verdict_ends_the_review_and_is_told(reviewer: WorldClient, outcome: str) -> None:
    reviewer.advance(2.5)
    review(reviewer, verdict={"outcome": outcome, "reason": "Because."})
    assert context(reviewer, PEER)["task"] == {"available": False}
    review(reviewer, id="review-2", run_id=ENDED, reviewer="sess-peer")
    bundle = bundle_of(reviewer, PEER)
    latest, first = bundle["review_history"]
    assert (latest["review_id"], latest["attempt"]) == ("review-2", 2)
    assert first == {
        "attempt": 1,
        "outcome": outcome,
        "reason": "Because.",
        "review_id": REVIEW,
        "review_round": 1,
        "reviewed_at": "2026-01-01T01:00:02.5Z",
        "reviewer_label": "peer-agent",
        "run_id": ENDED,
        "status": "recorded",
    }
    told = {each["event_type"]: each["actor"] for each in bundle["recent_events"]}
    assert told["task.run_review_recorded"] == {"kind": "agent_session", "ref": "sess-peer"}
    assert f"task.run_review_{outcome}" in told
    assert ("task.run_review_retry_enqueued" in told) == (outcome == "rejected")


def test_only_a_rejection_queues_another_run(client: WorldClient) -> None:
    approved = {"run_id": ENDED, "verdict": {"outcome": "approved"}}
    made = add(client, reviews=[approved])
    assert made["runs"] == []
    assert made["reviews"][0].startswith("review-")
    assert rejected(client).startswith("run-")


def test_a_rejected_task_is_ready_and_its_next_run_knows_why(client: WorldClient) -> None:
    run_id = rejected(client)
    add(client, sessions=[{"id": "sess-third", "agent_name": "peer-agent"}])
    found = claim(client, THIRD).json()["claim"]
    assert found["task"]["status"] == "ready"
    assert (found["run"]["id"], found["run"]["attempt"]) == (run_id, 2)
    assert found["run"]["origin"] == {"kind": "cli", "ref": "task.run.review"}
    assert found["run"]["metadata"] == {
        "source": "task_run_review",
        "review_id": REVIEW,
        "outcome": "rejected",
        "parent_run_id": ENDED,
    }
    bundle = bundle_of(client, THIRD)
    assert bundle["review_continuation"] == {
        "missing_work": ["Add the totals."],
        "next_round_guidance": "Sum each column.",
        "outcome": "rejected",
        "reason": "The totals are missing.",
        "review_id": REVIEW,
        "review_round": 2,
        "reviewed_run_id": ENDED,
    }
    assert bundle["handoff_summary"] == "Sum each column."
    assert [each["id"] for each in bundle["prior_attempts"]] == [ENDED]


def test_each_rejection_begins_a_round(client: WorldClient) -> None:
    run_id = rejected(client)
    add(client, sessions=[{"id": "sess-third", "agent_name": "peer-agent"}])
    assert claimed(client, THIRD) == run_id
    do(client, "complete", run_id, THIRD)
    review(client, id="review-2", run_id=run_id, reviewer="sess-third")
    history = bundle_of(client, THIRD)["review_history"]
    assert [(each["review_id"], each["review_round"]) for each in history] == [
        ("review-2", 2),
        (REVIEW, 1),
    ]


def test_a_reviewer_of_an_earlier_run_sees_none_of_the_later_ones(client: WorldClient) -> None:
    rejected(client)
    review(client, id="review-2", run_id=ENDED, reviewer="sess-peer")
    bundle = bundle_of(client, PEER)
    assert bundle["prior_attempts"] == []
    assert "review_continuation" not in bundle


def test_a_reviewer_of_a_failed_run_is_told_its_error(client: WorldClient) -> None:
    review(client, run_id="run-00000000000000a5", reviewer="sess-peer")
    assert bundle_of(client, PEER)["handoff_summary"] == "The file has no header line."


@pytest.mark.parametrize("status", ["routed", "circuit_opened", "canceled"])
def test_a_reviewer_is_told_of_a_review_until_it_is_given_up(
    reviewer: WorldClient, status: str
) -> None:
    review(reviewer, status=status)
    assert context(reviewer, PEER)["task"]["available"] == (status == "routed")


def test_a_review_can_be_given_to_another_session(reviewer: WorldClient) -> None:
    add(reviewer, sessions=[{"id": "sess-third", "agent_name": "peer-agent"}])
    review(reviewer, reviewer="sess-third")
    assert context(reviewer, PEER)["task"] == {"available": False}
    assert context(reviewer, THIRD)["task"]["available"]


def test_a_review_without_guidance_leaves_nothing_to_hand_over(client: WorldClient) -> None:
    add(client, sessions=[{"id": "sess-third", "agent_name": "peer-agent"}])
    add(client, reviews=[{"run_id": ENDED, "verdict": {"outcome": "rejected"}}])
    claimed(client, THIRD)
    bundle = bundle_of(client, THIRD)
    assert "handoff_summary" not in bundle
    continuation = bundle["review_continuation"]
    assert (continuation["reason"], continuation["next_round_guidance"]) == ("", "")
    assert continuation["missing_work"] == []


def test_what_a_reviewer_says_is_cut_and_tokens_are_masked(client: WorldClient) -> None:
    add(client, workspaces=[{"id": "ws-demo", "limits": {"context_body_max_bytes": 10**6}}])
    add(client, sessions=[{"id": "sess-third", "agent_name": "peer-agent"}])
    rejected(
        client,
        reason="r" * 5000,
        next_round_guidance="agh_claim_abc " + "g" * 9000,
        missing_work=["m" * 600] * 25,
    )
    claimed(client, THIRD)
    found = bundle_of(client, THIRD)["review_continuation"]
    assert len(found["reason"]) == 2048
    assert len(found["next_round_guidance"]) == 4096
    assert found["next_round_guidance"].startswith("[REDACTED] g")
    assert [len(each) for each in found["missing_work"]] == [512] * 20


def test_a_bundle_lists_five_reviews_and_the_latest_first(client: WorldClient) -> None:
    for number in range(7):
        client.advance(1)
        review(client, id=f"review-{number}", run_id=ENDED, verdict={"outcome": "error"})
    review(client, id="review-7", run_id=ENDED, reviewer="sess-peer")
    history = bundle_of(client, PEER)["review_history"]
    assert [each["review_id"] for each in history] == [f"review-{n}" for n in (7, 6, 5, 4, 3)]


@pytest.mark.parametrize(
    ("size", "attempts", "reviews", "handoff", "guidance"),
    [
        (5200, 1, 5, 1000, 1000),
        (4600, 0, 5, 1000, 1000),
        (3900, 0, 2, 1000, 1000),
        (3300, 0, 0, 500, 1000),
        (2100, 0, 0, 0, 500),
        (1500, 0, 0, 0, 31),
    ],
)
def test_a_bundle_loses_attempts_then_reviews_then_the_handoff_then_the_guidance(
    client: WorldClient, size: int, attempts: int, reviews: int, handoff: int, guidance: int
) -> None:
    add(
        client,
        workspaces=[{"id": "ws-demo", "limits": {"context_body_max_bytes": size}}],
        sessions=[{"id": "sess-third", "agent_name": "peer-agent"}],
    )
    for number in range(5):
        review(client, id=f"review-e{number}", run_id=ENDED, verdict={"outcome": "error"})
    rejected(client, next_round_guidance="g" * 1000)
    claimed(client, THIRD)
    bundle = bundle_of(client, THIRD)
    assert len(orjson.dumps(bundle)) <= size
    assert bundle["recent_events"] == []
    assert len(bundle["prior_attempts"]) == attempts
    assert len(bundle["review_history"]) == reviews
    assert len(bundle.get("handoff_summary", "")) == handoff
    assert len(bundle["review_continuation"]["next_round_guidance"]) == guidance


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"run_id": "nothing"}, "'nothing' is not known"),
        ({}, "None is not known"),
        ({"run_id": HELD}, "is running and has not ended"),
        ({"run_id": ENDED, "reviewer": "nobody"}, "'nobody' is not known"),
        (
            {"run_id": ENDED, "status": "canceled", "verdict": {"outcome": "error"}},
            "take one of them",
        ),
        ({"run_id": "run-00000000000000a5", "verdict": REJECTED}, "no attempt left"),
    ],
)
def test_a_review_that_cannot_be_is_refused(
    client: WorldClient, record: dict[str, Any], why: str
) -> None:
    assert why in refusal(client, reviews=[record])


def test_a_run_has_one_open_review_and_a_session_one_to_do(reviewer: WorldClient) -> None:
    assert "is open" in refusal(reviewer, reviews=[{"run_id": ENDED}])
    other = {"run_id": "run-00000000000000a5", "reviewer": "sess-peer"}
    assert "sess-peer has review-1 to do first" in refusal(reviewer, reviews=[other])


@pytest.mark.parametrize(
    "more", [{"reviewer": "sess-peer"}, {"verdict": REJECTED}, {"status": "routed"}]
)
def test_a_review_that_is_over_goes_nowhere(client: WorldClient, more: dict[str, Any]) -> None:
    review(client, run_id=ENDED, verdict={"outcome": "approved"})
    assert "review-1 is recorded" in refusal(client, reviews=[{"id": REVIEW, **more}])


def test_a_rejection_waits_until_the_task_has_no_open_run(client: WorldClient) -> None:
    rejected(client)
    record = {"run_id": ENDED, "verdict": REJECTED}
    assert "has an open run" in refusal(client, reviews=[record])


def test_a_copied_world_has_reviews_of_its_own(reviewer: WorldClient) -> None:
    reviewer.post("/_mock/worlds", json={"name": "copy", "from": reviewer.name}).raise_for_status()
    copy = {**PEER, "X-Mock-World": "copy"}
    review(reviewer, verdict={"outcome": "approved"})
    assert context(reviewer, copy)["task"]["available"]
    assert not context(reviewer, PEER)["task"]["available"]
    reviewer.delete("/_mock/worlds/copy").raise_for_status()


def test_a_run_of_a_cancelled_task_can_be_reviewed(client: WorldClient) -> None:
    run_id = add_task(client)
    control(client, run_id, "cancel")
    review(client, run_id=run_id, reviewer="sess-peer")
    assert bundle_of(client, PEER)["current_run"]["status"] == "canceled"
