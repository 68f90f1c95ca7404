"""Start the mock server as a user would, drive all five APIs through the SDK, stop it.

Everything goes over HTTP, between two processes, on the loopback interface.
"""

import sys
import time

from scripts.demo import agent_runs, agent_runtime, agent_tasks, agents_v2, task_records
from scripts.demo.stage import stage

STORIES = (agents_v2, agent_tasks, task_records, agent_runs, agent_runtime)


def main() -> int:
    """Tell every story; the result is the exit status."""
    began = time.monotonic()
    with stage() as found:
        print(f"mock server: {found.url}")
        for story in STORIES:
            story.tell(found)
    print(f"\nall stories ended well, in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
