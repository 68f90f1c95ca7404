"""The control plane under /_mock: what tests and tools may ask of the server itself.

It is a sixth contract, kept by the same pipeline as the five.
"""

from taskpact_mock.control.plane import control_plane

__all__ = ["control_plane"]
