"""Agents of other runtimes on a channel: seen, heard and answered, but without a session."""

from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import PEER, add, context, get, receive, refusal, reply
from mock_server.tests.wire import WorldClient

FAR = "far-agent.sess-far"
QUESTION = {"id": "msg-far", "from_session_id": FAR, "text": "Is it done?"}


def _add(client: WorldClient, **more: Any) -> None:
    add(client, peers=[{"peer_id": FAR, "channel": "coord-demo", **more}])


@pytest.fixture
def far(client: WorldClient) -> WorldClient:
    """The caller's world with a remote peer on the channel, which has asked something."""
    _add(client, capabilities=["b", "a", "b"])
    add(client, messages=[QUESTION])
    return client


def _roster(client: WorldClient) -> dict[str, Any]:
    roster: dict[str, Any] = context(client)["peer_roster"]
    return roster


def test_a_remote_peer_is_among_the_peers_and_has_no_session(far: WorldClient) -> None:
    roster = _roster(far)
    assert [each["peer_id"] for each in roster["peers"]] == [FAR, "peer-agent.sess-peer"]
    assert roster["peers"][0] == {
        "capabilities": ["a", "b"],
        "channel_id": "coord-demo",
        "display_name": FAR,
        "peer_id": FAR,
    }
    assert roster["section"]["returned"] == 2


@pytest.mark.parametrize("place", [{"channel": "other"}, {"workspace_id": "ws-second"}], ids=str)
def test_a_remote_peer_elsewhere_is_not(client: WorldClient, place: dict[str, str]) -> None:
    _add(client, **place)
    assert len(_roster(client)["peers"]) == 1


def test_remote_and_local_peers_share_the_limit_of_the_section(client: WorldClient) -> None:
    add(client, peers=[{"peer_id": f"far.{n}", "channel": "coord-demo"} for n in range(9)])
    roster = _roster(client)
    assert len(roster["peers"]) == 8
    assert roster["section"] == {"limit": 8, "returned": 8, "truncated": True}


def test_everyone_on_the_channel_hears_a_remote_peer(far: WorldClient) -> None:
    for who in (None, PEER):
        message = receive(far, who)[-1]
        assert (message["message_id"], message["from_session_id"]) == ("msg-far", FAR)


def test_a_remote_peer_is_answered_under_its_peer_id_and_nobody_here_hears_it(
    far: WorldClient,
) -> None:
    before = receive(far, PEER)
    response = reply(far, "msg-far")
    assert response.status_code == 202
    assert response.json()["message"]["to_session_id"] == FAR
    assert receive(far, PEER) == before


def test_a_remote_peer_that_has_left_the_channel_cannot_be_answered(far: WorldClient) -> None:
    _add(far, channel="other")
    assert reply(far, "msg-far").status_code == 404


def test_a_remote_peer_that_has_changed_can_still_be_answered(far: WorldClient) -> None:
    _add(far, display_name="Far agent")
    assert reply(far, "msg-far").status_code == 202


@pytest.mark.parametrize("peer_id", ["sess-peer", "peer-agent.sess-peer"])
def test_a_session_of_the_runtime_is_no_remote_peer(client: WorldClient, peer_id: str) -> None:
    peers = [{"peer_id": peer_id, "channel": "coord-demo"}]
    assert "choose another peer_id" in refusal(client, peers=peers)


def test_the_channel_of_a_remote_peer_is_there(client: WorldClient) -> None:
    _add(client, channel="far-channel")
    listed = [each["id"] for each in get(client, "/channels").json()["channels"]]
    assert listed == ["coord-demo", "far-channel"]


def test_a_message_of_somebody_unknown_is_refused(client: WorldClient) -> None:
    assert FAR in refusal(client, messages=[QUESTION])
