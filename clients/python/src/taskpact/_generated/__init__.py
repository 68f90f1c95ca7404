# Generated from openapi/bundled/ by `make generate`: do not edit.

"""The generated half of the client: one package an API."""
