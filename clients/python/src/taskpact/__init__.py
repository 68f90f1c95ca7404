"""One typed client for five agent-task APIs."""
