"""Contract tests for five agent-task APIs, against any server."""
