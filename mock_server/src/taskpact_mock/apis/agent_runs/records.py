"""Runs as frozen values, and how they are written on the wire. Source: facts 3 and 5."""

from collections.abc import Mapping

from attrs import frozen

from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.load import load
from taskpact_mock.world.clock import SECOND, iso, iso_z
from taskpact_mock.world.lifecycle import Machine
from taskpact_mock.world.table import Versioned
from taskpact_mock.world.world import World

API = "agent_runs"
MACHINE = Machine(load(API).lifecycles["AgentRun"])
WEB = "https://codegen.sh/agent/trace"
"""Where people look at runs; their number follows."""

_VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    name: quirk["words"]
    for name, quirk in load(API).document["x-quirks"].items()
    if "words" in quirk
}
"""The word for each state, by the quirk that brings it; states that are missing keep theirs."""


@frozen(eq=False, kw_only=True)
class Run(Versioned):
    """A run. `word` is told in the place of its state's usual word; `created` in microseconds."""

    id: int
    tenant: str
    organization: int
    prompt: str
    state: str
    created: int
    result: str | None = None
    word: str | None = None


@frozen
class Form:
    """How runs are written: in which vocabulary (None: the live one), and with which times."""

    vocabulary: str | None
    iso: bool


def form_of(world: World) -> Form:
    """How this world writes runs. The first of several vocabularies counts."""
    chosen = (name for name in _VOCABULARIES if world.has_quirk(f"{API}.{name}"))
    return Form(next(chosen, None), world.has_quirk(f"{API}.iso_times"))


def queues(form: Form) -> bool:
    """Whether the vocabulary has a word for runs that wait."""
    return form.vocabulary is not None and "pending" in _VOCABULARIES[form.vocabulary]


def render(run: Run, form: Form) -> JSON:
    """The run as the contract's AgentRunResponse: every member, null where it is not known."""
    words = _VOCABULARIES[form.vocabulary] if form.vocabulary else {}
    return {
        "id": run.id,
        "organization_id": run.organization,
        "status": run.word or words.get(run.state, MACHINE.word(run.state)),
        "created_at": _moment(run.created, form),
        "web_url": f"{WEB}/{run.id}",
        "result": run.result,
    }


def _moment(moment: int, form: Form) -> str:
    if form.iso:
        return iso_z(moment - moment % SECOND)
    day, _, clock = iso(moment - moment % SECOND).partition("T")
    return f"{day} {clock.partition('+')[0]}.{moment % SECOND:06}"
