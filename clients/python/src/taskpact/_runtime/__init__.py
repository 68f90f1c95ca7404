"""What the generated code and the public clients stand on.

Read in this order:

- values: defaults, types, decoding, requests, answers, credentials
- one call: calls (when it is repeated), redaction, observing, exchanges (one attempt)
- streams: streams (events), resuming (behind a cut), watching (deadlines of blocking reads)
- clients: settings, clients (how one is made), blocking and concurrent (how it sends)
- work: lifecycles, times, tracking (when to look), tokens, following (what a handle
  knows), driving, handles, groups, pages
- extras: tracing, transports, fast

Decisions are plain functions and generators; only `blocking`, `concurrent`, `handles` and `groups`
do I/O, once for each of the two styles. What a class of clients needs is little, so that its import
costs little: `defaults`, `settings` and `clients` import the rest when a client is made or used.
"""
