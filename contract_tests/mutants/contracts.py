"""What operators ask of a contract: its operations, and what each may answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from contract_tests.mutants.exchange import EVENTS
from contract_tests.mutants.places import Place, Schema, places, resolve
from taskpact_mock.contract.load import APIS, example, load
from taskpact_mock.contract.model import Contract, Operation

DEPTH = 2
"""How many members deep the bodies of answers are spoilt."""

__all__ = ("APIS", "Response", "load", "operations", "responses")


@frozen(kw_only=True)
class Response:
    """One status that an operation documents. `schema` is None without a JSON body; that of a
    stream is the schema of the data of an event."""

    contract: Contract
    operation: Operation
    status: int
    media: str | None
    schema: Schema | None
    headers: Mapping[str, Schema]

    @property
    def streams(self) -> bool:
        """Whether its body is a stream of events."""
        return self.media == EVENTS

    @property
    def name(self) -> str:
        """The beginning of the names of mutants of it."""
        return f"{self.contract.api}.{self.operation.id}:{self.status}"

    @property
    def example(self) -> Any:
        """The contract's own example of its body."""
        return example(self.contract, self.operation, self.status)

    def places(self) -> list[Place]:
        """The members of its body."""
        return [] if self.schema is None else places(self.contract.document, self.schema, DEPTH)


def operations(api: str) -> Iterator[tuple[Contract, Operation]]:
    """The operations of an API, in the order of its contract."""
    contract = load(api)
    for operation in contract.operations.values():
        yield contract, operation


def responses(api: str) -> Iterator[Response]:
    """Every answer that an API documents."""
    for contract, operation in operations(api):
        node = contract.document["paths"][operation.template][operation.method.lower()]
        for status, content in operation.responses.items():
            found = resolve(contract.document, node["responses"][str(status)])
            media, schema = next(iter(content.items()), (None, None))
            yield Response(
                contract=contract,
                operation=operation,
                status=status,
                media=media,
                schema=_data(contract, schema) if media == EVENTS else schema,
                headers={
                    name.lower(): resolve(contract.document, header)["schema"]
                    for name, header in found.get("headers", {}).items()
                },
            )


def _data(contract: Contract, schema: Schema | None) -> Schema:
    """The schema of the data of an event."""
    assert schema is not None
    event = resolve(contract.document, schema)
    data: Schema = event["properties"]["data"]["contentSchema"]
    return data
