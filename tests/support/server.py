"""Asks the real server as the page does, and as nobody should."""

import json
import socket
from urllib.parse import urlsplit

UPLOAD = "/gradio_api/upload"
JOIN = "/gradio_api/queue/join"
LONG = "x" * 250_000


def file_data(path):
    return {"path": str(path), "meta": {"_type": "gradio.FileData"}}


def event_of(client, api_name):
    """The number under which the page's events are called."""
    events = client.get("/config").json()["dependencies"]
    return next(event["id"] for event in events if event["api_name"] == api_name)


def call(client, api_name, data, session):
    """Calls an event as the page does; returns the last message of the stream."""
    body = {"data": data, "fn_index": event_of(client, api_name), "session_hash": session}
    joined = client.post("/gradio_api/queue/join", json=body)
    assert joined.status_code == 200
    last = None
    url = f"/gradio_api/queue/data?session_hash={session}"
    with client.stream("GET", url) as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                message = json.loads(line[5:])
                if message["msg"] == "process_completed":
                    return message
                last = message
    return last


def try_on(client, person, garment, session, pipeline="auto", size="", seed=0):
    return call(
        client, "try_on", [person, garment, pipeline, size, seed, False, "", "", None, 1], session
    )


def uploaded(client, path):
    with path.open("rb") as file:
        answer = client.post("/gradio_api/upload", files={"files": (path.name, file)})
    return file_data(answer.json()[0])


def raw(address, request, *, patience=10.0):
    """Sends bytes as they are and returns all that comes back until the server hangs up."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=patience) as line:
        line.sendall(request)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer


def head_of_upload(length):
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    return (
        b"POST /gradio_api/upload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\n"
        b"Content-Length: %d\r\n\r\n" % length + part
    )
