# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""Agent runtime: models, operations, the two facades and the table of states."""
