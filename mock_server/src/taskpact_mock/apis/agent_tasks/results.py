"""What the agent of the mock makes of a task: a sample, the same for the same task and seed."""

from random import Random

from taskpact_mock.contract.decode import JSON

_FINDINGS: tuple[JSON, ...] = (
    {
        "file": "src/refunds.py",
        "line": 42,
        "severity": "high",
        "message": "The amount may be negative",
    },
    {
        "file": "src/sessions.py",
        "line": 7,
        "severity": "medium",
        "message": "A session outlives its user",
    },
    {
        "file": "src/reports.py",
        "line": 118,
        "severity": "low",
        "message": "The last page is read twice",
    },
)
_SHOWN = 80
"""How many characters of the task its summary repeats."""


def sample(message: str, told: int, chance: Random) -> JSON:
    """A result for the task `message`, whose caller told the agent something `told` times more."""
    shown = message if len(message) <= _SHOWN else message[: _SHOWN - 1] + "…"
    heard = f", with {told} more message{'' if told == 1 else 's'}" if told else ""
    findings = chance.sample(_FINDINGS, chance.randint(1, len(_FINDINGS)))
    return {"summary": f"Done{heard}: {shown}", "findings": findings}
