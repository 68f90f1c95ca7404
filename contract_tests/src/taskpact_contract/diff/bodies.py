"""Bodies, statuses and headers of two versions, in either direction."""

from collections.abc import Iterator

from taskpact_contract.diff.changes import Change, Direction, Relation, related
from taskpact_contract.diff.members import Members
from taskpact_contract.diff.schemas import Comparison
from taskpact_contract.nodes import ABSENT, Node


def body_changes(old: Node, new: Node, direction: Direction) -> Iterator[Change]:
    """What changed between two request bodies; either may be absent."""
    before, after = _body(old), _body(new)
    members = Members(
        noun="body",
        old=before,
        new=after,
        old_required=required(before),
        new_required=required(after),
    )

    def content(one: Node, other: Node) -> Iterator[Change]:
        return content_changes(one.at("content"), other.at("content"), direction)

    yield from members.changes(direction, content)


def response_changes(old: Node, new: Node, direction: Direction) -> Iterator[Change]:
    """What changed between two sets of answers.

    A status that only one version lists is compared with that version's range or `default`.
    """
    for status in dict.fromkeys((*_statuses(old), *_statuses(new))):
        before, after = _answer(old, status), _answer(new, status)
        success = status.startswith("2")
        if not before:
            yield related(
                direction, Relation.WIDENED, rule="status_added", old=before, new=after,
                what=f"status {status} is new", severity="breaking" if success else "warning",
            )  # fmt: skip
        elif not after:
            yield related(
                direction, Relation.NARROWED, rule="status_removed", old=before, new=after,
                what=f"status {status} is gone",
            )  # fmt: skip
        else:
            yield from _between(before.followed(), after.followed(), direction, success)


def content_changes(
    old: Node, new: Node, direction: Direction, *, success: bool = True
) -> Iterator[Change]:
    """What changed between the media types of two bodies, and between the bodies in each."""
    before, after = _by_type(old), _by_type(new)
    for media, node in after.items():
        if media not in before:
            tolerated = direction is Direction.RESPONSE and not success
            yield related(
                direction, Relation.WIDENED, rule="media_added", old=node.holding(ABSENT),
                new=node, what=f"media type {media} is new",
                severity="warning" if tolerated else "breaking",
            )  # fmt: skip
    for media, node in before.items():
        if media not in after:
            yield related(
                direction, Relation.NARROWED, rule="media_removed", old=node,
                new=node.holding(ABSENT), what=f"media type {media} is gone",
            )  # fmt: skip
        else:
            comparison = Comparison(direction)
            yield from comparison.changes(node.at("schema"), after[media].at("schema"))


def _between(old: Node, new: Node, direction: Direction, success: bool) -> Iterator[Change]:
    before, after = _headers(old.at("headers")), _headers(new.at("headers"))
    headers = Members(
        noun="header",
        old=before,
        new=after,
        old_required=required(before),
        new_required=required(after),
    )

    def schemas(one: Node, other: Node) -> Iterator[Change]:
        return Comparison(direction).changes(one.at("schema"), other.at("schema"))

    yield from headers.changes(direction, schemas)
    yield from content_changes(old.at("content"), new.at("content"), direction, success=success)


def _body(node: Node) -> dict[str, Node]:
    return {"of the request": node.followed()} if node else {}


def _statuses(responses: Node) -> list[str]:
    return [status for status, _ in responses.items()]


def _answer(responses: Node, status: str) -> Node:
    """What a version says of a status: by itself, by its range, or by `default`."""
    for key in (status, f"{status[0]}XX", "default"):
        if key in responses:
            return responses.at(key)
    return responses.at(status)


def _by_type(content: Node) -> dict[str, Node]:
    return {media.lower(): node for media, node in content.items()}


def _headers(headers: Node) -> dict[str, Node]:
    return {name.lower(): headers.at(name).followed() for name in headers.value} if headers else {}


def required(named: dict[str, Node]) -> dict[str, Node]:
    """Those that say that they must be there, each with the place that says so."""
    return {
        name: node.at("required")
        for name, node in named.items()
        if node.at("required").value is True
    }
