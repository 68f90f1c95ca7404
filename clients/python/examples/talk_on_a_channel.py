"""Answer every message on a channel, until nobody says anything for a while."""

from attrs import evolve

from taskpact import AgentIdentity, AgentRuntime
from taskpact.agent_runtime import models
from taskpact.channels import Channel

with AgentRuntime(
    base_url="http://127.0.0.1:4010",
    credentials=AgentIdentity(session="sess-demo", agent="demo-agent"),
) as session:
    for message in Channel(session, "coord-demo", timeout=1):
        print(f"{message.from_session_id}: {message.body['text']}")
        session.reply_message(
            reply_to_message_id=message.message_id,
            body={"text": "Row 7 and row 19."},
            metadata=evolve(message.metadata, message_kind=models.MessageKind.REPLY),
        )
print("nobody said anything for a second")
