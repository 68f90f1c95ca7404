# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""Agent tasks: models, operations, the two facades and the table of states."""
