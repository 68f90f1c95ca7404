"""The five APIs, one folder each, in the order that all parts of the project keep."""

from taskpact_mock.api import Api
from taskpact_mock.apis import agents_v2

APIS: tuple[Api, ...] = (agents_v2.API,)
"""Every API of the server."""
