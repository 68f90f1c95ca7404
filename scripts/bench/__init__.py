"""Measure speed, start and memory, side by side with others in one run. Tests never do."""
