"""Bound a call, try it more often, and see each attempt."""

from taskpact import AgentsV2, Attempt, Hook


def tell(attempt: Attempt) -> None:
    """Called after each attempt of every call."""
    print(f"{attempt.operation}, attempt {attempt.number}: {attempt.status}")


with AgentsV2(
    base_url="http://127.0.0.1:4010", credentials="demo-token", hooks=[Hook(after=tell)]
) as agents:
    patient = agents.with_options(max_retries=5, deadline=120)  # the same connections
    patient.run_research(topic="Batteries made of salt", sync=True)
    agents.with_options(timeout=2, max_retries=0).get_health()
