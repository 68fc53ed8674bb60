"""LiveKit's Python SDK against the running stack, without BakeBot's client: a token, a typed turn, its reply.

    pip install livekit
    python e2e/support/stock_client.py TOKEN_ENDPOINT SESSION_ENDPOINT
"""

import asyncio
import json
import sys
import urllib.request

from livekit import rtc

QUESTION = "How many grams are in one cup of flour?"


def post(url: str, body: dict, headers: dict | None = None) -> dict:
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode(),
        headers={"content-type": "application/json", **(headers or {})},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


async def main(token_endpoint: str, session_endpoint: str) -> None:
    session = post(session_endpoint, {"sub": "python"})["token"]
    details = post(token_endpoint, {}, {"authorization": f"Bearer {session}"})

    room = rtc.Room()
    listening = asyncio.Event()
    words: list[str] = []
    answered = asyncio.Event()

    @room.on("participant_attributes_changed")
    def on_attributes(changed: dict, _participant: rtc.Participant) -> None:
        if changed.get("lk.agent.state") == "listening":
            listening.set()

    async def read(reader: rtc.TextStreamReader) -> None:
        words.append(await reader.read_all())
        if "120" in " ".join(words):
            answered.set()

    tasks = set()

    def on_transcription(reader: rtc.TextStreamReader, _identity: str) -> None:
        task = asyncio.create_task(read(reader))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    room.register_text_stream_handler("lk.transcription", on_transcription)
    await room.connect(details["server_url"], details["participant_token"])
    await asyncio.wait_for(listening.wait(), 20)
    await room.local_participant.send_text(QUESTION, topic="lk.chat")
    await asyncio.wait_for(answered.wait(), 20)
    print(" ".join(words))
    await room.disconnect()


asyncio.run(main(sys.argv[1], sys.argv[2]))
