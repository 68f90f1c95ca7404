"""Faults on purpose: which of them do the contract suites notice?

A mutant is the mock, or the SDK, with one fault. `python -m contract_tests.mutants` runs the suite
against each and counts which layer kills it; `make mutate` writes the result to docs/mutation.md.
"""
