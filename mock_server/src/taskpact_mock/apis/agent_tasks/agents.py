"""Agents: which ones an account has, and whether they take tasks; only control moves them.

Source: facts 4.2.
"""

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from taskpact_mock.api import FixtureError
from taskpact_mock.contract.load import load
from taskpact_mock.world.lifecycle import Machine

MACHINE = Machine(load("agent_tasks").lifecycles["Agent"])
TIMEOUT = 3600.0
"""Seconds that a task may run unless the agent or the task says otherwise."""


@frozen
class Agent:
    """An agent. `timeout` is in seconds."""

    id: str
    state: str
    timeout: float = TIMEOUT


class Agents:
    """The agents of every account. An account that is not known has the default ones."""

    def __init__(
        self, accounts: Mapping[str, Iterable[Agent]], default: Iterable[Agent] = ()
    ) -> None:
        self._default = _by_id(default)
        self._accounts = {account: _by_id(agents) for account, agents in accounts.items()}

    def find(self, account: str, id: str) -> Agent | None:
        """The account's agent of that id."""
        return self._accounts.get(account, self._default).get(id)

    def put(self, account: str, agent: Agent) -> None:
        """Add an agent to an account, or let it take the place of the one with its id."""
        self._accounts[account] = {**self._accounts.get(account, self._default), agent.id: agent}

    def copy(self) -> "Agents":
        """Agents of its own, in the same states."""
        twin = Agents({}, self._default.values())
        twin._accounts = dict(self._accounts)
        return twin


def made(id: str, state: str, timeout: float = TIMEOUT) -> Agent:
    """A new agent that was brought to `state`.

    Raises FixtureError when control cannot bring it there.
    """
    return moved(Agent(id, MACHINE.advance("control", "create", None), timeout), state)


def moved(agent: Agent, state: str) -> Agent:
    """The agent after the one step of control that leads to `state`; as it is if it is there.

    Raises FixtureError when there is no such step.
    """
    if state == agent.state:
        return agent
    for row in MACHINE.transitions:
        if row.by == "control" and row.enters == state and agent.state in row.leaves:
            (name,) = row.names
            return evolve(agent, state=MACHINE.advance("control", name, agent.state))
    raise FixtureError(f"agent {agent.id!r} cannot go from {agent.state} to {state} in one step")


def _by_id(agents: Iterable[Agent]) -> dict[str, Agent]:
    return {agent.id: agent for agent in agents}
