"""The console: a page on which people see and turn what the control plane lets programs."""

from taskpact_mock.control.console.page import PAGE, names, serve

__all__ = ["PAGE", "names", "serve"]
