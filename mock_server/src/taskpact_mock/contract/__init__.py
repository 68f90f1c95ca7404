"""The contracts, compiled: operations, routes, decoders and validators.

The lowest floor of the server. It knows nothing of worlds, requests in flight or vendors.
"""
