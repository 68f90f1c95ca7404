"""One contract, ready to judge exchanges by."""

from collections.abc import Mapping
from typing import Any

from taskpact_contract.nodes import Node
from taskpact_contract.proxy.credentials import credential_headers
from taskpact_contract.proxy.ledger import Ledger
from taskpact_contract.proxy.messages import Request, Violation
from taskpact_contract.proxy.steps import Steps
from taskpact_contract.routes import Routes
from taskpact_contract.schemas import Schemas


class Rules:
    """What all exchanges of one run share.

    `target` is the server's address, for the commands that send requests again.
    """

    def __init__(self, document: Mapping[str, Any], target: str, ledger: Ledger) -> None:
        self.routes = Routes(document)
        self.schemas = Schemas(document)
        self.steps = Steps(document, self.schemas)
        self.ledger = ledger
        self._target = target.rstrip("/")
        self._secrets = credential_headers(Node.root(document))
        self._shown = frozenset(
            node.value["name"].lower()
            for route in self.routes
            for node in route.parameters
            if node.value["in"] == "header"
        )

    def note(self, violation: Violation, operation: str, request: Request) -> None:
        """Write a violation down, with the command that sends the request again."""
        curl = request.as_curl(self._target, self._shown, self._secrets)
        self.ledger.add(violation, operation, curl)
