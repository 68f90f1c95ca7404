"""The project's main job on real input: one story or more for each API, told through the SDK."""
