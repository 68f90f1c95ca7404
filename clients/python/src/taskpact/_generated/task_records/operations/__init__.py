# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""One module an operation: how its request is built and which answers are successes."""
