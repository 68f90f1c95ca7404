"""Mutants of the SDK: it sends something else than it is asked for, or reads it wrong."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache, wraps
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any
from urllib.parse import quote

import attrs

from contract_tests.mutants.bodies import shifted
from contract_tests.mutants.contracts import APIS, operations
from contract_tests.mutants.exchange import same
from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.patching import Wrong, patched
from contract_tests.mutants.places import places, resolve
from contract_tests.mutants.server import Hits, MutantApp
from taskpact import _runtime
from taskpact._runtime import answers, streams
from taskpact._runtime.requests import Request
from taskpact.errors import StatusError, status_class
from taskpact_mock.contract.model import Contract, Operation

Change = Callable[[Request], Request]

KINDS = (
    "member_dropped",
    "enum_ignored",
    "member_renamed",
    "query_renamed",
    "query_dropped",
    "header_dropped",
    "other_path",
    "path_not_escaped",
    "other_method",
    "no_credentials",
    "errors_swallowed",
    "error_without_class",
    "other_error_class",
    "code_lost",
    "message_lost",
    "answer_member_lost",
    "answer_date_shifted",
    "event_lost",
)
"""What can be wrong with a client; every one of them is a mutant where it makes sense."""

_PLACE = "taskpact._generated"


def derive(api: str) -> Iterator[Mutant]:
    """Every mutant of the SDK's client of the API."""
    for contract, operation in operations(api):
        for kind, change in _requests(contract, operation):
            yield _sent(api, operation.id, kind, change)
        for kind, change in _answers(contract, operation):
            yield _read(api, operation.id, kind, change)
        if operation.streams:
            yield _mutant(api, operation.id, "event_lost", streams.event, _every_second)
    for kind, function, wrong in _RUNTIME:
        yield _mutant(api, None, kind, function, wrong)


def _requests(contract: Contract, operation: Operation) -> Iterator[tuple[str, Change]]:
    """What an operation's request can be made of that it should not."""
    if operation.body is not None:
        members = [
            place
            for place in places(contract.document, operation.body.schema, 1)
            if len(place.path) == 1
        ]
        optional = next((each.path[0] for each in members if not each.required), None)
        if optional is not None:
            yield "member_dropped", _body(lambda body: _without(body, optional))
        name = members[-1].path[0]
        yield "member_renamed", _body(lambda body: _renamed(body, name))
        enums = [each for each in members if "enum" in each.schema]
        if enums:
            word, value = enums[0].path[0], enums[0].schema["enum"][0]
            yield (
                "enum_ignored",
                _body(lambda body: {**body, word: value} if word in body else body),
            )
    for parameter in operation.parameters:
        if parameter.location == "query":
            yield "query_renamed", _query(parameter.name, f"{parameter.name}_")
            yield "query_dropped", _query(parameter.name, None)
            break
    if any(each.location == "header" for each in operation.parameters):
        yield "header_dropped", lambda request: attrs.evolve(request, headers={})
    last = operation.template.rpartition("/")[0].rpartition("/")[2]
    if last and not last.startswith("{"):
        yield (
            "other_path",
            lambda request: attrs.evolve(
                request, path=request.path.replace(f"/{last}", f"/{last}s", 1)
            ),
        )
    other = "PUT" if operation.method == "POST" else "POST"
    yield "other_method", lambda request: attrs.evolve(request, method=other)
    yield "no_credentials", lambda request: attrs.evolve(request, secured=False)


def _answers(
    contract: Contract, operation: Operation
) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """What an operation's answer can be read as that it is not; the value is a mapping again."""
    success = min(operation.responses)
    schema = operation.responses[success].get("application/json")
    if schema is None or resolve(contract.document, schema).get("type") != "object":
        return
    optional = [
        place.path[0]
        for place in places(contract.document, schema, 1)
        if not place.required and len(place.path) == 1
    ]
    if optional:
        yield "answer_member_lost", lambda value: _without(value, optional[0])
    yield "answer_date_shifted", _shift_all


def _sent(api: str, operation: str, kind: str, change: Change) -> Mutant:
    module = import_module(f"{_PLACE}.{api}.operations.{operation}")

    def wrong(right: Any, hits: Hits) -> Any:
        @wraps(right)
        def request(*args: Any, **kwargs: Any) -> Request:
            asked: Request = right(*args, **kwargs)
            made = change(asked)
            if made != asked:
                hits.count()
            return made

        return request

    return _mutant(api, operation, kind, module.request, wrong)


def _read(api: str, operation: str, kind: str, change: Callable[[Any], Any]) -> Mutant:
    """The value that is decoded is another than the one in the answer."""

    def wrong(right: Any, hits: Hits) -> Any:
        @wraps(right)
        def decoded(name: str, decode: Any, content: bytes | str) -> Any:
            if name != operation:
                return right(name, decode, content)

            def changed(value: Any) -> Any:
                made = change(value)
                if not same(made, value):
                    hits.count()
                return decode(made)

            return right(name, changed, content)

        return decoded

    return _mutant(api, operation, kind, answers.decoded, wrong)


def _mutant(
    api: str, operation: str | None, kind: str, function: Callable[..., Any], wrong: Wrong
) -> Mutant:
    """A mutant in which a function of the SDK is wrong wherever it is used."""

    @contextmanager
    def apply(_app: MutantApp, hits: Hits) -> Iterator[None]:
        made = wrong(function, hits)
        with ExitStack() as stack:
            for owner, name in _users(function):
                stack.enter_context(patched(owner, name, made))
            yield

    return Mutant(
        name=f"client:{api}{'' if operation is None else f'.{operation}'}:{kind}",
        group="client",
        api=api,
        operation=operation,
        apply=apply,
    )


def _users(function: Callable[..., Any]) -> list[tuple[ModuleType, str]]:
    """The modules of the SDK that call the function by a name of their own."""
    return [
        (module, name)
        for module in _modules()
        for name, value in vars(module).items()
        if value is function
    ]


@cache
def _modules() -> tuple[ModuleType, ...]:
    """Every module that takes part in a call."""
    found = [
        import_module(f"{package.__name__}.{each.name}")
        for package in (_runtime, *(import_module(f"{_PLACE}.{api}.operations") for api in APIS))
        for each in iter_modules(package.__path__)
    ]
    return tuple(found)


def _body(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    def changed(request: Request) -> Request:
        if not isinstance(request.body, dict):
            return request
        return attrs.evolve(request, body=change(request.body))

    return changed


def _query(name: str, instead: str | None) -> Change:
    """A parameter has another name, or (None) is not sent."""

    def changed(request: Request) -> Request:
        pairs = ((instead if each == name else each, value) for each, value in request.query)
        kept = tuple((each, value) for each, value in pairs if each is not None)
        return attrs.evolve(request, query=kept)

    return changed


def _without(value: Any, name: str) -> Any:
    return {key: each for key, each in value.items() if key != name}


def _renamed(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {f"{key}_" if key == name else key: each for key, each in value.items()}


def _shift_all(value: Any) -> Any:
    """Every moment in a value a day later."""
    if isinstance(value, dict):
        return {name: _shift_all(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shift_all(each) for each in value]
    return shifted(value)


def _unescaped(_right: Any, hits: Hits) -> Any:
    def unescaped(text: str, safe: str = "") -> str:
        if quote(text, safe) != text:
            hits.count()
        return text

    return unescaped


def _swallowing(right: Any, hits: Hits) -> Any:
    @wraps(right)
    def read(*args: Any) -> Any:
        try:
            return right(*args)
        except StatusError:
            hits.count()
            return None

    return read


def _of_class(kind: type[StatusError]) -> Wrong:
    def make(right: Any, hits: Hits) -> Any:
        def status_class(status: int) -> type[StatusError]:
            if right(status) is not kind:
                hits.count()
            return kind

        return status_class

    return make


def _explaining(**changes: Any) -> Wrong:
    def make(right: Any, hits: Hits) -> Any:
        @wraps(right)
        def explain(body: object) -> Any:
            found = right(body)
            made = found._replace(**changes)
            if made != found:
                hits.count()
            return made

        return explain

    return make


def _every_second(right: Any, hits: Hits) -> Any:
    seen: list[Any] = []

    @wraps(right)
    def event(*args: Any) -> Any:
        found = right(*args)
        seen.append(found)
        if len(seen) % 2:
            return found
        hits.count()
        return None

    return event


_RUNTIME: tuple[tuple[str, Callable[..., Any], Wrong], ...] = (
    ("path_not_escaped", quote, _unescaped),
    ("errors_swallowed", answers.read, _swallowing),
    ("error_without_class", status_class, _of_class(StatusError)),
    ("other_error_class", status_class, _of_class(type("Another", (StatusError,), {}))),
    ("code_lost", answers.explain, _explaining(code=None)),
    ("message_lost", answers.explain, _explaining(message="it did not work")),
)
