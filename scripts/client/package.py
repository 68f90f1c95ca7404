"""What the templates see of one API: its operations, models and enums as plain values."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from attrs import frozen
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import pascal_case, safe_for_docstring

from scripts.client.contract import Contract, ContractError, Facts
from scripts.client.shapes import Component, Shape, Shapes, components_of

RESERVED_MEMBERS = {"to_dict", "from_dict", "additional_properties", "cls"}
"""Names that a model's own machinery uses."""

RESERVED_METHODS = {"close", "aclose", "base_url", "track", "wait", "stream"}
"""Names that the clients use beside the operations."""

ERROR_NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    422: "Unprocessable",
    429: "RateLimited",
}
"""The classes of `taskpact.errors` that stand for one status each."""


@frozen
class Member:
    """A field of a model or an argument of an operation."""

    wire: str
    name: str
    shape: Shape
    required: bool
    description: str

    @property
    def annotation(self) -> str:
        """The type of the field."""
        return self.shape.annotation if self.required else f"{self.shape.annotation} | Unset"

    @property
    def argument(self) -> str:
        """The type of the argument."""
        return self.shape.argument if self.required else f"{self.shape.argument} | Unset"

    @property
    def unless(self) -> str:
        """When the JSON value needs decoding; empty for always."""
        core = self._core
        conditions = [
            f"type({self.name}) is not {core.plain}" if core.plain else "",
            f"{self.name} is not None" if self.shape.not_null else "",
            "" if self.required else f"{self.name} is not UNSET",
        ]
        return " and ".join(filter(None, conditions))

    @property
    def decoded(self) -> str | None:
        """The expression that decodes the JSON value; None if any value will do."""
        if self._core.decoder == "_read.anything" and not self.required:
            return None
        return f"{self.table}({self.name})" if self.table else self._core.decode(self.name)

    @property
    def table(self) -> str | None:
        """The name of the constant that holds a decoder too large to build at each call."""
        return f"_READ_{self.name.upper()}" if "{" in self._core.function else None

    @property
    def decoder(self) -> str:
        """The expression of that constant."""
        return self._core.function

    @property
    def _core(self) -> Shape:
        return self.shape.not_null or self.shape


@frozen
class Operation:
    """One operation, as its module and the two facades show it."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    path_members: list[Member]
    query_members: list[Member]
    header_members: list[Member]
    body_members: list[Member]
    whole_body: Member | None
    facts: Facts
    answers: Mapping[int, Shape | None]

    @property
    def keywords(self) -> list[Member]:
        """The arguments beside those of the path; required ones first."""
        body = [self.whole_body] if self.whole_body else self.body_members
        members = [*body, *self.query_members, *self.header_members]
        return sorted(members, key=lambda member: not member.required)

    @property
    def arguments(self) -> list[Member]:
        """Every argument, in order."""
        return [*self.path_members, *self.keywords]

    @property
    def returns(self) -> str:
        """The one type that a call returns, or that the events of a stream hold."""
        shapes = self.answers.values()
        types = [shape.annotation for shape in shapes if shape is not None]
        return " | ".join(dict.fromkeys([*types, *(["None"] if None in shapes else [])]))

    @property
    def components(self) -> list[Component]:
        """What its module has to import."""
        shapes = [m.shape for m in self.arguments] + [s for s in self.answers.values() if s]
        return _sorted(components_of(shapes))

    @property
    def raises(self) -> list[tuple[str, str]]:
        """The documented errors: their class and what they mean."""
        found: dict[str, str] = {}
        for refusal in self.facts.refusals:
            name = ERROR_NAMES.get(
                refusal.status, "ServerError" if refusal.status >= 500 else "StatusError"
            )
            meaning = f"{refusal.status}: {sentence(refusal.description)}"
            found[name] = f"{found[name]} {meaning}" if name in found else meaning
        return sorted(found.items())


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
        whole, fields = self._body(endpoint)
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
            whole_body=whole,
            facts=facts,
            answers=self._answers(endpoint),
        )
        names = [member.name for member in operation.arguments]
        if len(set(names)) < len(names) or operation.name in RESERVED_METHODS:
            raise ContractError(f"{operation.name}: a name is used twice, or by the client itself")
        return operation

    def _body(self, endpoint: Endpoint) -> tuple[Member | None, list[Member]]:
        """The body as one argument, or its members as many."""
        if not endpoint.bodies:
            return None, []
        if len(endpoint.bodies) > 1 or endpoint.bodies[0].body_type != "json":
            raise ContractError(f"{endpoint.name}: only one JSON body is supported")
        prop = _without_null(endpoint.bodies[0].prop)
        if isinstance(prop, parsed.ModelProperty) and self._shapes.of(prop).components:
            return None, self.members(prop)
        return self._member(prop), []

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
        """Every model and enum that an operation needs; raises ContractError for a cycle."""
        needs: dict[Component, frozenset[Component]] = {}
        waiting = [c for operation in self.operations for c in operation.components]
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
        return _sorted(needs)

    def _needs(self, component: Component) -> frozenset[Component]:
        """What the module of a component has to import."""
        shapes = [member.shape for member in self.members(component.prop)]
        return components_of(shapes) - {component}

    def imports(self, component: Component) -> list[Component]:
        """The same, in order."""
        return _sorted(self._needs(component))

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


def _without_null(prop: PropertyProtocol) -> PropertyProtocol:
    """The body behind `anyOf: [body, null]`: sending none says the same."""
    if isinstance(prop, UnionProperty):
        present = [p for p in prop.inner_properties if not isinstance(p, NoneProperty)]
        if len(present) == 1:
            return present[0]
    return prop


def _sorted(components: Iterable[Component]) -> list[Component]:
    return sorted(components, key=lambda component: component.module)


def text(description: str) -> str:
    """A description as one line that a docstring can hold."""
    return " ".join(safe_for_docstring(description).split())


def sentence(description: str) -> str:
    """The same, with a full stop."""
    line = text(description)
    return line if not line or line.endswith((".", "!", "?")) else f"{line}."
