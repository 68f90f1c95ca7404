"""Run the server: in the foreground for the command line, in a thread for tests."""

import asyncio
import inspect
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self, TypeVar, overload

import uvicorn

from taskpact_mock.app import App
from taskpact_mock.connection import Connection
from taskpact_mock.world.worlds import Defaults

START_TIMEOUT = 10.0
START_LOOK = 0.05
"""Seconds that a server in a thread may take to start, and between two looks at it."""


T = TypeVar("T")


class Server(uvicorn.Server):
    """A server that tells when it is ready, and ends its streams before it waits for them."""

    def __init__(self, config: uvicorn.Config, app: App) -> None:
        super().__init__(config)
        self._app = app
        self.ready = threading.Event()
        self.announce: Callable[[], None] | None = None
        """Called once, when requests are taken."""

    async def startup(self, sockets: Any = None) -> None:
        """Begin to take requests."""
        await super().startup(sockets)
        self.ready.set()
        if self.announce is not None:
            self.announce()

    async def shutdown(self, sockets: Any = None) -> None:
        """Send home whoever waits, and stop."""
        self._app.worlds.close()
        await super().shutdown(sockets)

    @property
    def port(self) -> int:
        """The port that was really taken."""
        port: int = self.servers[0].sockets[0].getsockname()[1]
        return port


def make_server(
    app: App,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    ssl_keyfile: str | None = None,
    ssl_certfile: str | None = None,
) -> Server:
    """A uvicorn server for `app`; port 0 takes a free one."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        ssl_keyfile=ssl_keyfile,
        ssl_certfile=ssl_certfile,
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
        ws="none",
    )
    return Server(config, app)


class MockServer:
    """The mock server in a thread of this process, on a free port of the loopback interface.

    ```python
    with MockServer() as mock:
        httpx.get(f"{mock.url}/_mock/health")
    ```

    `app` gives access to the worlds, which belong to the server's thread: while it runs, look at
    them and change them by `call`. Raises RuntimeError when it does not start.
    """

    def __init__(self, defaults: Defaults | None = None, *, port: int = 0) -> None:
        self.app = App(defaults)
        self._server = make_server(self.app, port=port)
        self._thread = threading.Thread(target=self._run, name="taskpact-mock", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.port}"

    def start(self) -> Self:
        """Start and wait until it is ready."""
        self._thread.start()
        for _ in range(int(START_TIMEOUT / START_LOOK)):
            if self._server.ready.wait(START_LOOK):
                return self
            if not self._thread.is_alive():
                break
        raise RuntimeError("the mock server did not start; is its port taken?")

    @overload
    def call(self, work: Callable[[], Awaitable[T]]) -> T: ...
    @overload
    def call(self, work: Callable[[], T]) -> T: ...
    def call(self, work: Callable[[], Any]) -> Any:
        """Do `work` in the server's thread, between two requests, and return what it returns.

        What it awaits, such as a world that is advanced, other requests go on meanwhile.

        ```python
        world = mock.app.worlds.get("default")
        mock.call(lambda: world.faults.add("agents_v2", "get_task", Latency(seconds=2)))
        mock.call(lambda: world.advance(60))
        ```

        Raises what `work` raises, and RuntimeError when the server does not run.
        """
        if self._loop is None or not self._thread.is_alive():
            raise RuntimeError("the mock server does not run; start it first")
        return asyncio.run_coroutine_threadsafe(_do(work), self._loop).result()

    def stop(self) -> None:
        """End every request and wait until the thread has ended."""
        self._server.should_exit = True
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<MockServer {self.url if self._server.ready.is_set() else 'not started'}>"

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._server.serve()


async def _do(work: Callable[[], Any]) -> Any:
    made = work()
    return await made if inspect.isawaitable(made) else made
