"""List what workflows left behind, and delete what is done."""

from taskpact import TaskRecords

with TaskRecords(base_url="http://127.0.0.1:4010", credentials="demo-key") as records:
    for record in records.list_tasks():
        print(record.id, record.status, record.logs[-1] if record.logs else "")
        if record.status == "complete":
            records.delete_task(record.id)
    print(len(records.list_tasks()), "records are left")
