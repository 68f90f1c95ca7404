"""Plays scenarios: the steps, then the call in question, on the wire in a world of their own."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import httpx

from mock_server.tests.wire import WorldClient
from scripts.reachable import Scenario
from taskpact_mock.contract.load import load, resolve
from taskpact_mock.contract.model import Contract
from taskpact_mock.contract.validators import Validators


class Runner:
    """One scenario in one world."""

    def __init__(self, world: WorldClient, scenario: Scenario) -> None:
        self._world = world
        self._scenario = scenario
        self._contract, self._validators = _compiled(scenario.api)
        self._credentials = world.get("/_mock/credentials").json()[scenario.api]

    def run(self) -> httpx.Response:
        """What the call in question is answered."""
        scenario = self._scenario
        if scenario.by == "script":
            outcome = {"status": scenario.status}
            self._world.script(scenario.api, outcome, operation=scenario.operation)
        for step in scenario.steps:
            self._take(step)
        return self._world.send(self._request(scenario.operation, scenario.call))

    def faults(self, response: httpx.Response) -> Iterator[object]:
        """How the answer's body departs from what the contract says of its status."""
        scenario = self._scenario
        bodies = self._contract.operations[scenario.operation].responses[scenario.status]
        media = response.headers.get("content-type", "").partition(";")[0]
        if media not in bodies:
            if bodies or response.content:
                yield f"{media!r} is none of {list(bodies)}"
        elif media == "text/event-stream":
            data = resolve(self._contract.document, bodies[media])["properties"]["data"]
            for event in _events(response.text):
                yield from self._validators.compile(bodies[media]).faults(event, "event")
                frame = json.loads(event["data"])
                yield from self._validators.compile(data["contentSchema"]).faults(frame, "frame")
        else:
            yield from self._validators.compile(bodies[media]).faults(response.json(), "answer")

    def _take(self, step: Mapping[str, Any]) -> None:
        scenario = self._scenario
        match dict(step):
            case {"call": str(name)}:
                operation = scenario.operation if name == "same" else name
                request = self._request(operation, step)
                for _ in range(step.get("times", 1)):
                    assert self._world.send(request).is_success
            case {"advance": seconds}:
                self._world.advance(seconds)
            case {"fixtures": records}:
                self._world.fixtures(**{scenario.api: records})
            case {"script": script}:
                self._world.script(scenario.api, **script)

    def _request(self, operation_id: str, wanted: Mapping[str, Any]) -> httpx.Request:
        """The request that the contract shows, but for what is `wanted` otherwise."""
        operation = self._contract.operations[operation_id]
        node = self._contract.document["paths"][operation.template][operation.method.lower()]
        parameters = [resolve(self._contract.document, each) for each in node.get("parameters", ())]
        path = {each["name"]: each["example"] for each in parameters if each["in"] == "path"}
        body: dict[str, Any] = {}
        if "bytes" in wanted:
            body = {"content": b" " * wanted["bytes"]}
        elif "content" in wanted:
            body = {"content": wanted["content"].encode()}
        elif "body" in wanted:
            body = {"json": wanted["body"]}
        elif operation.body is not None:
            (media,) = node["requestBody"]["content"].values()
            body = {"json": media["example"]}
        return self._world.build_request(
            operation.method,
            operation.template.format_map({**path, **wanted.get("path", {})}),
            params=wanted.get("query"),
            headers={**self._headers(wanted.get("as")), **wanted.get("headers", {})},
            **body,
        )

    def _headers(self, who: str | None) -> dict[str, str]:
        """The credentials of the default principal, or of who is named."""
        if who == "nobody":
            return {}
        found = self._credentials if who is None else self._credentials[who]
        headers: dict[str, str] = found["headers"]
        return headers


@cache
def _compiled(api: str) -> tuple[Contract, Validators]:
    contract = load(api)
    return contract, Validators(contract)


def _events(text: str) -> Iterator[dict[str, str]]:
    """The events of a stream that has ended."""
    for frame in text.removesuffix("\n\n").split("\n\n"):
        yield dict(line.split(": ", 1) for line in frame.split("\n"))
