"""The results of a run, for people and for machines."""

from taskpact_contract.reports.html import html
from taskpact_contract.reports.junit import junit
from taskpact_contract.reports.results import Result, Results
from taskpact_contract.reports.text import text

__all__ = ("Result", "Results", "html", "junit", "text")
