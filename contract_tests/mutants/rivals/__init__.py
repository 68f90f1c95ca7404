"""The same mutants under other tools: schemathesis alone, Dredd, Specmatic and Portman.

Each runs as its users run it, over HTTP, with credentials and nothing else made for it. What a tool
objects to on the right server is noise: a mutant is killed when it objects to something new.
"""

from contract_tests.mutants.rivals.comparing import SIZE, Comparison, compare

__all__ = ("SIZE", "Comparison", "compare")
