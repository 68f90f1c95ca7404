"""Whose certificates count: one answer for every library that sends requests here."""

import os
import ssl
from functools import cache

import certifi


def certificates() -> str:
    """The file, or folder, of the authorities that are trusted.

    SSL_CERT_FILE names it, or else SSL_CERT_DIR, as httpx and OpenSSL have it; without either it is
    the list that httpx uses. Raises ValueError if there is nothing where a variable says.
    """
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if path := os.environ.get(variable):
            if not os.path.exists(path):
                raise ValueError(f"{variable}: there is no {path}")
            return path
    return certifi.where()


def context() -> ssl.SSLContext:
    """The same for whoever opens connections by itself. Raises ValueError as `certificates`."""
    return _read(certificates())


@cache
def _read(path: str) -> ssl.SSLContext:
    """Reading them takes longer than many a run of calls."""
    if os.path.isdir(path):
        return ssl.create_default_context(capath=path)
    return ssl.create_default_context(cafile=path)
