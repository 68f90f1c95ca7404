"""Scripts: what the next matching request or work does."""

from typing import Any

import pytest

from taskpact_mock.world.scripts import Scripts

FAIL = {"fail": {"code": "X"}}
STATUS = {"status": 503}


def take(scripts: Scripts, body: Any = None, *, of_request: bool = False) -> Any:
    return scripts.take("api", "run", body, of_request=of_request)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_script_is_used_as_often_as_it_says(times: int) -> None:
    scripts = Scripts()
    scripts.add("api", "run", FAIL, times)
    assert [take(scripts) for _ in range(times + 1)] == [FAIL] * times + [None]
    assert list(scripts) == []


def test_a_script_without_an_end_stays() -> None:
    scripts = Scripts()
    scripts.add("api", None, FAIL, None)
    assert [take(scripts) for _ in range(5)] == [FAIL] * 5


def test_the_oldest_fitting_script_is_taken_first() -> None:
    scripts = Scripts()
    scripts.add("api", "other", {"take": 1})
    scripts.add("api", "run", {"take": 2})
    scripts.add("api", None, {"take": 3})
    assert [take(scripts), take(scripts), take(scripts)] == [{"take": 2}, {"take": 3}, None]


def test_requests_and_work_take_only_their_own_scripts() -> None:
    scripts = Scripts()
    scripts.add("api", "run", STATUS)
    scripts.add("api", "run", FAIL)
    assert take(scripts) == FAIL
    assert take(scripts) is None
    assert take(scripts, of_request=True) == STATUS


def test_another_apis_script_does_not_fit() -> None:
    scripts = Scripts()
    scripts.add("other", "run", FAIL)
    assert take(scripts) is None


@pytest.mark.parametrize(
    ("match", "body", "fits"),
    [
        ({}, None, True),
        ({}, [1], True),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1}, {"b": 1}, False),
        ({"a": None}, {}, False),
        ({"a": None}, {"a": None}, True),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, True),
        ({"a": {"b": 1}}, {"a": 1}, False),
        ({"a": [1]}, {"a": [1, 2]}, False),
        ({"a": 1}, None, False),
    ],
)
def test_a_match_is_a_subset_of_the_body(match: dict[str, Any], body: Any, fits: bool) -> None:
    scripts = Scripts()
    scripts.add("api", "run", FAIL, match=match)
    assert (take(scripts, body) is not None) == fits


def test_removing_takes_one_away_by_its_id() -> None:
    scripts = Scripts()
    first, second = scripts.add("api", None, FAIL), scripts.add("api", None, STATUS)
    assert first.id != second.id
    assert scripts.remove(first.id)
    assert not scripts.remove(first.id)
    assert list(scripts) == [second]


def test_a_copy_has_the_same_uses_left_and_its_own_count() -> None:
    scripts = Scripts()
    scripts.add("api", "run", FAIL, 3)
    take(scripts)
    twin = scripts.copy()
    assert [take(twin) for _ in range(3)] == [FAIL, FAIL, None]
    assert [take(scripts) for _ in range(3)] == [FAIL, FAIL, None]
    assert twin.add("api", None, FAIL).id == scripts.add("api", None, FAIL).id
