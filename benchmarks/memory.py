"""What visitors' photos leave in the server's memory: ordinary ones, hostile ones, huge ones.

    python -m benchmarks.memory [--megapixels 51] [--app DIR]

Prints the line of docs/performance.md about memory. The server runs in a process of its own.
"""

import argparse
import io
import json
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import PIL.Image

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "assets" / "examples"
PAGE_LIMIT_S, RUN_LIMIT_S = 120.0, 400.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megapixels", type=float, default=51, help="of the huge photos")
    parser.add_argument("--app", type=Path, default=ROOT, help="another checkout to be measured")
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "app.py", "--offline", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(program, cwd=options.app, stdout=quiet, stderr=quiet)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=RUN_LIMIT_S) as client:
            measure(Server(client, process.pid), options.megapixels)
    finally:
        start = time.perf_counter()
        process.terminate()
        process.wait()
        print(f"ended after {time.perf_counter() - start:.1f} s")


@dataclass
class Server:
    """A running page."""

    client: httpx.Client
    pid: int

    def wait(self) -> None:
        """Waits until the page answers."""
        deadline = time.perf_counter() + PAGE_LIMIT_S
        while not self._answers():
            if time.perf_counter() > deadline:
                sys.exit("The page does not answer.")
            time.sleep(0.2)

    def try_on(self, person: bytes, garment: bytes) -> str:
        """Runs a pair of photos and returns how it ended."""
        paths = [self._uploaded(person), self._uploaded(garment)]
        files = [{"path": path, "meta": {"_type": "gradio.FileData"}} for path in paths]
        body = {"data": [*files, "compact", "", 0, False, "", "", None]}
        event = self.client.post("/gradio_api/call/try_on", json=body).json()["event_id"]
        with self.client.stream("GET", f"/gradio_api/call/try_on/{event}") as answer:
            events = [line[7:] for line in answer.iter_lines() if line.startswith("event: ")]
        return events[-1]

    def megabytes(self, field: str) -> float:
        """Returns VmRSS (resident now) or VmHWM (the most so far) in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith(field))
        return int(line.split()[1]) / 1024

    def _answers(self) -> bool:
        try:
            return self.client.get("/").is_success
        except httpx.TransportError:
            return False

    def _uploaded(self, photo: bytes) -> str:
        answer = self.client.post("/gradio_api/upload", files={"files": ("a.jpg", photo)})
        return str(json.loads(answer.text)[0])


def measure(server: Server, megapixels: float) -> None:
    """Prints memory before and after each kind of photo, and how long each pair took."""
    persons = sorted(EXAMPLES.glob("person_*.jpg"))
    garments = sorted(EXAMPLES.glob("garment_*.jpg"))
    server.wait()
    pairs = [(persons[n % len(persons)], garments[n]) for n in range(3)]
    ordinary = [(person.read_bytes(), garment.read_bytes()) for person, garment in pairs]
    hostile = [(data, ordinary[0][1]) for data in (greedy_exif(), many_scans())]
    last = zip(persons, garments[-len(persons) :], strict=True)
    huge = [(grown(person, megapixels), grown(garment, megapixels)) for person, garment in last]
    for name, photos in (("ordinary", ordinary), ("hostile", hostile), ("huge", huge)):
        times, ends = [], []
        for person, garment in photos:
            start = time.perf_counter()
            ends.append(server.try_on(person, garment))
            times.append(f"{time.perf_counter() - start:.1f}")
        time.sleep(2)
        now, most = server.megabytes("VmRSS"), server.megabytes("VmHWM")
        told = f"{len(photos)} pairs, {', '.join(times)} s, {', '.join(sorted({*ends}))}"
        print(f"{name}: {told}: {now:.0f} MiB, at most {most:.0f}", flush=True)


def grown(path: Path, megapixels: float) -> bytes:
    """Returns a photo enlarged to so many megapixels, as a JPEG."""
    photo = PIL.Image.open(path)
    scale = (megapixels * 1e6 / (photo.width * photo.height)) ** 0.5
    large = photo.resize((int(photo.width * scale), int(photo.height * scale)))
    return jpeg(large, quality=80)


def jpeg(photo: PIL.Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def greedy_exif() -> bytes:
    """Returns a photo 1,500 entries of whose EXIF claim the same 300 KB."""
    entries, block = 1500, 300_000
    rows = [struct.pack("<HHII", 0x9000 + n, 7, block, 14 + 12 * entries) for n in range(entries)]
    exif = b"II*\0\x08\0\0\0" + struct.pack("<H", entries) + b"".join(rows) + bytes(4 + block)
    photo = jpeg(PIL.Image.open(EXAMPLES / "person_ada.jpg"))
    parts = [b"Exif\0\0" + exif[at : at + 65_000] for at in range(0, len(exif), 65_000)]
    segments = [b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part for part in parts]
    return photo[:2] + b"".join(segments) + photo[2:]


def many_scans() -> bytes:
    """Returns a progressive JPEG whose last scan is there 2,000 times."""
    photo = jpeg(PIL.Image.new("RGB", (3000, 4000), "grey"), progressive=True, quality=50)
    start = photo.rindex(b"\xff\xda")
    return photo[:start] + photo[start:-2] * 2_000 + photo[-2:]


if __name__ == "__main__":
    main()
