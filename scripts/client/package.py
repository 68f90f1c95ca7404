"""The reading of one contract: its operations, and the models and enums that they need."""

from collections.abc import Collection
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from attrs import frozen
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.strings import pascal_case

from scripts.client.contract import Contract, ContractError
from scripts.client.operation import Member, Operation, in_order, text
from scripts.client.shape import Component, Shape, components_of
from scripts.client.shapes import Shapes

RESERVED_MEMBERS = {"to_dict", "from_dict", "additional_properties", "cls"}
"""Names that a model's own machinery uses."""

RESERVED_METHODS = {
    "aclose",
    "base_url",
    "close",
    "iter_tasks",
    "resume",
    "stream",
    "track",
    "wait",
    "with_options",
}
"""Names that the clients use beside the operations."""

IDEMPOTENCY_KEY = "idempotency_key"
"""The member of a body that names a write, so that it may be sent again."""


@frozen
class Package:
    """The reading of one contract that the files of its package are written from."""

    contract: Contract

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes({str(model.class_info.name): model for model in self.contract.data.models})

    @cached_property
    def operations(self) -> list[Operation]:
        """Every operation, in the order of the document."""
        return [self._operation(endpoint) for endpoint in self.contract.endpoints()]

    def _operation(self, endpoint: Endpoint) -> Operation:
        facts = self.contract.facts[str(endpoint.name)]
        fields = self._body(endpoint)
        taken = {m.name for m in fields} | {str(p.python_name) for p in endpoint.path_parameters}
        operation = Operation(
            name=str(endpoint.name),
            method=endpoint.method.upper(),
            path=endpoint.path.get_untrusted_value(),
            summary=text(endpoint.summary.get_untrusted_value()),
            description=text(endpoint.description.get_untrusted_value()),
            path_members=[self._member(p) for p in endpoint.path_parameters],
            query_members=[self._member(p) for p in endpoint.query_parameters],
            header_members=[self._member(p, taken, "_header") for p in endpoint.header_parameters],
            body_members=fields,
            facts=facts,
            answers=self._answers(endpoint),
            keyed=facts.body_required
            and IDEMPOTENCY_KEY in {m.wire for m in fields} - facts.ignored,
        )
        names = [member.name for member in operation.arguments]
        if len(set(names)) < len(names) or operation.name in RESERVED_METHODS:
            raise ContractError(f"{operation.name}: a name is used twice, or by the client itself")
        return operation

    def _body(self, endpoint: Endpoint) -> list[Member]:
        """The members of the body's object, as arguments."""
        if not endpoint.bodies:
            return []
        body, *others = endpoint.bodies
        shape = self._shapes.of(body.prop)
        models = [c for c in (shape.not_null or shape).components if shape.kind == "object"]
        if others or body.body_type != "json" or len(models) != 1:
            raise ContractError(f"{endpoint.name}: the body must be one JSON object with members")
        return self.members(models[0].prop)

    def members(self, model: parsed.ModelProperty | parsed.EnumProperty) -> list[Member]:
        """The fields of a model, the required ones first; an enum has none."""
        if isinstance(model, parsed.EnumProperty):
            return []
        described = self._descriptions(str(model.class_info.name))
        props = [*(model.required_properties or ()), *(model.optional_properties or ())]
        members = [
            self._member(prop, description=described.get(prop.name.get_untrusted_value()))
            for prop in props
        ]
        for member in members:
            if member.name in RESERVED_MEMBERS:
                raise ContractError(
                    f"{model.class_info.name}: no member may be named {member.name}"
                )
        return members

    def _descriptions(self, class_name: str) -> dict[str, str]:
        """What the contract says of each property, also beside a reference."""
        for name, schema in self.contract.bundle["components"]["schemas"].items():
            if pascal_case(name) == class_name:
                return {
                    key: value["description"]
                    for key, value in schema.get("properties", {}).items()
                    if "description" in value
                }
        return {}

    @cached_property
    def components(self) -> list[Component]:
        """Every model and enum that an operation or a webhook needs.

        Raises ContractError for a cycle.
        """
        needs: dict[Component, frozenset[Component]] = {}
        waiting = [c for operation in self.operations for c in operation.components]
        waiting.extend(components_of(self._shapes.named(name) for name in self.contract.payloads()))
        while waiting:
            component = waiting.pop()
            if component not in needs:
                needs[component] = self._needs(component)
                waiting.extend(needs[component])
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            names = " > ".join(component.name for component in error.args[1])
            raise ContractError(f"schemas that need each other: {names}") from None
        return in_order(needs)

    def _needs(self, component: Component) -> frozenset[Component]:
        """What the module of a component has to import."""
        shapes = [member.shape for member in self.members(component.prop)]
        return components_of(shapes) - {component}

    def imports(self, component: Component) -> list[Component]:
        """The same, in order."""
        return in_order(self._needs(component))

    def _member(
        self,
        prop: PropertyProtocol,
        taken: Collection[str] = (),
        suffix: str = "",
        description: str | None = None,
    ) -> Member:
        name = str(prop.python_name)
        if description is None:
            description = prop.description.get_untrusted_value() if prop.description else ""
        return Member(
            wire=prop.name.get_untrusted_value(),
            name=f"{name}{suffix}" if name in taken else name,
            shape=self._shapes.of(prop),
            required=prop.required,
            description=text(description),
        )

    def _answers(self, endpoint: Endpoint) -> dict[int, Shape | None]:
        """What each successful status holds; None is no body."""
        answers: dict[int, Shape | None] = {}
        for response in endpoint.responses:
            code = response.status_code.range
            if code is None or code[0] != code[1]:
                raise ContractError(f"{endpoint.name}: answers must name one status each")
            empty = response.source["attribute"] == "None"
            answers[code[0]] = None if empty else self._shapes.of(response.prop)
        return answers
