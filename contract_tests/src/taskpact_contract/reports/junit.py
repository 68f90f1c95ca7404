"""Results as JUnit XML, which CI systems read: a suite a layer, a case an operation.

What stands against a verdict is a suite of its own, with an error for each reason.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from taskpact_contract.documents import operations
from taskpact_contract.reports.results import Result, Results

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


def junit(results: Results) -> str:
    """The XML document."""
    suites = [_suite(each) for each in results.results]
    if results.doubts:
        suites.append(_doubts(results.doubts))
    root = ElementTree.Element("testsuites", {"name": "taskpact-contract"})
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(each.get(name, "0")) for each in suites)))
    root.set("time", f"{results.seconds:.3f}")
    root.extend(suites)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(result: Result) -> ElementTree.Element:
    report = result.report
    name = f"{result.api}.{result.layer}"
    suite = ElementTree.Element("testsuite", {"name": name, "time": f"{result.seconds:.3f}"})
    known = list(operations(result.api))
    others = sorted({each.operation for each in report.findings} - set(known))
    for operation in (*known, *others):
        case = ElementTree.SubElement(suite, "testcase", {"classname": name, "name": operation})
        found = [each for each in report.findings if each.operation == operation]
        for each in found:
            first = _clean(each.message.strip().partition("\n")[0])
            failure = ElementTree.SubElement(
                case, "failure", {"type": each.check, "message": first}
            )
            failure.text = _clean(str(each))
        if not found and not report.checked.get(operation):
            reasons = (each.reason for each in report.skipped if each.operation in (operation, "*"))
            reason = "; ".join(reasons) or "this layer has nothing to check here"
            ElementTree.SubElement(case, "skipped", {"message": _clean(reason)})
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _doubts(doubts: Sequence[str]) -> ElementTree.Element:
    count = str(len(doubts))
    suite = ElementTree.Element("testsuite", {"name": "verdict", "tests": count, "errors": count})
    for each in doubts:
        api, _, reason = each.partition(": ")
        case = ElementTree.SubElement(suite, "testcase", {"classname": "verdict", "name": api})
        ElementTree.SubElement(case, "error", {"type": "verdict", "message": _clean(reason)})
    return suite


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
