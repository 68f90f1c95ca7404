"""The journal of a world: the last of its requests, and as much of each as is kept."""

import pytest

from mock_server.tests.journals import call
from taskpact_mock.world.journal import KEPT, KEPT_BYTES, Journal


def test_a_request_is_remembered_as_it_was() -> None:
    journal = Journal()
    headers = {"accept": "*/*"}
    call(journal, at=9, began=7, headers=headers, body=b"asked", answer=b"told")
    (found,) = journal.after(0)
    assert (found.number, found.began, found.at, found.headers) == (1, 7, 9, headers)
    assert (found.body, found.size) == (b"asked", 5)
    assert (found.answer, found.answer_size) == (b"told", 4)


def test_only_the_last_thousand_are_remembered_and_all_counted() -> None:
    journal = Journal()
    for number in range(1, KEPT + 3):
        call(journal, at=number)
    assert (len(list(journal.after(0))), journal.count) == (KEPT, KEPT + 2)
    assert journal.find(2) is None
    assert [each.at for number in (3, KEPT + 2) if (each := journal.find(number))] == [3, KEPT + 2]
    assert [entry.number for entry in journal.after(KEPT)] == [KEPT + 1, KEPT + 2]


@pytest.mark.parametrize("number", [-KEPT, -1, 0, 2, KEPT])
def test_what_is_not_remembered_is_not_found(number: int) -> None:
    journal = Journal()
    call(journal)
    assert journal.find(number) is None


@pytest.mark.parametrize("size", [0, 1, KEPT_BYTES, KEPT_BYTES + 1, 10 * KEPT_BYTES])
def test_of_a_long_body_no_more_than_the_beginning_is_kept(size: int) -> None:
    journal = Journal()
    call(journal, body=b"b" * size, answer=b"a" * size)
    (found,) = journal.after(0)
    assert (len(found.body), found.size) == (min(size, KEPT_BYTES), size)
    assert found.answer is not None
    assert (len(found.answer), found.answer_size) == (min(size, KEPT_BYTES), size)


def test_no_body_of_an_answer_is_another_thing_than_an_empty_one() -> None:
    journal = Journal()
    call(journal, answer=None)
    call(journal, answer=b"")
    assert [(each.answer, each.answer_size) for each in journal.after(0)] == [(None, 0), (b"", 0)]


def test_a_long_answer_that_is_given_again_and_again_is_kept_once() -> None:
    journal = Journal()
    answer = b"a" * (KEPT_BYTES + 1)
    for given in (answer, answer, b"b" * (KEPT_BYTES + 1)):
        call(journal, answer=given)
    one, two, other = (each.answer for each in journal.after(0))
    assert one is two
    assert other == b"b" * KEPT_BYTES
