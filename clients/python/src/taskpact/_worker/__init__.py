"""The worker kit: `decisions` says what is next, `threads` and `tasks` do it."""
