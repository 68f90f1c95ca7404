"""Workers: what they find comes back, and whoever does not end is replaced."""

import threading
from typing import Any

from contract_tests.mutants.runner import Pool


def _square(task: int) -> int:
    if task < 0:
        threading.Event().wait()
    if task == 0:
        raise SystemExit
    return task * task


def _late(task: int) -> Any:
    return f"{task} was late"


def test_every_task_has_its_result_also_if_a_worker_hangs_or_dies() -> None:
    pool = Pool(work=_square, late=_late, size=1, limit=2)
    assert list(pool.run([-2, 0, 3])) == ["-2 was late", "0 was late", 9]


def test_no_task_needs_no_worker() -> None:
    assert list(Pool(work=_square, late=_late).run([])) == []
