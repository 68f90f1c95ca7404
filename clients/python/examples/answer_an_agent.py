"""Answer an agent that waits for input, and read what it makes of the answer."""

from taskpact import AgentTasks

AGENT, TASK = "agt_active000001", "tsk_waiting00001"

with AgentTasks(base_url="http://127.0.0.1:4010", credentials="sk_shinzo_test_demo") as agents:
    handle = agents.track(AGENT, TASK)
    handle.refresh()
    while handle.needs_input:
        print("the agent asks:", handle.progress.message)
        handle.reply("Take the main branch")
        handle.wait(deadline=60)
    print("result:", handle.result())
