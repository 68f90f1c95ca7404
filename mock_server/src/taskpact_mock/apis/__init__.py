"""The five APIs, one folder each."""
