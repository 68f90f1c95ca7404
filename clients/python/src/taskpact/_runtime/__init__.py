"""What the generated code and the public clients stand on.

Read in this order: types, decoding, requests, answers, credentials, settings, streams, clients,
lifecycles, tracking.
Decisions are plain functions and generators; only `clients` and `tracking` do I/O, once for each
of the two styles.
"""
