"""The ASGI application: finds the world and the service of a request and sends the answer."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from urllib.parse import unquote

from attrs import frozen

from taskpact_mock import apis as known
from taskpact_mock.api import Answer, Api, Request, fit
from taskpact_mock.contract.routes import Match, Routes
from taskpact_mock.control import control_plane
from taskpact_mock.pipeline import faulty
from taskpact_mock.pipeline.exchange import (
    Exchange,
    Found,
    early_answer,
    fields_of,
    write_down,
)
from taskpact_mock.pipeline.fixtures import furnish
from taskpact_mock.pipeline.request import (
    BodyTooLargeError,
    ClientGoneError,
    Receive,
    Scope,
    Send,
    read_body,
    request_of,
    while_connected,
)
from taskpact_mock.pipeline.service import Service
from taskpact_mock.pipeline.services import Services
from taskpact_mock.world.coverage import watch
from taskpact_mock.world.world import Due, NewState, Setting, WorldClosedError
from taskpact_mock.world.worlds import DEFAULT, Defaults, Worlds

logger = logging.getLogger("taskpact_mock")

WORLD_HEADER = "x-mock-world"
WORLD_PATH = "/_mock/worlds/"

Later = Callable[[Receive], Awaitable[Answer | faulty.Silence]]
"""An answer that has to be waited for, by whoever sees the client leave."""


class App:
    """The mock server as an ASGI application. Two of them share nothing.

    A server that has a whole request may also take it to `begin`, and to `finish` only where that
    gives no plain answer.

    `apis` are other implementations of the APIs. Raises ContractError when one does not fit its
    contract, and FixtureError when the fixtures of the defaults cannot be put into a world.
    """

    def __init__(self, defaults: Defaults | None = None, apis: Iterable[Api] | None = None) -> None:
        self.services = _services(apis)
        wanted = defaults or Defaults()
        furnished = partial(furnish, self.services, wanted.fixtures)
        self.worlds = Worlds(_setting(self.services), wanted, furnished)
        control = control_plane(self.worlds, self.services)
        self._routes = Routes(
            operation
            for contract in (*self.services.contracts.values(), control.contract)
            for operation in contract.operations.values()
        )
        self._control = control
        if wanted.fixtures:
            fit(control.validators.component("Fixtures"), wanted.fixtures, "fixtures")
            self.worlds.get(DEFAULT)  # what the schema cannot see is found now, not by a request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection's request, or the start and end of the server."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        else:  # no service here speaks anything else
            await send({"type": "websocket.close", "code": 1000})

    def begin(self, request: Request) -> tuple[Exchange, Answer | Later]:
        """Take in a request with its body; `finish` or `leave` must follow."""
        exchange = self._open(request)
        given = self._enter(exchange)
        if given is None and len(request.body) > exchange.service.api.max_body:
            given = _failed(exchange, BodyTooLargeError())
        return exchange, given or self._answer(exchange)

    async def finish(
        self,
        exchange: Exchange,
        given: Answer | Later,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Wait for the answer where there is none yet, and send it."""
        try:
            came = given if isinstance(given, Answer) else await _awaited(exchange, given, receive)
            # Before it is sent: whoever has the answer finds it written down.
            if isinstance(came, Answer):
                fields = self.fields(exchange, came)
                start = {"type": "http.response.start", "status": came.status, "headers": fields}
                await send(start)
                if came.stream is None:
                    await send({"type": "http.response.body", "body": came.body})
                else:
                    await while_connected(receive, _pour(came, send))
            else:
                if exchange.counted:
                    write_down(exchange, None)
                await faulty.stay_silent(came, exchange.world, scope, receive)
        except ClientGoneError:
            return
        except faulty.CutError:
            await faulty.hang_up(scope, receive)
        finally:
            self.leave(exchange)

    def fields(self, exchange: Exchange, given: Answer) -> list[tuple[bytes, bytes]]:
        """The header fields to send with the answer, which is written down with them."""
        fields = fields_of(exchange, given)
        if exchange.counted:
            write_down(exchange, given, fields)
        return fields

    def leave(self, exchange: Exchange) -> None:
        """The request has been answered."""
        if exchange.counted:
            exchange.world.leave()

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = self._open(request_of(scope))
        given: Answer | Later | None = self._enter(exchange)
        if given is None:
            try:
                limit = exchange.service.api.max_body
                exchange.request.body = await read_body(receive, limit)
                given = self._answer(exchange)
            except BodyTooLargeError as error:
                given = _failed(exchange, error)
            except ClientGoneError:
                self.leave(exchange)
                return
        await self.finish(exchange, given, scope, receive, send)

    def _open(self, request: Request) -> Exchange:
        """Find out what is asked of which world."""
        name, prefix, path = _world_of(request.path, request.headers)
        found = self._routes.find(request.method, path)
        service = self._service(found)
        counted = service is not self._control
        world = self.worlds.get(name)
        return Exchange(request, world, service, found, path, prefix, counted, world.now)

    def _enter(self, exchange: Exchange) -> Answer | None:
        """Let time catch up; the answer, if it needs no body."""
        world = exchange.world
        watch(world.coverage)
        try:
            if exchange.counted:
                world.enter()
                exchange.began = world.now
            return early_answer(exchange)
        except Exception as error:  # noqa: BLE001 # logged and answered
            return _failed(exchange, error)

    def _answer(self, exchange: Exchange) -> Answer | Later:
        """The answer, or how it is to be waited for."""
        world, found = exchange.world, exchange.found
        assert isinstance(found, Match)
        if world.faults.rules and exchange.counted:
            return partial(_disturbed, exchange, found)
        try:
            given = exchange.service.answer(exchange.request, found, world, exchange.prefix)
        except Exception as error:  # noqa: BLE001 # logged and answered
            return _failed(exchange, error)
        return given if isinstance(given, Answer) else partial(_connected, given)

    def _service(self, found: Found) -> Service:
        api = found.operation.api if isinstance(found, Match) else found.api
        return self._control if api in (None, self._control.api.name) else self.services[api]

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                self.worlds.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _services(apis: Iterable[Api] | None) -> Services:
    if apis is None:
        return Services(known.APIS, known.find)
    given = {api.name: api for api in apis}
    services = Services(given, given.__getitem__)
    tuple(services.values())  # who brings an API hears now what is wrong with it
    return services


@frozen
class _States:
    """What each API begins with in a world."""

    services: Mapping[str, Service]

    def __getitem__(self, api: str) -> NewState:
        return self.services[api].api.new_state


@frozen
class _Events:
    """The due events of each API."""

    services: Mapping[str, Service]

    def __getitem__(self, place: tuple[str, str]) -> Due:
        api, name = place
        return self.services[api].api.due[name]


def _setting(services: Services) -> Setting:
    return Setting(
        states=_States(services),
        due=_Events(services),
        operations={name: each.operations for name, each in services.contracts.items()},
    )


def _world_of(path: str, headers: Mapping[str, str]) -> tuple[str, str, str]:
    """The world's name, its prefix and the path behind it.

    `/_mock/worlds/NAME` alone is an operation on the world; with more behind it, it is its address.
    """
    if path.startswith(WORLD_PATH):
        name, slash, rest = path.removeprefix(WORLD_PATH).partition("/")
        if slash and name:
            return unquote(name), WORLD_PATH + name, "/" + rest
    return headers.get(WORLD_HEADER, DEFAULT), "", path


def _failed(exchange: Exchange, error: Exception) -> Answer:
    """The answer to a request that was too much for the service, the world or the mock."""
    problem = exchange.service.api.problem
    match error:
        case BodyTooLargeError():
            limit = exchange.service.api.max_body
            return problem(413, f"the body has more than {limit} bytes")
        case WorldClosedError():
            return problem(503, f"world {exchange.world.name!r} was dropped or reset")
    request = exchange.request
    logger.error(
        "%s %s failed; this is a fault of the mock", request.method, request.path, exc_info=error
    )
    return problem(500, "the mock failed; its log says why")


async def _awaited(exchange: Exchange, later: Later, receive: Receive) -> Answer | faulty.Silence:
    """The answer, whatever happens. Raises ClientGoneError when nobody is left to have it."""
    try:
        return await later(receive)
    except (ClientGoneError, faulty.CutError):
        raise
    except Exception as error:  # noqa: BLE001 # logged and answered
        return _failed(exchange, error)


async def _disturbed(exchange: Exchange, found: Match, receive: Receive) -> Answer | faulty.Silence:
    """What the faults of the world make of the answer."""
    world, request = exchange.world, exchange.request

    async def answer() -> Answer:
        given = exchange.service.answer(request, found, world, exchange.prefix)
        return given if isinstance(given, Answer) else await _connected(given, receive)

    return await faulty.disturbed(world, found.operation, request, receive, answer)


async def _connected(later: Awaitable[Answer], receive: Receive) -> Answer:
    """The answer that comes later, unless the client leaves before."""
    found: list[Answer] = []

    async def wait() -> None:
        found.append(await later)

    await while_connected(receive, wait())
    if not found:
        raise ClientGoneError
    return found[0]


async def _pour(given: Answer, send: Send) -> None:
    """Send a stream part by part. One that fails is left unfinished, so that its reader notices."""
    if given.stream is None:
        return
    try:
        async for part in given.stream:
            await send({"type": "http.response.body", "body": part, "more_body": True})
    except WorldClosedError:
        pass  # the stream ends with its world
    except faulty.CutError:
        raise
    except Exception:
        logger.exception("a stream failed; this is a fault of the mock")
        return
    await send({"type": "http.response.body", "body": b""})
