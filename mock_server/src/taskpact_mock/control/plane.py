"""The operations of the control plane."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import asdict, evolve

from taskpact_mock.api import Answer, Api, Call, FixtureError, Principal, answer
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.load import load
from taskpact_mock.contract.validators import Fault
from taskpact_mock.control import console, records, requests, scripts
from taskpact_mock.control.coverage import report
from taskpact_mock.pipeline.fixtures import furnish
from taskpact_mock.pipeline.service import Service
from taskpact_mock.pipeline.services import Services
from taskpact_mock.world.clock import iso_z
from taskpact_mock.world.fault_kinds import KINDS
from taskpact_mock.world.faults import FaultError
from taskpact_mock.world.world import Options, World
from taskpact_mock.world.worlds import Worlds

NAME = "control"
_OPTIONS = ("auth", "rate_limits", "max_wait")


class _Nothing:
    """The control plane keeps nothing in a world."""

    def copy(self) -> "_Nothing":
        return self


def control_plane(worlds: Worlds, services: Services) -> Service:
    """The control plane of a server with these worlds and APIs."""
    return Service(_api(_Plane(worlds, services)), load(NAME))


def _api(plane: "_Plane") -> Api:
    return Api(
        name=NAME,
        handlers={
            "health": plane.health,
            "reset": plane.reset,
            "credentials": plane.credentials,
            "list_worlds": plane.list_worlds,
            "create_world": plane.create_world,
            "delete_world": plane.delete_world,
            "get_clock": plane.get_clock,
            "advance_clock": plane.advance_clock,
            "list_scripts": plane.list_scripts,
            "add_script": plane.add_script,
            "clear_scripts": plane.clear_scripts,
            "remove_script": plane.remove_script,
            "list_faults": plane.list_faults,
            "add_fault": plane.add_fault,
            "clear_faults": plane.clear_faults,
            "remove_fault": plane.remove_fault,
            "add_fixtures": plane.add_fixtures,
            "list_records": plane.list_records,
            "list_requests": plane.list_requests,
            "get_request": plane.get_request,
            "list_webhooks": plane.list_webhooks,
            "list_waiters": plane.list_waiters,
            "get_coverage": plane.get_coverage,
            "list_contracts": plane.list_contracts,
            "get_contract": plane.get_contract,
            "get_console": plane.get_console,
            "get_console_file": plane.get_console_file,
        },
        authenticate=lambda _world, _headers: Principal("operator", "operator"),
        new_state=lambda _world: _Nothing(),
        problem=_error,
        invalid=_invalid,
        malformed=lambda fault: _error(422, f"body: {fault.message} at byte {fault.place}"),
        no_body=lambda: _error(422, "body: send a JSON object"),
    )


class _Plane:
    """The handlers, which share the worlds and the services."""

    def __init__(self, worlds: Worlds, services: Services) -> None:
        self._worlds = worlds
        self._services = services
        self._contracts = {**services.contracts, NAME: load(NAME)}

    def health(self, call: Call) -> Answer:
        """Ready."""
        return answer(200, {"status": "ok", "apis": list(self._services)})

    def reset(self, call: Call) -> Answer:
        """The request's world as new."""
        return answer(200, _world(self._worlds.reset(call.world.name)))

    def credentials(self, call: Call) -> Answer:
        """What lets callers in."""
        found = {
            name: service.api.credentials(call.world) for name, service in self._services.items()
        }
        return answer(200, found)

    def list_worlds(self, call: Call) -> Answer:
        """Every world."""
        return answer(200, {"worlds": [_world(world) for world in self._worlds]})

    def create_world(self, call: Call) -> Answer:
        """A new world."""
        wanted: dict[str, Any] = call.body
        source = wanted.get("from")
        if source is not None and self._worlds.find(source) is None:
            return _error(422, f"body.from: there is no world {source!r} to copy")
        if source is not None and (others := sorted(set(wanted) - {"name", "from"})):
            return _error(422, f"body.{others[0]}: a copy has that of its source; leave it out")
        quirks = wanted.get("quirks", ())
        known = {
            f"{name}.{quirk}"
            for name, contract in self._services.contracts.items()
            for quirk in contract.quirks
        }
        if unknown := sorted(set(quirks) - known):
            return _error(422, f"body.quirks: {unknown[0]!r} is none of {sorted(known)}")
        world = self._worlds.make(
            wanted["name"],
            seed=wanted.get("seed"),
            clock=wanted.get("clock"),
            speed=wanted.get("speed"),
            options=self._options(wanted),
            like=source,
        )
        return answer(201, _world(world))

    def delete_world(self, call: Call) -> Answer:
        """A world less."""
        name = call.path["name"]
        if not self._worlds.drop(name):
            return _error(404, f"there is no world {name!r}")
        return Answer(204)

    def get_clock(self, call: Call) -> Answer:
        """The clock of the request's world."""
        return answer(200, _clock(call.world))

    async def advance_clock(self, call: Call) -> Answer:
        """Move it on and wait until the world is settled."""
        await call.world.advance(call.body["seconds"])
        return answer(200, _clock(call.world))

    def list_scripts(self, call: Call) -> Answer:
        """Scripts with uses left."""
        return answer(
            200,
            {
                "scripts": [asdict(script) for script in call.world.scripts],
                "outcomes": {
                    name: sorted({"status"}.union(*service.api.outcomes.values()))
                    for name, service in self._services.items()
                },
            },
        )

    def add_script(self, call: Call) -> Answer:
        """One more."""
        wanted: dict[str, Any] = call.body
        if (why := scripts.misfit(wanted, self._services)) is not None:
            return _error(422, why)
        script = call.world.scripts.add(
            wanted["api"],
            wanted.get("operation"),
            wanted["outcome"],
            wanted.get("times", 1),
            wanted.get("match"),
        )
        return answer(201, asdict(script))

    def clear_scripts(self, call: Call) -> Answer:
        """None left."""
        call.world.scripts.clear()
        return Answer(204)

    def remove_script(self, call: Call) -> Answer:
        """One less."""
        id = call.path["id"]
        if not call.world.scripts.remove(int(id)):
            return _error(404, f"there is no script {id}; GET /_mock/scripts lists them")
        return Answer(204)

    def list_faults(self, call: Call) -> Answer:
        """Faults with uses left."""
        return answer(200, {"faults": [fault.as_json() for fault in call.world.faults]})

    def add_fault(self, call: Call) -> Answer:
        """One more."""
        wanted: dict[str, Any] = call.body
        ((kind, members),) = wanted["fault"].items()
        try:
            fault = call.world.faults.add(
                wanted["api"],
                wanted.get("operation"),
                KINDS[kind](**members),
                times=wanted.get("times", 1),
                match=wanted.get("match"),
                probability=wanted.get("probability", 1.0),
            )
        except FaultError as error:
            return _error(422, f"body.{error}")
        return answer(201, fault.as_json())

    def clear_faults(self, call: Call) -> Answer:
        """None left."""
        call.world.faults.clear()
        return Answer(204)

    def remove_fault(self, call: Call) -> Answer:
        """One less."""
        id = call.path["id"]
        if not call.world.faults.remove(int(id)):
            return _error(404, f"there is no fault {id}; GET /_mock/faults lists them")
        return Answer(204)

    def add_fixtures(self, call: Call) -> Answer:
        """Records more; what came before a fault stays."""
        try:
            return answer(201, furnish(self._services, call.body, call.world))
        except FixtureError as error:
            return _error(422, f"body.{error}")

    def list_records(self, call: Call) -> Answer:
        """What an API keeps in the world."""
        service = self._services.get(call.path["api"])
        if service is None:
            return _error(404, f"there is no API {call.path['api']!r}: {list(self._services)}")
        state = call.query.get("state")
        try:
            return answer(200, records.report(service, call.world, state))
        except records.UnknownStateError as error:
            return _error(422, f"query.state: {error}")

    def list_requests(self, call: Call) -> Answer:
        """What was called."""
        journal = call.world.journal
        after = call.query.get("after", 0)
        assert isinstance(after, int)
        found = [requests.summary(entry) for entry in journal.after(after)]
        return answer(200, {"count": journal.count, "requests": found})

    def get_request(self, call: Call) -> Answer:
        """All of one."""
        number = call.path["number"]
        found = call.world.journal.find(int(number))
        if found is None:
            return _error(404, f"request {number} is not remembered; GET /_mock/requests lists all")
        return answer(200, requests.detail(found, self._services[found.api]))

    def list_webhooks(self, call: Call) -> Answer:
        """What was sent."""
        return answer(200, {"deliveries": call.world.webhooks.as_json()})

    def list_waiters(self, call: Call) -> Answer:
        """Who waits."""
        return answer(200, {"waiters": call.world.waiting()})

    def get_coverage(self, call: Call) -> Answer:
        """What was seen of the contracts."""
        everywhere = call.query.get("worlds") == "all"
        seen = self._worlds.coverage() if everywhere else call.world.coverage
        return answer(
            200,
            {name: report(each, seen) for name, each in self._services.contracts.items()},
        )

    def list_contracts(self, call: Call) -> Answer:
        """Every contract with its operations."""
        return answer(
            200,
            {
                name: {
                    "document": f"{call.prefix}/_mock/openapi/{name}",
                    "operations": {
                        each.id: f"{each.method} {each.template}"
                        for each in contract.operations.values()
                    },
                }
                for name, contract in self._contracts.items()
            },
        )

    def get_contract(self, call: Call) -> Answer:
        """One contract."""
        contract = self._contracts.get(call.path["api"])
        if contract is None:
            return _error(404, f"there is no API {call.path['api']!r}: {list(self._contracts)}")
        return answer(200, dict(contract.document))

    def get_console(self, call: Call) -> Answer:
        """The page for people."""
        return console.serve(console.PAGE, call.headers)

    def get_console_file(self, call: Call) -> Answer:
        """What the page is made of."""
        name = call.path["file"]
        if name not in console.names():
            return _error(404, f"the console has no file {name!r}; begin at /_mock/console")
        return console.serve(name, call.headers)

    def _options(self, wanted: Mapping[str, Any]) -> Options:
        given = {name: wanted[name] for name in _OPTIONS if name in wanted}
        if "quirks" in wanted:
            given["quirks"] = frozenset(wanted["quirks"])
        return evolve(self._worlds.defaults.options, **given)


def _world(world: World) -> dict[str, JSON]:
    return {
        "name": world.name,
        "seed": world.ids.seed,
        "clock": _clock(world),
        "requests": world.journal.count,
        "scripts": len(world.scripts.rules),
        "faults": len(world.faults.rules),
        "webhooks": len(list(world.webhooks)),
        "waiters": len(world.waiting()),
        "options": {**asdict(world.options), "quirks": sorted(world.options.quirks)},
    }


def _clock(world: World) -> dict[str, JSON]:
    return {"kind": world.clock.kind, "speed": world.clock.speed, "now": iso_z(world.clock.now())}


def _error(status: int, message: str) -> Answer:
    return answer(status, {"error": message})


def _invalid(_call: Call, faults: Sequence[Fault]) -> Answer:
    first = faults[0]
    return _error(422, f"{'.'.join(map(str, first.place))}: {first.message}")
