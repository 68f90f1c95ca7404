"""What the generated code and the public clients stand on.

Read in this order:

- values: types, decoding, requests, answers, credentials
- one call: calls (when it is repeated), redaction, observing, exchanges (one attempt)
- streams: streams (events), resuming (behind a cut), watching (deadlines of blocking reads)
- clients: settings, clients
- work: lifecycles, times, tracking (when to look), tokens, following (what a handle
  knows), handles, groups, pages
- extras: tracing, transports

Decisions are plain functions and generators; only `clients`, `handles` and `groups` do I/O, once
for each of the two styles.
"""
