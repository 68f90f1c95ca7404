"""Values of one of several shapes: what tells them apart when they are read.

What could be read in two ways is refused.
"""

from functools import reduce
from itertools import permutations

from attrs import evolve
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.union import UnionProperty

from scripts.client.contract import ContractError
from scripts.client.shape import JSON_OBJECT, Shape, components_of, either, name_of


def union(prop: UnionProperty, members: list[Shape]) -> Shape:
    """The shape of a value that has one of several; raises ContractError where it may be two."""
    for member in members:
        if member.kind == "any":
            return member
    absent = [member for member in members if member.kind == "null"]
    present = [member for member in members if member.kind != "null"]
    if models := [m for m in present if m.kind == "object"]:
        joined = models[0] if len(models) == 1 else _objects(prop, models)
        present = [*(m for m in present if m.kind != "object"), joined]
    kinds = [member.kind for member in present]
    if len(set(kinds)) < len(kinds):
        raise ContractError(
            f"{name_of(prop)}: nothing tells these apart when they are read:"
            f" {', '.join(member.annotation for member in present)}"
        )
    core = present[0] if len(present) == 1 else _by_kind(present)
    if not absent:
        return core
    return evolve(
        core,
        annotation=f"{core.annotation} | None",
        argument=f"{core.argument} | None",
        decoder="_read.nullable",
        leading=(core.function,),
        plain=None,
        not_null=core,
    )


def _by_kind(members: list[Shape]) -> Shape:
    """Members of different JSON types."""
    table = ", ".join(f'"{member.kind}": {member.function}' for member in members)
    return Shape(
        either(member.annotation for member in members),
        either(member.argument for member in members),
        "_read.by_kind",
        "several",
        leading=(f"{{{table}}}",),
        components=components_of(members),
    )


def _objects(prop: UnionProperty, members: list[Shape]) -> Shape:
    """Objects that a constant or their required members tell apart; another one stays a dict."""
    decoder, leading = _by_tag(members) or _by_members(prop, members)
    return Shape(
        either([*(member.annotation for member in members), JSON_OBJECT]),
        either(member.argument for member in members),
        decoder,
        "object",
        leading=leading,
        components=components_of(members),
    )


def _by_tag(members: list[Shape]) -> tuple[str, tuple[str, ...]] | None:
    """How a required property with other words in each member tells them apart, if one does."""
    tags = [_tags(member) for member in members]
    shared = reduce(lambda left, right: left & right, (set(tag) for tag in tags))
    for key in sorted(shared):
        words = [tag[key] for tag in tags]
        if len(set().union(*words)) == sum(map(len, words)):
            table = ", ".join(
                f"{word}: {member.function}"
                for member, own in zip(members, words, strict=True)
                for word in sorted(own)
            )
            return "_read.tagged", (f'"{key}"', f"{{{table}}}")
    return None


def _by_members(prop: UnionProperty, members: list[Shape]) -> tuple[str, tuple[str, ...]]:
    """How the required members tell objects apart; refused if those of one are among another's."""
    required = [_required_names(member) for member in members]
    for mine, other in permutations(range(len(members)), 2):
        if required[mine] <= required[other]:
            raise ContractError(
                f"{name_of(prop)}: {members[other].annotation} could also be read"
                f" as {members[mine].annotation}: give each a member with another `const`"
            )
    table = ", ".join(
        f"({{{', '.join(sorted(names))}}}, {member.function})"
        for member, names in zip(members, required, strict=True)
    )
    return "_read.by_members", (f"({table})",)


def _model_of(member: Shape) -> parsed.ModelProperty | None:
    """The one model that a shape is; None for a map, or a union of several."""
    for component in member.components if len(member.components) == 1 else ():
        if isinstance(component.prop, parsed.ModelProperty) and not member.leading:
            return component.prop
    return None


def _required_names(member: Shape) -> set[str]:
    model = _model_of(member)
    return {
        f'"{p.name.get_untrusted_value()}"' for p in (model and model.required_properties) or ()
    }


def _tags(member: Shape) -> dict[str, set[str]]:
    """The words, as Python literals, that each closed required property of a model may hold."""
    model = _model_of(member)
    tags: dict[str, set[str]] = {}
    for inner in (model and model.required_properties) or ():
        if isinstance(inner, ConstProperty):
            tags[name_of(inner)] = {inner.value.python_code.as_unembedded_code()}
        elif isinstance(inner, parsed.EnumProperty):
            words = {f'"{word}"' for word in inner.values.values()}
            tags[name_of(inner)] = words
    return tags
