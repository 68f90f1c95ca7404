# Generated from openapi/bundled/agent_runs.json by `make generate`: do not edit.

"""Agent runs: models, operations, the two facades and the table of states."""
