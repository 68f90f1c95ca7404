"""Which credentials a request has, and which it should have."""

from taskpact_contract.nodes import Node
from taskpact_contract.proxy.messages import Request


def missing_credentials(request: Request, security: Node) -> str:
    """What would let the request in, in words; empty if it has what it needs."""
    schemes = _schemes(security)
    wanted = []
    for alternative in security.value if security else ():
        missing = [name for name in alternative if not _sent(request, schemes.at(name))]
        if not missing:
            return ""
        wanted.append(" and ".join(missing))
    return " or ".join(wanted)


def credential_headers(document: Node) -> frozenset[str]:
    """The names, in lower case, of the headers that carry credentials."""
    return frozenset(_place(node)[0] for _, node in _schemes(document).items())


def _schemes(node: Node) -> Node:
    return Node.root(node.document).at("components").at("securitySchemes")


def _place(scheme: Node) -> tuple[str, str]:
    """The header of a scheme, and the word before the credentials in it.

    Raises ValueError for a scheme that no contract of this project has.
    """
    match scheme.value:
        case {"type": "apiKey", "in": "header", "name": str(name)}:
            return name.lower(), ""
        case {"type": "http", "scheme": str(kind)}:
            return "authorization", kind.lower()
    raise ValueError(f"{scheme.pointer}: this kind of security scheme is not known here")


def _sent(request: Request, scheme: Node) -> bool:
    """Whether the request has something where the scheme looks for it."""
    name, kind = _place(scheme)
    value = request.header(name) or ""
    if not kind:
        return bool(value)
    word, _, rest = value.partition(" ")
    return word.lower() == kind and bool(rest.strip())
