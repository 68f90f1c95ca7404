# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""Agents v2: models, operations, the two facades and the table of states."""
