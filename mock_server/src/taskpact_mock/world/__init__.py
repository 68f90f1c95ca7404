"""A world: state, clock, ids, scripts and journal of one isolated universe of the five services.

Machines and records here do no I/O; whoever drives a world hands it time, randomness and a way to
deliver webhooks.
"""
