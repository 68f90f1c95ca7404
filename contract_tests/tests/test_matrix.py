"""Nothing that is documented goes unseen, raw or through a client, and the docs say who sees it."""

import pytest

from contract_tests.matrix import PAGE, matrix
from contract_tests.tests.conftest import MakeTarget
from taskpact_contract import APIS

pytestmark = pytest.mark.gate


@pytest.mark.parametrize("api", APIS)
def test_every_documented_answer_and_step_is_seen_from_every_side(
    api: str, make_target: MakeTarget
) -> None:
    found = matrix(make_target(api))
    assert not found.missing()
    assert str(found) in PAGE.read_text(encoding="utf-8"), "run make matrix"
