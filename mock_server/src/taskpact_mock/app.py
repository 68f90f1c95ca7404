"""The ASGI application: finds the world and the service of a request and sends the answer."""

import logging
from collections.abc import Awaitable, Iterable, Mapping
from functools import partial
from urllib.parse import unquote

from taskpact_mock.api import Answer, Api, fit
from taskpact_mock.apis import APIS
from taskpact_mock.contract import load
from taskpact_mock.contract.routes import Match, Routes, UnknownPath, WrongMethod
from taskpact_mock.control import control_plane
from taskpact_mock.pipeline import faulty
from taskpact_mock.pipeline.fixtures import furnish
from taskpact_mock.pipeline.request import (
    BodyTooLargeError,
    ClientGoneError,
    Receive,
    Scope,
    Send,
    headers_of,
    query_of,
    read_body,
    while_connected,
)
from taskpact_mock.pipeline.service import Received, Service
from taskpact_mock.world.coverage import watch
from taskpact_mock.world.world import Setting, World, WorldClosedError
from taskpact_mock.world.worlds import DEFAULT, Defaults, Worlds

logger = logging.getLogger("taskpact_mock")

WORLD_HEADER = "x-mock-world"
WORLD_PATH = "/_mock/worlds/"


class App:
    """The mock server as an ASGI application. Two of them share nothing.

    Raises FixtureError when the fixtures of the defaults cannot be put into a world.
    """

    def __init__(self, defaults: Defaults | None = None, apis: Iterable[Api] = APIS) -> None:
        chosen = tuple(apis)
        self.services = {api.name: Service(api, load.load(api.name)) for api in chosen}
        wanted = defaults or Defaults()
        furnished = partial(furnish, self.services, wanted.fixtures)
        self.worlds = Worlds(_setting(self.services), wanted, furnished)
        control = control_plane(self.worlds, self.services)
        self.services[control.api.name] = control
        self._routes = Routes(
            operation
            for service in self.services.values()
            for operation in service.contract.operations.values()
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

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        path = scope["raw_path"].partition(b"?")[0].decode("latin-1")
        name, prefix, path = _world_of(path, headers)
        world = self.worlds.get(name)
        found = self._routes.find(scope["method"], path)
        service = self._service(found)
        counted = service is not self._control
        try:
            given = await self._given(found, service, world, prefix, headers, scope, receive)
            if counted:  # before it is sent: whoever has the answer finds it written down
                _write_down(world, service, found, given, scope["method"], path, headers)
            if isinstance(given, Answer):
                await self._send(given, service, world, headers, receive, send)
            else:
                await faulty.stay_silent(given, world, scope, receive)
        except ClientGoneError:
            return
        except faulty.CutError:
            await faulty.hang_up(scope, receive)
        finally:
            if counted:
                world.leave()

    async def _given(
        self,
        found: Match | WrongMethod | UnknownPath,
        service: Service,
        world: World,
        prefix: str,
        headers: dict[str, str],
        scope: Scope,
        receive: Receive,
    ) -> Answer | faulty.Silence:
        """The answer, whatever happens. Raises ClientGoneError when nobody is left to have it."""
        watch(world.coverage)
        try:
            if service is not self._control:
                world.enter()
            if (early := self._early_answer(found, service, world, scope, headers)) is not None:
                return early
            assert isinstance(found, Match)
            body = await read_body(receive, service.api.max_body)
            received = Received(
                world, found, headers, query_of(scope), body, _origin(scope, headers), prefix
            )
            if world.faults.rules and service is not self._control:
                happen = partial(_answered, service, received, receive)
                return await faulty.disturbed(received, receive, happen)
            return await _answered(service, received, receive)
        except BodyTooLargeError:
            limit = service.api.max_body
            return service.api.problem(413, f"the body has more than {limit} bytes")
        except WorldClosedError:
            return service.api.problem(503, f"world {world.name!r} was dropped or reset")
        except ClientGoneError:
            raise
        except Exception:
            logger.exception(
                "%s %s failed; this is a fault of the mock", scope["method"], scope["path"]
            )
            return service.api.problem(500, "the mock failed; its log says why")

    def _service(self, found: Match | WrongMethod | UnknownPath) -> Service:
        api = found.operation.api if isinstance(found, Match) else found.api
        return self._control if api is None else self.services[api]

    def _early_answer(
        self,
        found: Match | WrongMethod | UnknownPath,
        service: Service,
        world: World,
        scope: Scope,
        headers: dict[str, str],
    ) -> Answer | None:
        """What is answered without reading the request any further."""
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            return _preflight(headers)
        api = service.api
        if isinstance(found, WrongMethod):
            if (quirk := api.misrouted(world, 405)) is not None:
                return quirk
            given = api.problem(405, f"{scope['method']} is not allowed here")
            return Answer(
                given.status, given.body, (*given.headers, ("allow", ", ".join(found.allowed)))
            )
        if isinstance(found, UnknownPath):
            if found.slashed and api.redirects_slash:
                location = scope["raw_path"].decode("latin-1").rstrip("/")
                query = scope["query_string"].decode("latin-1")
                return Answer(307, b"", (("location", location + (query and "?" + query)),))
            unknown = "no operation has this path; GET /_mock/openapi lists them"
            return api.misrouted(world, 404) or api.problem(404, unknown)
        return None

    async def _send(
        self,
        given: Answer,
        service: Service,
        world: World,
        sent: dict[str, str],
        receive: Receive,
        send: Send,
    ) -> None:
        headers = []
        if given.body or given.stream is not None:
            headers.append((b"content-type", given.media.encode()))
        if given.stream is None:
            headers.append((b"content-length", b"%d" % len(given.body)))
        always = service.api.always_headers(sent, world)
        if given.headers:  # an answer's own header takes the place of the usual one
            own = {name.lower() for name, _ in given.headers}
            always = [each for each in always if each[0] not in own]
        for name, value in (*given.headers, *always):
            headers.append((name.encode("latin-1"), value.encode("latin-1")))
        if "origin" in sent:
            headers.append((b"access-control-allow-origin", b"*"))
            headers.append((b"access-control-expose-headers", b"*"))
        await send({"type": "http.response.start", "status": given.status, "headers": headers})
        if given.stream is None:
            await send({"type": "http.response.body", "body": given.body})
        else:
            await while_connected(receive, _pour(given, send))

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                self.worlds.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _write_down(
    world: World,
    service: Service,
    found: Match | WrongMethod | UnknownPath,
    given: Answer | faulty.Silence,
    method: str,
    path: str,
    headers: dict[str, str],
) -> None:
    operation = found.operation.id if isinstance(found, Match) else None
    status = given.status if isinstance(given, Answer) else None
    if operation is not None and status is not None:
        world.coverage.answers[service.api.name, operation, status] += 1
    request_id = headers.get("x-correlation-id")
    world.journal.add(world.now, method, path, service.api.name, operation, status, request_id)


def _setting(services: Mapping[str, Service]) -> Setting:
    apis = [service.api for service in services.values()]
    return Setting(
        states={api.name: api.new_state for api in apis},
        due={(api.name, name): event for api in apis for name, event in api.due.items()},
        operations={name: each.contract.operations for name, each in services.items()},
    )


def _world_of(path: str, headers: dict[str, str]) -> tuple[str, str, str]:
    """The world's name, its prefix and the path behind it.

    `/_mock/worlds/NAME` alone is an operation on the world; with more behind it, it is its address.
    """
    if path.startswith(WORLD_PATH):
        name, slash, rest = path.removeprefix(WORLD_PATH).partition("/")
        if slash and name:
            return unquote(name), WORLD_PATH + name, "/" + rest
    return headers.get(WORLD_HEADER, DEFAULT), "", path


def _origin(scope: Scope, headers: dict[str, str]) -> str:
    host = headers.get("host")
    if host is None:
        server = scope["server"]
        host = f"{server[0]}:{server[1]}"
    return f"{scope['scheme']}://{host}"


def _preflight(headers: dict[str, str]) -> Answer:
    """Browsers ask before they call another origin; here everyone may."""
    return Answer(
        204,
        headers=(
            ("access-control-allow-methods", headers["access-control-request-method"]),
            ("access-control-allow-headers", headers.get("access-control-request-headers", "*")),
            ("access-control-max-age", "600"),
        ),
    )


async def _answered(service: Service, received: Received, receive: Receive) -> Answer:
    given = service.answer(received)
    return given if isinstance(given, Answer) else await _connected(receive, given)


async def _connected(receive: Receive, later: Awaitable[Answer]) -> Answer:
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
