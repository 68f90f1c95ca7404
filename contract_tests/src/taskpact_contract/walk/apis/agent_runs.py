"""A run of agent_runs in each of its states, in each vocabulary that is known."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from taskpact_contract.control import Control
from taskpact_contract.documents import cycles, load
from taskpact_contract.walk.situations import Place, Situation, only

API = "agent_runs"
ORGANIZATION, OTHER_ORGANIZATION = 1, 7
MEMBER = "demo"
"""The user who is a member of the first organisation of a new world."""
UNKNOWN = 999_999
PROMPT = {"prompt": "Count the tests of the repository"}
LONG = {"take": 60}

VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    quirk: described["words"]
    for quirk, described in load(API)["x-quirks"].items()
    if "words" in described
}
"""Beside the live one: the word for each state, by the quirk that brings it."""

WORDS = cycles(API)[0].words
"""The state that each word means."""
STANDING = ("PENDING", "ACTIVE", "COMPLETE", "ERROR", "CANCELLED")
"""The live words, in which control says where a run stands still."""


def _standing(word: str) -> Callable[[Control], Place]:
    return lambda control: _place(_made(control, status=word))


def _worked_on(outcome: Mapping[str, Any], seconds: float) -> Callable[[Control], Place]:
    """A run some seconds after the operation created it."""

    def make(control: Control) -> Place:
        control.script("create_agent_run", outcome)
        run = control.call("create_agent_run", org_id=ORGANIZATION, body=PROMPT)
        control.advance(seconds)
        return _place(run["id"])

    return make


def _cancelled(word: str) -> Callable[[Control], Place]:
    """A run that control has stopped, after it stood still there."""

    def make(control: Control) -> Place:
        run = _made(control, status=word)
        control.make({"runs": [{"id": run, "status": "CANCELLED"}]})
        return _place(run)

    return make


def _of_another_organization(control: Control) -> Place:
    """Both organisations are the caller's."""
    other = {"organization_id": OTHER_ORGANIZATION, "members": [MEMBER]}
    control.make({"organizations": [other]})
    return _place(_made(control, organization_id=OTHER_ORGANIZATION))


def _made(control: Control, **more: Any) -> int:
    return int(only(control.make({"runs": [{**PROMPT, **more}]})["runs"]))


def _place(run_id: int) -> Place:
    return Place(parameters={"org_id": ORGANIZATION, "agent_run_id": run_id})


def _situation(
    name: str, state: str | None, make: Callable[[Control], Place], vocabulary: str | None = None
) -> Situation:
    """A situation; where the vocabulary has a word for runs that wait, new ones do."""
    queues = vocabulary is not None and "pending" in VOCABULARIES[vocabulary]
    return Situation(
        name=name if vocabulary is None else f"{name}, told in {vocabulary}",
        states={"AgentRun": state},
        make=make,
        holds=frozenset({"queues"}) if queues else frozenset(),
        quirks=frozenset() if vocabulary is None else frozenset({vocabulary}),
    )


def _told(vocabulary: str) -> Iterator[Situation]:
    """An organisation without a run, and with one in each state, in one of the vocabularies."""
    yield _situation("no run", None, lambda _: _place(UNKNOWN), vocabulary)
    for word in STANDING:
        yield _situation(f"a run stands at {word}", WORDS[word], _standing(word), vocabulary)
    yield _situation("a run works", "active", _worked_on(LONG, 30), vocabulary)


SITUATIONS = (
    _situation("an organisation without the run", None, lambda _: _place(UNKNOWN)),
    _situation("the run is another organisation's", None, _of_another_organization),
    *(_situation(f"a run stands at {word}", WORDS[word], _standing(word)) for word in STANDING),
    _situation("a run works", "active", _worked_on(LONG, 30)),
    _situation("a run has ended by itself", "complete", _worked_on({"take": 1}, 5)),
    _situation("a run has failed", "error", _worked_on({"fail": {}}, 5)),
    *(
        _situation(f"a run has failed by {word}", "error", _worked_on({"fail": {"code": word}}, 5))
        for word, state in sorted(WORDS.items())
        if state == "error"
    ),
    _situation("a run was stopped before it began", "cancelled", _cancelled("PENDING")),
    _situation("a run was stopped at work", "cancelled", _cancelled("ACTIVE")),
    *(situation for vocabulary in VOCABULARIES for situation in _told(vocabulary)),
)
