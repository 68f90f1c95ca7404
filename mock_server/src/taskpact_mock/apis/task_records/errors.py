"""How task_records words what goes wrong: `{"message": text}`. Source: facts 3."""

from taskpact_mock.api import Answer, answer


def error(status: int, message: str) -> Answer:
    """An error of any kind."""
    return answer(status, {"message": message})


def unauthorized() -> Answer:
    """No key, or one that nobody has."""
    return error(401, "API key is invalid")


def task_not_found() -> Answer:
    """There is no such task, or it is another user's, or it was deleted."""
    return error(404, "Task not found")
