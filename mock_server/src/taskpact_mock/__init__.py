"""A stateful mock server for five agent-task APIs."""
