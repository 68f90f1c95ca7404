"""Show a bar for each piece of work; needs `pip install 'taskpact[progress]'`."""

from taskpact import AgentsV2, as_completed
from taskpact.progress import bars

with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
    topics = ["Tidal power in Europe", "Bees in large cities", "Trees along streets"]
    handles = [agents.track(agents.run_research(topic=topic, sync=False)) for topic in topics]
    with bars(*handles):
        for handle in as_completed(handles, deadline=60):
            handle.result()
