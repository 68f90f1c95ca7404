# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class StreamErrorCode(OpenEnum):
    """Why a stream reports an error: it took too long, the task vanished, or the store could not
    be read for a moment."""

    STREAM_TIMEOUT = "STREAM_TIMEOUT"
    TASK_NOT_FOUND = "TASK_NOT_FOUND"
    DB_ERROR = "DB_ERROR"
