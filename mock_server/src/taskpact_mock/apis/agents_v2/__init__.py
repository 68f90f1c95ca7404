"""The agents_v2 API."""
