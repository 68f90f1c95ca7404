"""Read a SOUL.md: frontmatter, body, faults and digests. Source: facts 3.8.

A persona says how an agent speaks and what it holds to. What it may do, when and on what is set
elsewhere, so keys and headings for that are faults that say where they belong.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from attrs import asdict, evolve, field, frozen

from taskpact_mock.contract.decode import JSON

TEXT_KEYS = ("version", "role")
LIST_KEYS = ("tone", "principles", "constraints", "collaboration", "memory_policy", "tags")

_BELONGS = {
    "AGENT.md": "name provider command model tools toolsets deny_tools permissions mcp_servers "
    "hooks prompt",
    "the capabilities": "capabilities capability",
    "the task runtime": "tasks task task_runs run ownership claim_token claim_token_hash",
    "the runtime's state": "scheduler heartbeat lease session session_liveness activity wake",
    "the network": "network channels peers presence",
    "a spawn": "spawn",
    "the config": "env config defaults providers sandboxes settings",
    "the memory runtime": "memory memory_store memory_scope memory_type memories",
}
_OWNERS = {key: owner for owner, keys in _BELONGS.items() for key in keys.split()}
_SURFACES = {
    key: surface
    for surface, keys in {
        "capabilities.toml": "tools tool capabilities capability",
        "AGENT.md": "provider model permission permissions",
        "task runtime": "task tasks lease claim claim_token heartbeat",
        "config": "scheduler wake network",
    }.items()
    for key in keys.split()
}
_HEADING = re.compile(r"([ \t]*)#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"[\[\]{}]")
_DEEPEST = 50
"""Levels of a frontmatter; the library's time grows with their square."""
_MESSAGE_BYTES = 300


@frozen
class Settings:
    """The settings under which personas are read."""

    enabled: bool = True
    max_body_bytes: int = 32768
    context_projection_bytes: int = 2048

    @property
    def digest(self) -> str:
        """The digest of the settings."""
        return _digest(b"agh.soul.config.v1\n" + orjson.dumps(asdict(self)))


@frozen
class Fault:
    """One fault of a persona, with its place in the file."""

    code: str
    message: str
    line: int | None = None
    column: int | None = None
    field: str | None = None
    section: str | None = None

    @property
    def surface(self) -> str | None:
        """Where such a setting belongs instead, if it is known."""
        return _SURFACES.get(self.field or self.section or "")


@frozen
class Soul:
    """What came out of reading a persona."""

    settings: Settings
    present: bool
    frontmatter: Mapping[str, Any] = field(factory=dict)
    body: str = ""
    faults: tuple[Fault, ...] = ()
    digest: str | None = None

    @property
    def valid(self) -> bool:
        """Whether no fault was found, also where there is nothing to read."""
        return not self.faults

    @property
    def active(self) -> bool:
        """Whether it is there, valid and switched on."""
        return self.present and self.valid and self.settings.enabled

    @property
    def status(self) -> str:
        """What came out, in one word."""
        if not self.present:
            return "missing"
        if not self.valid:
            return "invalid"
        return "valid" if self.settings.enabled else "inactive"


def read(text: str | None, settings: Settings) -> Soul:
    """Read the `text` of a SOUL.md; None is a file that is not there."""
    if text is None:
        return Soul(settings, present=False)
    soul = Soul(settings, present=True)
    parts = _split(text.replace("\r\n", "\n").replace("\r", "\n").rstrip())
    if isinstance(parts, Fault):
        return evolve(soul, faults=(parts,))
    head, body, first = parts
    if (fault := _oversized(head, body, settings.max_body_bytes)) is not None:
        return evolve(soul, faults=(fault,))
    frontmatter, faults = _frontmatter(head)
    faults = faults or tuple(_reserved(body, first))
    if faults:
        return evolve(soul, faults=faults)
    body = body.strip()
    return evolve(soul, frontmatter=frontmatter, body=body, digest=_soul_digest(frontmatter, body))


def _split(text: str) -> tuple[str, str, int] | Fault:
    """Frontmatter, body and the number of the body's first line; or the line that is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", text, 1
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    return _malformed("the frontmatter has no closing line ---", 1, 1)


def _oversized(head: str, body: str, most: int) -> Fault | None:
    for part, text in (("frontmatter", head), ("body", body)):
        size = len(text.encode())
        if size > most:
            return Fault(f"oversized_{part}", f"the {part} has {size} bytes, {most} at most")
    return None


def _frontmatter(head: str) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The keys and their values, or every fault of a key, by the key's name."""
    if not head.strip():
        return {}, ()
    if _nesting(head) > _DEEPEST:
        return {}, (_malformed(f"the frontmatter has more than {_DEEPEST} levels", 1, 1),)
    import yaml  # takes longer to import than all else here, and few personas have a frontmatter

    try:
        node = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (1, 1) if mark is None else (mark.line + 2, mark.column + 1)
        return {}, (_malformed(str(error.problem), line, column),)
    except (yaml.YAMLError, RecursionError):
        return {}, (_malformed("the frontmatter is no YAML that can be read", 1, 1),)
    if node is None:
        return {}, ()
    if not isinstance(node, yaml.MappingNode):
        return {}, (_malformed("the frontmatter must be a list of keys with values", 2, 1),)
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    seen: set[str] = set()
    for key, value in node.value:
        name, line, column = str(key.value), key.start_mark.line + 2, key.start_mark.column + 1
        if name in seen:
            return {}, (_malformed(f"the key {name} stands there twice", line, column),)
        seen.add(name)
        found, why = _value(name, value)
        if why is not None:
            code, message = why
            faults.append(Fault(code, _cut(message), line, column, field=name))
        elif found:
            values[name] = found
    return values, tuple(sorted(faults, key=lambda fault: fault.field or ""))


def _nesting(head: str) -> int:
    """How many brackets are open at once, at most."""
    deepest = level = 0
    for bracket in _BRACKETS.findall(head):
        level += 1 if bracket in "[{" else -1
        deepest = max(deepest, level)
    return deepest


def _value(name: str, node: Any) -> tuple[Any, tuple[str, str] | None]:
    """The value of a key, or the code and message of its fault."""
    if name in _OWNERS:
        return None, ("forbidden_field", f"{name} belongs to {_home(name)}; take it out")
    if name not in (*TEXT_KEYS, *LIST_KEYS):
        known = ", ".join((*TEXT_KEYS, *LIST_KEYS))
        return None, ("unsupported_field", f"{name} is no key of a persona; it has {known}")
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None, None
    if name in TEXT_KEYS:
        if kind == "str" or (name == "version" and kind in ("int", "float")):
            return node.value.strip(), None
        return None, ("invalid_field_type", f"{name} must be a text")
    items = node.value if kind == "seq" else [node]
    if any(item.tag.rpartition(":")[2] != "str" for item in items):
        return None, ("invalid_field_type", f"{name} must be a text or a list of texts")
    return [text for item in items if (text := item.value.strip())], None


def _reserved(body: str, first: int) -> Iterator[Fault]:
    """A fault for every heading that has the name of something set elsewhere."""
    for number, line in enumerate(body.split("\n"), start=first):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            continue
        section = _NOT_IN_A_NAME.sub("_", heading[2].lower()).strip("_")
        if section in _OWNERS:
            message = f"a section on {section} belongs to {_home(section)}; take it out"
            yield Fault("reserved_section", message, number, len(heading[1]) + 1, section=section)


def _home(name: str) -> str:
    """Where a setting of that name belongs."""
    return _SURFACES.get(name, _OWNERS[name])


def _malformed(message: str, line: int, column: int) -> Fault:
    return Fault("malformed_frontmatter", _cut(message), line, column)


def _cut(message: str) -> str:
    return message.encode()[:_MESSAGE_BYTES].decode("utf-8", "ignore")


def _soul_digest(frontmatter: Mapping[str, Any], body: str) -> str:
    """The digest of a persona's content, which line ends and order of keys do not change."""
    content: dict[str, JSON] = {
        "Version": frontmatter.get("version", ""),
        "Role": frontmatter.get("role", ""),
        **{
            "".join(word.title() for word in key.split("_")): frontmatter.get(key)
            for key in LIST_KEYS
        },
    }
    head = orjson.dumps(content).decode()
    for mark in "<>&\u2028\u2029":
        head = head.replace(mark, f"\\u{ord(mark):04x}")
    return _digest(f"agh.soul.v1\n{head}\n{body}".encode())


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
