"""The nasty layer: bytes that nobody should send, to every operation where they fit.

Generators of valid and invalid values do not reach them: numbers beyond every integer, text that is
no Unicode, a hundred thousand brackets, bodies in odd pieces. A hand-made table does. What a server
makes of them is its own affair, within a few rules.

Rules, each with the word that findings have for it:

- `answer`, `late`: an answer comes, it is HTTP, and it comes in time;
- `crash`: it is not that of a server that failed;
- `status`, `contract`: it is documented, or one that every HTTP server may give, and its body is
  what the contract says for it;
- `accepted`: it is no success where nobody may give one: what is not JSON is not taken;
- `connection`, `state`: a plain request works afterwards, on the same connection and at all.

Modules:

- `rows`, `table`: what is sent, as data;
- `bodies`, `places`: where it fits in an operation, and the requests that this makes;
- `messages`, `connection`: sends them byte by byte, and reads the answers;
- `verdicts`: what is wrong with an answer;
- `shell`: how to send a request again by hand;
- `layer`: the run.
"""

from taskpact_contract.nasty.layer import run

__all__ = ("run",)
