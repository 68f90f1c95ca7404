"""task_records: a record whose log grows, and that is deleted in the end."""

import time

from scripts.demo.stage import Stage, say, title
from taskpact import TaskRecords
from taskpact.errors import NotFound


def tell(stage: Stage) -> None:
    """The story of this API."""
    title("task_records: a record whose log grows, then deleted")
    with TaskRecords(base_url=stage.url, credentials=stage.headers("task_records")) as records:
        say(f"{len(records.list_tasks())} records are there; a run of movie-agent begins")
        made = stage.control("fixtures", {"task_records": {"tasks": [{"take": 2}]}})
        (task_id,) = made["task_records"]["tasks"]
        shown = 0
        while True:
            record = records.get_task(task_id)
            for line in record.logs[shown:]:
                say(f"log: {line}")
            shown = len(record.logs)
            if record.status != "running":
                break
            time.sleep(0.1)
        say(f"{record.status}: {record.output}")
        deleted = records.delete_task(task_id)
        assert deleted.id == task_id
        try:
            records.get_task(task_id)
        except NotFound as error:
            say(f"deleted; reading it again: {error.status} {error.message}")
        else:
            raise AssertionError("a deleted record was read")
