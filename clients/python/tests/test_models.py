"""Models: what is decoded, kept, refused and written back."""

import copy
import json
import pickle
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.python.tests.conftest import BUNDLES
from taskpact import UNSET
from taskpact._runtime import decoding
from taskpact._runtime.types import encode
from taskpact.agent_runs import models as run_models
from taskpact.agent_tasks import models as submitted_models
from taskpact.agents_v2 import models
from taskpact.errors import DecodeError
from taskpact.task_records import models as record_models

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_record_is_typed_to_the_leaves(finished: dict[str, Any]) -> None:
    task = models.TaskResponse.from_dict(finished)
    assert task.status is models.TaskStatus.COMPLETED
    assert task.progress.percent == 100
    assert isinstance(task.result, models.EmailDraftResult)
    assert task.error is None


def test_record_is_written_back_unchanged(finished: dict[str, Any]) -> None:
    assert models.TaskResponse.from_dict(finished).to_dict() == finished


@given(extra=st.dictionaries(st.text(min_size=1), JSON_VALUES, max_size=3))
def test_unknown_fields_are_kept_and_written_back(
    published: dict[str, Any], extra: dict[str, Any]
) -> None:
    wire = {**extra, **published}
    task = models.TaskResponse.from_dict(wire)
    unknown = {name: value for name, value in extra.items() if name not in published}
    assert {**task.additional_properties} == {
        name: value for name, value in unknown.items() if name not in ("result", "error")
    }
    assert task.to_dict() == wire


def test_decoding_leaves_its_input_alone(finished: dict[str, Any]) -> None:
    before = copy.deepcopy(finished)
    models.TaskResponse.from_dict(finished).additional_properties["new"] = 1
    assert finished == before


def test_absent_fields_are_unset_and_stay_out() -> None:
    error = models.ErrorResponse.from_dict({"code": None})
    assert error.code is None
    assert error.message is UNSET
    assert error.to_dict() == {"code": None}


@given(word=st.text())
def test_enum_keeps_any_word(word: str) -> None:
    status = decoding.word(models.TaskStatus, word)
    known = {member.value for member in models.TaskStatus}
    assert status == word
    assert status.value == word
    assert hash(status) == hash(word)
    assert status.is_known == (word in known)
    assert encode({"status": status}) == {"status": word}
    assert pickle.loads(pickle.dumps(status)) == copy.deepcopy(status) == word


def test_enum_word_that_is_unknown_survives_a_record(finished: dict[str, Any]) -> None:
    finished["status"] = "paused"
    task = models.TaskResponse.from_dict(finished)
    assert not task.status.is_known
    assert task.to_dict() == finished


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"task_id": None}, "at task_id: expected a string, found null None"),
        ({"status": 3}, "at status: expected a string, found number 3"),
        ({"status": ["x"]}, r"at status: expected a string, found array \['x'\]"),
        ({"progress": "half"}, "at progress: expected an object, found string 'half'"),
        ({"progress": {}}, "at progress.percent: required, but not there"),
        ({"progress": {"percent": 1.5}}, "at progress.percent: expected an integer, found number"),
        ({"progress": {"percent": True}}, "at progress.percent: expected an integer, found bool"),
        ({"error": []}, r"at error: expected an object, found array \[\]"),
        ({"error": {"code": 7}}, "at error.code: expected a string, found number 7"),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_the_path(
    finished: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    with pytest.raises(DecodeError, match=f"^{message}"):
        models.TaskResponse.from_dict({**finished, **change})


def test_path_names_the_index_in_a_list(finished: dict[str, Any]) -> None:
    page = {"tasks": [finished, {**finished, "links": {}}], "total": 2, "limit": 2, "offset": 0}
    with pytest.raises(DecodeError) as caught:
        models.TaskListResponse.from_dict(page)
    assert caught.value.path == "tasks[1].links.self"


def test_missing_field_is_an_error(finished: dict[str, Any]) -> None:
    del finished["links"]
    with pytest.raises(DecodeError, match="at links: required, but not there"):
        models.TaskResponse.from_dict(finished)


def test_bad_date_is_an_error_and_a_good_one_is_aware() -> None:
    wire = {"task_id": "t", "status": "queued", "created_at": "2026-01-01T00:00:00Z"}
    task = submitted_models.Task.from_dict(wire)
    assert task.created_at == datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(DecodeError, match="at created_at: Invalid isoformat string: 'soon'"):
        submitted_models.Task.from_dict({**wire, "created_at": "soon"})


def test_object_of_several_kinds_is_told_apart_by_its_members(finished: dict[str, Any]) -> None:
    kinds = {
        "ResearchResult",
        "DataAnalystResult",
        "EmailDraftResult",
        "ContentRepurposeResult",
        "ProofreadingResult",
    }
    found = set()
    for example in _examples_of_results():
        result = models.TaskResponse.from_dict({**finished, "result": example}).result
        assert not isinstance(result, dict | None)
        assert result is not UNSET
        assert result.to_dict() == example
        found.add(type(result).__name__)
    assert found == kinds


def test_object_of_a_new_kind_stays_a_dict(finished: dict[str, Any]) -> None:
    task = models.TaskResponse.from_dict({**finished, "result": {"poem": "..."}})
    assert task.result == {"poem": "..."}


def test_value_of_two_json_types_keeps_its_type() -> None:
    wire = {"id": "1", "logs": [], "status": "running"}
    for output in ("", {"answer": "42"}):
        assert record_models.Task.from_dict({**wire, "output": output}).output == output
    with pytest.raises(DecodeError, match="at output: expected one of"):
        record_models.Task.from_dict({**wire, "output": 3})


def test_free_form_object_is_a_dict() -> None:
    wire = {"id": 1, "event_type": "progress", "event_data": {"percent": 5, "x": [1]}}
    event = models.TaskEventResponse.from_dict(wire)
    assert event.event_data == {"percent": 5, "x": [1]}


def test_nullable_scalars_may_be_null_absent_or_there() -> None:
    wire = {"id": 1, "organization_id": 1}
    assert run_models.AgentRunResponse.from_dict(wire).result is UNSET
    assert run_models.AgentRunResponse.from_dict({**wire, "result": None}).result is None
    assert run_models.AgentRunResponse.from_dict({**wire, "result": "ok"}).result == "ok"


def test_unset_is_one_object_whatever_happens_to_it() -> None:
    assert copy.copy(UNSET) is UNSET
    assert copy.deepcopy([UNSET])[0] is UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert not UNSET
    assert repr(UNSET) == "UNSET"


@pytest.mark.parametrize(("value", "integer"), [(2, 2), (2.0, 2), (0, 0)])
def test_integer_may_be_written_with_a_fraction_of_zero(value: Any, integer: int) -> None:
    assert decoding.integer(value) == integer


@given(value=JSON_VALUES)
def test_json_values_encode_to_themselves(value: Any) -> None:
    assert encode(value) == value


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T00:00:00+00:00"),
        (date(2026, 1, 1), "2026-01-01"),
    ],
)
def test_python_values_become_the_texts_of_the_contract(value: Any, wire: str) -> None:
    assert encode({"x": [value]}) == {"x": [wire]}


def test_word_of_an_enum_must_be_a_text() -> None:
    with pytest.raises(ValueError, match="3 is not a valid TaskStatus"):
        models.TaskStatus(3)  # type: ignore[arg-type] # the mistake is the test


@pytest.mark.parametrize("value", [object(), UNSET, {1}])
def test_value_without_a_json_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="has no JSON form; give a model"):
        encode({"x": [value]})


def _examples_of_results() -> list[dict[str, Any]]:
    """One result of each kind, with the least that its schema asks for."""
    schemas = json.loads((BUNDLES / "agents_v2.json").read_text(encoding="utf-8"))["components"][
        "schemas"
    ]
    return [
        {name: _least(schema["properties"][name]) for name in schema["required"]}
        for key, schema in schemas.items()
        if key.endswith("Result")
    ]


def _least(schema: dict[str, Any]) -> Any:
    """A small value of a property of a result; the only reference is to the depth of a report."""
    if schema.get("format") == "date-time":
        return "2026-01-01T00:00:00+00:00"
    by_type = {"string": "", "integer": 1, "number": 0.5, "array": [], "object": {}}
    return by_type[schema["type"]] if "type" in schema else "quick"
