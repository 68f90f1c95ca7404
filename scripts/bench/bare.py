"""The least that the same server can do: an ASGI application that answers fixed bytes.

Run as a module with the port and a folder of `get.json`, `list.json` and `post.json`.
"""

import sys
from pathlib import Path
from typing import Any

import uvicorn


class Bare:
    """Reads the whole request, looks at nothing but its path, and answers."""

    def __init__(self, folder: Path) -> None:
        self._get, self._list, self._post = (
            (folder / f"{name}.json").read_bytes() for name in ("get", "list", "post")
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        while (await receive()).get("more_body"):
            pass
        status, body = 200, self._get
        if scope["method"] == "POST":
            status, body = 202, self._post
        elif scope["raw_path"].endswith(b"/tasks"):
            body = self._list
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    uvicorn.run(
        Bare(Path(sys.argv[2])),
        port=int(sys.argv[1]),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
    )
