"""Records that are put into a world beside those that every world begins with."""

from collections.abc import Mapping
from typing import Any

from taskpact_mock.api import FixtureError
from taskpact_mock.contract.decode import JSON
from taskpact_mock.pipeline.service import Service
from taskpact_mock.world.world import World


def furnish(
    services: Mapping[str, Service], records: Mapping[str, Any], world: World
) -> dict[str, JSON]:
    """Put the `records`, by API, into the world; what was made of them.

    Raises FixtureError, which names the place; what comes before that place stays in the world.
    """
    made: dict[str, JSON] = {}
    for name, wanted in records.items():
        service = services.get(name)
        if service is None:
            raise FixtureError(f"{name}: none of {list(services)}")
        try:
            made[name] = service.api.add_fixtures(world, wanted, service.validators)
        except FixtureError as error:
            raise FixtureError(f"{name}: {error}") from None
    return made
