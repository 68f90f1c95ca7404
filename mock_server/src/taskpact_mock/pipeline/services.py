"""The services of a server, each made when it is first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from taskpact_mock.api import Api
from taskpact_mock.contract.load import load
from taskpact_mock.contract.model import Contract
from taskpact_mock.pipeline.service import Service


class Services(Mapping[str, Service]):
    """By the name of their API. Looking at one makes it: where its contract will do, take that."""

    def __init__(self, names: Iterable[str], find: Callable[[str], Api]) -> None:
        self.contracts: dict[str, Contract] = {name: load(name) for name in names}
        self._find = find
        self._made: dict[str, Service] = {}

    def __getitem__(self, name: str) -> Service:
        found = self._made.get(name)
        if found is None:
            contract = self.contracts[name]
            found = self._made[name] = Service(self._find(name), contract)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.contracts)

    def __len__(self) -> int:
        return len(self.contracts)
