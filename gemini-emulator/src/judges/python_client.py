"""Sends the requests on standard input with Google's Python client, and prints what came of each.

    echo '[{"method": "generate", "model": "gemini-3.6-flash", "contents": [...]}]' | python python_client.py URL KEY

Run by python.test.ts, with `google-genai` on the path.
"""

import asyncio
import json
import sys

from google import genai
from google.genai import errors, types
from websockets.exceptions import ConnectionClosed


def client_for(request: dict, url: str, key: str) -> genai.Client:
    key = request.get("apiKey", key)
    client = genai.Client(api_key=key, vertexai=False, http_options={"base_url": url})
    # Live always asks for TLS, which the emulator does not have.
    client._api_client._websocket_base_url = lambda *_: url.replace("http:", "ws:")
    client._api_client._websocket_ssl_ctx = {}
    return client


def outcome_of(parts: list, model: str | None = None) -> dict:
    return {
        "text": "".join(part.text or "" for part in parts),
        "calls": [part.function_call.name for part in parts if part.function_call],
        "soundBytes": sum(len(part.inline_data.data) for part in parts if part.inline_data),
        "model": model or "",
    }


def parts_of(responses: list) -> list:
    contents = [response.candidates[0].content for response in responses if response.candidates]
    return [part for content in contents if content for part in content.parts or []]


async def converse(client: genai.Client, request: dict) -> dict:
    parts = []
    async with client.aio.live.connect(model=request["model"], config=request.get("config")) as session:
        await session.send_client_content(turns=request["contents"])
        async for message in session.receive():
            content = message.server_content
            if content and content.model_turn:
                parts += content.model_turn.parts or []
            if message.tool_call:
                calls = message.tool_call.function_calls
                parts += [types.Part(function_call=call) for call in calls]
                break
    return outcome_of(parts)


def send(client: genai.Client, request: dict) -> dict:
    method, model = request["method"], request["model"]
    if method == "live":
        return asyncio.run(converse(client, request))
    if method == "getModel":
        return {"model": client.models.get(model=model).name}
    arguments = {"model": model, "contents": request["contents"], "config": request.get("config")}
    if method == "stream":
        responses = list(client.models.generate_content_stream(**arguments))
    else:
        responses = [client.models.generate_content(**arguments)]
    return outcome_of(parts_of(responses), responses[-1].model_version)


def try_to_send(client: genai.Client, request: dict) -> dict:
    try:
        return send(client, request)
    except errors.APIError as error:
        body = error.details if isinstance(error.details, dict) else {}
        details = body.get("error", {}).get("details")
        # Of a Live connection's close, the client makes a status of its own.
        status = None if request["method"] == "live" else error.status
        message = error.message or str(error)
        return {"error": {"code": error.code, "status": status, "message": message, "details": details}}
    except ConnectionClosed as error:
        # The close arrived while the client still sent, which it does not make an error of its own.
        close = error.rcvd
        if close is None:
            return {"error": {"code": -1, "message": str(error)}}
        return {"error": {"code": close.code, "message": close.reason}}
    except Exception as error:  # Reported with its request, for the test to show.
        return {"error": {"code": -1, "message": f"{type(error).__name__}: {error}"}}


def main(url: str, key: str) -> None:
    outcomes = [
        try_to_send(client_for(request, url, key), request)
        for request in json.load(sys.stdin)
    ]
    print(json.dumps(outcomes))


main(sys.argv[1], sys.argv[2])
