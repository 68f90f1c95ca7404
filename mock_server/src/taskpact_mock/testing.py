"""A world as tests use it: one handle for its address, its knobs and its end."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx


class ControlError(Exception):
    """The control plane refused a request; the text is its reason."""


class MockWorld:
    """A world of a running mock server, made by its name and dropped at the end.

    ```python
    with MockWorld(mock.url, "checkout", clock="manual") as world:
        world.fault("agents_v2", {"reset": {"phase": "after"}}, operation="run_research")
        ...
        world.advance(60)
    ```

    `options` are the members that `POST /_mock/worlds` takes; a world of the same name is replaced.
    Every method raises ControlError when the server refuses what it asks for.
    """

    def __init__(self, server: str, name: str, **options: Any) -> None:
        self.server = server
        self.name = name
        self._client = httpx.Client(base_url=server, trust_env=False, timeout=30)
        try:
            self._ask("POST", "worlds", {"name": name, **options})
        except BaseException:
            self._client.close()
            raise
        self._client.headers.update(self.headers)

    @property
    def url(self) -> str:
        """An address at which this world is the only one; give it to a client as its base URL."""
        return f"{self.server}/_mock/worlds/{quote(self.name, safe='')}"

    @property
    def headers(self) -> dict[str, str]:
        """What names the world in a request to the server's own address."""
        return {"X-Mock-World": self.name}

    def credentials(self, api: str, *, second: bool = False) -> dict[str, str]:
        """The headers that let the API's default principal in, or its second one."""
        found = self._ask("GET", "credentials")[api]
        headers: dict[str, str] = (found["second"] if second else found)["headers"]
        return headers

    def advance(self, seconds: float) -> None:
        """Move the clock on and wait until the world is settled."""
        self._ask("POST", "clock/advance", {"seconds": seconds})

    def script(self, api: str, outcome: Mapping[str, Any], **rule: Any) -> dict[str, Any]:
        """Script what the next matching request or run does."""
        return self._add("scripts", api=api, outcome=outcome, **rule)

    def fault(self, api: str, fault: Mapping[str, Any], **rule: Any) -> dict[str, Any]:
        """Let something go wrong with the next matching requests."""
        return self._add("faults", api=api, fault=fault, **rule)

    def fixtures(self, **records: Any) -> dict[str, Any]:
        """Put records into the world, by API; what was made."""
        return self._add("fixtures", **records)

    def requests(self) -> list[dict[str, Any]]:
        """What was asked of the world, the oldest first."""
        found: list[dict[str, Any]] = self._ask("GET", "requests")["requests"]
        return found

    def fork(self, name: str) -> "MockWorld":
        """A world that goes on from here. Under the name of an older one it restores that one."""
        return MockWorld(self.server, name, **{"from": self.name})

    def reset(self) -> None:
        """Make the world as new."""
        self._ask("POST", "reset")

    def close(self) -> None:
        """Drop the world; whoever waits in it is sent home."""
        try:
            self._client.delete(self.url)
        finally:
            self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<MockWorld {self.name} at {self.server}>"

    def _add(self, to: str, **body: Any) -> dict[str, Any]:
        added: dict[str, Any] = self._ask("POST", to, body)
        return added

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        response = self._client.request(method, f"/_mock/{path}", json=body)
        if response.is_error:
            raise ControlError(f"{method} /_mock/{path}: {response.json()['error']}")
        return response.json()
