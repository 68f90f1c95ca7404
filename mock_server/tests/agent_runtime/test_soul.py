"""Personas: what is read out of a SOUL.md, which faults are found, and how that is answered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.tests.agent_runtime.calls import add, caller, context, get, post, spawned
from mock_server.tests.wire import WorldClient
from taskpact_mock.apis.agent_runtime.soul import LIST_KEYS, Settings, Soul, read

PLAIN = "sha256:e96d3353344f457392008dfb6348de4237548d459ed846c72fe35f3fcfbe4147"
CONFIG = "sha256:81d02c4dc3d10d56d00ceb7a6a0099967bc57d352936b8e3fe8639e2d1fcbd71"
HEAD = "---\nversion: 2\nrole: Editor\ntone: [calm, ' ', brief]\ntags: one\n---\n\nBe kind.\n"


def _read(text: str, **settings: Any) -> Soul:
    return read(text, Settings(**settings))


def _faults(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(fault.code, fault.line, fault.column) for fault in _read(text).faults]


def test_without_a_frontmatter_all_is_body() -> None:
    soul = _read("Lead with clarity.\n\n")
    assert (soul.body, soul.frontmatter, soul.digest) == ("Lead with clarity.", {}, PLAIN)
    assert (soul.status, soul.active) == ("valid", True)


def test_a_frontmatter_gives_texts_and_lists() -> None:
    soul = _read(HEAD)
    assert soul.frontmatter == {
        "version": "2",
        "role": "Editor",
        "tone": ["calm", "brief"],
        "tags": ["one"],
    }
    assert soul.body == "Be kind."


def test_the_digest_of_the_settings_is_known() -> None:
    assert Settings().digest == CONFIG


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_change_a_persona(end: str) -> None:
    assert _read(HEAD.replace("\n", end)) == _read(HEAD)


@given(body=st.text(), keys=st.permutations(["role: x", "tone: y", "tags: [z]"]))
def test_the_order_of_keys_does_not_change_the_digest(body: str, keys: list[str]) -> None:
    one, other = (_read("\n".join(["---", *order, "---", body])) for order in (keys, sorted(keys)))
    assert one.digest == other.digest
    assert one.status == other.status


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    soul = _read(text)
    assert soul.present
    assert soul.valid == (soul.digest is not None)
    assert _read(f"---\n{text}\n---\n").present


@pytest.mark.parametrize("key", ["version", "role", *LIST_KEYS])
def test_a_key_without_value_is_absent(key: str) -> None:
    assert _read(f"---\n{key}:\n---\n").frontmatter == {}


def test_a_missing_file_is_no_fault() -> None:
    soul = read(None, Settings())
    assert (soul.status, soul.valid, soul.active) == ("missing", True, False)


def test_a_persona_that_is_switched_off_is_inactive_unless_it_has_faults() -> None:
    assert _read("Hello", enabled=False).status == "inactive"
    assert _read("# Tools", enabled=False).status == "invalid"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("---\nrole: x", [("malformed_frontmatter", 1, 1)]),
        ("---\nrole: [x\n---\n", [("malformed_frontmatter", 2, 9)]),
        ("---\n- role\n---\n", [("malformed_frontmatter", 2, 1)]),
        ("---\n# Nothing yet\n---\n", []),
        ("---\nrole: x\nrole: y\n---\n", [("malformed_frontmatter", 3, 1)]),
        ("---\n" + "[" * 3000 + "\n---\n", [("malformed_frontmatter", 1, 1)]),
        ("---\n" + "- " * 3000 + "\n---\n", [("malformed_frontmatter", 1, 1)]),
        ("---\ntags: [" + "'[', " * 40 + "]\n---\n", []),
        ("---\n\x00\n---\n", [("malformed_frontmatter", 1, 1)]),
        ("---\ntone: calm\ntools: [shell]\n---\n", [("forbidden_field", 3, 1)]),
        ("---\n  mood: calm\n---\n", [("unsupported_field", 2, 3)]),
        ("---\nrole: [x]\n---\n", [("invalid_field_type", 2, 1)]),
        ("---\nrole: 5\n---\n", [("invalid_field_type", 2, 1)]),
        ("---\nversion: true\n---\n", [("invalid_field_type", 2, 1)]),
        ("---\ntone: [calm, 5]\n---\n", [("invalid_field_type", 2, 1)]),
        ("---\ntags: {a: b}\n---\n", [("invalid_field_type", 2, 1)]),
        (
            "---\nrole: 5\nmood: x\nlease: y\n---\n# Tools\n",
            [
                ("forbidden_field", 4, 1),
                ("unsupported_field", 3, 1),
                ("invalid_field_type", 2, 1),
            ],
        ),
        ("Hello\n  ## MCP servers ##\n", [("reserved_section", 2, 3)]),
        (
            "---\nrole: x\n---\n# Session\n```\n# run\n```\n",
            [("reserved_section", 4, 1), ("reserved_section", 6, 1)],
        ),
        ("#Tools\n####### Tools\nTools\n# My tools\n", []),
        ("x" * 32769, [("oversized_body", None, None)]),
        ("é" * 16384, []),
        ("é" * 16385, [("oversized_body", None, None)]),
        ("---\nrole: " + "x" * 32768 + "\n---\n", [("oversized_frontmatter", None, None)]),
    ],
)
def test_faults_are_found_with_their_place(
    text: str, faults: list[tuple[str, int | None, int | None]]
) -> None:
    assert _faults(text) == faults


@pytest.mark.parametrize(
    ("name", "surface"),
    [
        ("tools", "capabilities.toml"),
        ("capability", "capabilities.toml"),
        ("provider", "AGENT.md"),
        ("permissions", "AGENT.md"),
        ("tasks", "task runtime"),
        ("claim_token", "task runtime"),
        ("wake", "config"),
        ("memory", None),
    ],
)
def test_a_fault_says_where_a_setting_belongs(name: str, surface: str | None) -> None:
    (key,) = _read(f"---\n{name}: x\n---\n").faults
    (heading,) = _read(f"# {name.replace('_', ' ').upper()}").faults
    assert (key.surface, heading.surface) == (surface, surface)
    assert (key.field, heading.section) == (name, name)


def test_the_stored_persona_is_read(client: WorldClient) -> None:
    response = get(client, "/soul")
    assert response.status_code == 200
    assert response.json() == {
        "active": True,
        "agent_name": "demo-agent",
        "body": "Lead with clarity.",
        "config_provenance": {
            "context_projection_bytes": 2048,
            "digest": CONFIG,
            "enabled": True,
            "max_body_bytes": 32768,
            "source": "workspace",
        },
        "digest": PLAIN,
        "enabled": True,
        "frontmatter": {},
        "limits": {"context_projection_bytes": 2048, "max_body_bytes": 32768},
        "present": True,
        "source_path": ".agh/agents/demo-agent/SOUL.md",
        "valid": True,
        "validation_status": "valid",
    }


def test_a_persona_that_is_missing_or_switched_off_is_200(client: WorldClient) -> None:
    add(client, agents=[{"name": "demo-agent"}])
    assert get(client, "/soul").json()["validation_status"] == "missing"
    add(
        client,
        agents=[{"name": "demo-agent", "soul": "Hello"}],
        workspaces=[{"id": "ws-demo", "soul": {"enabled": False}}],
    )
    found = get(client, "/soul").json()
    assert (found["validation_status"], found["active"]) == ("inactive", False)


def test_a_stored_persona_with_faults_is_an_error(client: WorldClient) -> None:
    add(client, agents=[{"name": "demo-agent", "soul": "---\ntools: x\n---\n"}])
    response = get(client, "/soul")
    assert response.status_code == 422
    assert response.json() == {"error": "invalid SOUL.md: forbidden_field tools"}


@pytest.mark.parametrize("code", ["invalid_source_path", "path_escape", "parser_io"])
def test_a_file_that_cannot_be_read_counts_as_missing_and_is_an_error(
    client: WorldClient, code: str
) -> None:
    add(client, agents=[{"name": "demo-agent", "soul": "Be kind.", "soul_fault": code}])
    response = get(client, "/soul")
    assert (response.status_code, response.json()) == (422, {"error": f"invalid SOUL.md: {code}"})
    checked = post(client, "/soul/validate")
    assert checked.status_code == 422
    found = checked.json()
    assert (found["validation_status"], found["present"]) == ("missing", False)
    assert (found["valid"], found["active"]) == (False, False)
    assert [each["code"] for each in found["diagnostics"]] == [code]
    assert post(client, "/soul/validate", {"body": "Be kind."}).status_code == 200


def test_checking_answers_the_persona_with_its_faults(client: WorldClient) -> None:
    body = "---\ntone: calm\ntools: [shell]\n---\nLead with clarity.\n"
    response = post(client, "/soul/validate", {"body": body})
    assert response.status_code == 422
    found = response.json()
    assert (found["valid"], found["active"], found["validation_status"]) == (
        False,
        False,
        "invalid",
    )
    assert found["frontmatter"] == {}
    assert "digest" not in found
    assert "body" not in found
    (diagnostic,) = found["diagnostics"]
    assert diagnostic == {
        "code": "forbidden_field",
        "column": 1,
        "field": "tools",
        "line": 3,
        "message": "tools belongs to capabilities.toml; take it out",
        "owner_surface": "capabilities.toml",
        "severity": "error",
        "source_path": ".agh/agents/demo-agent/SOUL.md",
    }


@pytest.mark.parametrize("body", [None, {}, {"body": " \n"}, {"agent_name": " "}])
def test_without_a_text_the_stored_file_is_checked(client: WorldClient, body: Any) -> None:
    response = post(client, "/soul/validate", body)
    assert response.status_code == 200
    assert response.json() == get(client, "/soul").json()


def test_another_agents_and_workspaces_persona_can_be_checked(client: WorldClient) -> None:
    wanted = {"agent_name": "second-agent", "workspace_id": "/srv/second", "body": "Hello"}
    response = post(client, "/soul/validate", wanted)
    assert response.status_code == 200
    assert response.json()["agent_name"] == "second-agent"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"agent_name": "nobody"}, 404),
        ({"workspace_id": "nothing"}, 404),
        ({"workspace_id": "ws-second"}, 404),
        ({"body": 5}, 400),
        ([], 400),
    ],
)
def test_what_cannot_be_checked_is_refused(client: WorldClient, body: Any, status: int) -> None:
    assert post(client, "/soul/validate", body).status_code == status


@pytest.mark.parametrize("content", [b"", b"{"])
def test_a_body_that_is_no_json_is_400(client: WorldClient, content: bytes) -> None:
    assert client.post("/api/agent/soul/validate", content=content).status_code == 400


def test_a_caller_without_workspace_is_400_and_one_without_directory_410(
    client: WorldClient,
) -> None:
    add(
        client,
        agents=[{"name": "lone", "workspace_id": None}],
        sessions=[{"id": "sess-lone", "agent_name": "lone", "workspace_id": None}],
    )
    lone = caller("sess-lone", "lone")
    assert get(client, "/soul", headers=lone).status_code == 400
    assert post(client, "/soul/validate", headers=lone).status_code == 400
    add(client, workspaces=[{"id": "ws-demo", "gone": True}])
    assert get(client, "/soul").status_code == 410
    assert post(client, "/soul/validate").status_code == 410


@pytest.mark.parametrize("text", ["vault:x", "env:HOME", "agh_claim_1"])
def test_a_persona_that_holds_a_secret_is_never_answered(client: WorldClient, text: str) -> None:
    response = post(client, "/soul/validate", {"body": text})
    assert response.status_code == 500
    assert response.json() == {"error": "Internal Server Error"}


def test_the_limits_of_the_workspace_apply(client: WorldClient) -> None:
    add(client, workspaces=[{"id": "ws-demo", "soul": {"max_body_bytes": 5}}])
    response = post(client, "/soul/validate", {"body": "123456"})
    assert response.json()["diagnostics"][0]["code"] == "oversized_body"


def test_a_session_keeps_the_persona_that_it_began_with(client: WorldClient) -> None:
    add(client, agents=[{"name": "demo-agent", "soul": "---\nrole: New\n---\n"}])
    assert "role" not in context(client)["soul"]
    child = spawned(client, agent_name="demo-agent")
    assert context(client, child)["soul"]["role"] == "New"


def test_a_long_persona_is_cut_in_the_context_principles_first(client: WorldClient) -> None:
    principles = "\n".join(f"  - {'p' * 100}{number}" for number in range(30))
    soul = f"---\nrole: Editor\ntone: calm\nprinciples:\n{principles}\n---\n"
    add(client, agents=[{"name": "peer-agent", "soul": soul}])
    found = context(client, spawned(client))["soul"]
    assert found["truncated"]
    assert 10 < len(found["principles"]) < 20
    assert (found["tone"], found["role"]) == (["calm"], "Editor")
    checked = post(client, "/soul/validate", {"agent_name": "peer-agent"}).json()
    assert checked["truncated"]
    assert len(checked["frontmatter"]["principles"]) == 30


def test_a_very_small_bound_takes_tone_role_path_and_digest_too(client: WorldClient) -> None:
    add(
        client,
        workspaces=[{"id": "ws-demo", "soul": {"context_projection_bytes": 256}}],
        agents=[{"name": "a" * 300, "soul": f"---\nrole: {'r' * 500}\ntone: calm\n---\n"}],
    )
    found = context(client, spawned(client, agent_name="a" * 300))["soul"]
    assert (found["tone"], found["principles"]) == ([], [])
    assert not {"role", "source_path"} & set(found)
    assert found["max_bytes"] == 256
