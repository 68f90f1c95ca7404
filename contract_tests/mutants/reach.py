"""Which mutants can be noticed at all: what the suite asks of the right server, layer by layer.

A layer sends the same requests until something differs. So a mutant of the traffic that changes
nothing in a layer's recorded traffic changes nothing in the layer, and need not be run there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import define, field

from contract_tests.mutants.contracts import operations
from contract_tests.mutants.exchange import Answer, Request
from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.server import Hits, Wire
from contract_tests.mutants.trial import AGAIN, Bench, Effort, bench, narrowed, run_layer
from taskpact_contract import suite


@define
class Exchange:
    """A request, its answer, and the events of a stream."""

    request: Request
    answer: Answer
    frames: Sequence[bytes] = ()


@define
class Traffic:
    """What went over the wire, in order, for each operation."""

    by_operation: dict[str | None, list[Exchange]] = field(factory=dict)
    _stream: Exchange | None = None

    def recorder(self, api: str) -> Wire:
        """Notes everything that goes by and changes nothing."""
        return Wire(api=api, operation=None, answer=self._answer, frames=self._frames)

    def of(self, operation: str | None) -> Iterable[Exchange]:
        """The exchanges of an operation; None for all."""
        if operation is not None:
            return self.by_operation.get(operation, ())
        return (each for found in self.by_operation.values() for each in found)

    def _answer(self, request: Request, answer: Answer) -> Answer:
        exchange = Exchange(request, answer)
        self.by_operation.setdefault(request.operation, []).append(exchange)
        self._stream = exchange if answer.media == "text/event-stream" else self._stream
        return answer

    def _frames(self, frames: Sequence[bytes], _over: bool) -> Sequence[bytes]:
        if self._stream is not None:
            self._stream.frames = tuple(frames)
        return frames


class WrongBaselineError(Exception):
    """The suite objects to the right server, so that it says nothing about wrong ones."""


Reach = Mapping[str, tuple[str, ...]]
"""For each mutant of the traffic, the layers in which it makes a difference."""


def reach(api: str, mutants: Collection[Mutant], effort: Effort) -> Reach:
    """Run the suite on the right server, and ask each mutant what it would have changed.

    Raises WrongBaselineError when a layer objects.
    """
    found: dict[str, tuple[str, ...]] = {each.name: () for each in mutants if each.wire}
    with bench() as place:
        for layer in suite.LAYERS:
            if layer.endswith(AGAIN):
                continue
            traffic = _recorded(place, api, layer, effort)
            for each in mutants:
                if each.wire is None:
                    continue
                if differs(each.wire(), traffic[narrowed(each.operation, layer)]):
                    found[each.name] += (layer,)
    return found


def differs(wire: Wire, traffic: Traffic) -> bool:
    """Whether anything in the traffic would have been otherwise."""
    return any(_differs(wire, each) for each in traffic.of(wire.operation))


def _differs(wire: Wire, exchange: Exchange) -> bool:
    request, answer, frames = exchange.request, exchange.answer, exchange.frames
    return (
        wire.ask(request) != request
        or wire.answer(request, answer) != answer
        or (wire.effect != "once" and answer.status < 400)
        or any(
            tuple(wire.frames(frames[:end], False)) != tuple(frames[:end])
            for end in range(1, len(frames) + 1)
        )
    )


def _recorded(place: Bench, api: str, layer: str, effort: Effort) -> dict[tuple[str, ...], Traffic]:
    """The traffic of a layer, on each operation by itself where that is how it is run."""
    runs = [narrowed(operation.id, layer) for _, operation in operations(api)]
    found: dict[tuple[str, ...], Traffic] = {}
    for only in dict.fromkeys(runs):
        traffic = found[only] = Traffic()
        with place.target(api) as target, place.app.wired(traffic.recorder(api), Hits()):
            report = run_layer(target, layer, effort, only)
        if not report:
            raise WrongBaselineError(f"{layer} objects to the right server:\n{report}")
    return found
