"""Submit work in one process and fetch its result in another: a small text is all it takes."""

from taskpact import AgentsV2


def submit() -> str:
    """The first process: keep the token in a file, a queue or a database."""
    with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
        return agents.track(agents.run_research(topic="Heat pumps at sea", sync=False)).token


def fetch(token: str) -> None:
    """The second process."""
    with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
        handle = agents.resume(token)
        print("fetched:", handle.wait(deadline=60).status)


fetch(submit())
