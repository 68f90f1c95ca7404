"""Chores that `make` calls; none is part of a wheel."""
