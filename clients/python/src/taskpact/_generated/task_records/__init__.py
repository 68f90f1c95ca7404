# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""Task records: models, operations, the two facades and the table of states."""
