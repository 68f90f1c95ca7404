"""The security schemes of a contract as the runtime's `Security` names them."""

from typing import Any

from scripts.client.contract import Contract, ContractError

IDENTITY_HEADERS = ("X-AGH-Session-ID", "X-AGH-Agent", "X-AGH-Workspace-ID")
"""Headers that only together say who calls."""


def accepted(contract: Contract) -> list[str]:
    """`bearer`, `identity` or the name of a key's header, in the order of the contract."""
    schemes = contract.bundle.get("components", {}).get("securitySchemes", {})
    return list(dict.fromkeys(_word(name, scheme) for name, scheme in schemes.items()))


def _word(name: str, scheme: dict[str, Any]) -> str:
    match scheme:
        case {"type": "http", "scheme": "bearer"} | {"type": "oauth2"}:
            return "bearer"
        case {"type": "apiKey", "in": "header", "name": header}:
            return "identity" if header in IDENTITY_HEADERS else str(header)
    raise ContractError(f"securitySchemes.{name}: only bearer tokens and keys in headers are known")
