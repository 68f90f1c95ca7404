# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class ResearchDepth(OpenEnum):
    """How thorough a report is."""

    QUICK = "quick"
    MODERATE = "moderate"
    COMPREHENSIVE = "comprehensive"
