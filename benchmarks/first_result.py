"""How long until the page answers, until the first result, until later ones, and how much memory.

    python -m benchmarks.first_result [--examples DIR] [--pipeline NAME] [--size 1024x768]

Prints the tables of docs/performance.md. Every measurement runs in a process of its own. The folder
of examples holds person_* and garment_* photos; no photo is used twice unless the line says so.
"""

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE_LIMIT_S = 120.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=Path, default=ROOT / "assets" / "examples")
    parser.add_argument("--pipeline", default="auto")
    parser.add_argument("--size", default="1024x768", help="height x width")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure_results(options.examples, options.pipeline, options.size)))
        return
    print_page(measure_page())
    command = [sys.executable, __file__, "--inside", "--examples", str(options.examples)]
    command += ["--pipeline", options.pipeline, "--size", options.size]
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=there, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    print_results(json.loads(done.stdout.splitlines()[-1]), options.size)


def measure_page() -> tuple[float, float]:
    """Returns seconds until the page answers, and its resident memory then, in MiB."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() - start > PAGE_LIMIT_S:
                sys.exit(f"app.py ended, or gave no answer within {PAGE_LIMIT_S:.0f} s.")
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        status = Path(f"/proc/{server.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return seconds, int(resident.split()[1]) / 1024
    finally:
        server.terminate()
        server.wait(30)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def measure_results(examples: Path, pipeline: str, size: str) -> dict[str, object]:
    """Loads the pipeline here and runs it: a first pair, then new ones, then the first again."""
    height, width = map(int, size.split("x"))
    persons, garments = (sorted(examples.glob(f"{kind}_*")) for kind in ("person", "garment"))
    pairs = list(zip(persons, garments, strict=False))
    if len(pairs) < 2:
        sys.exit("The folder of examples holds fewer than two pairs.")
    start = time.perf_counter()
    import tryon  # what importing costs is part of the measurement

    engine = tryon.load_pipeline(pipeline)
    load_s = time.perf_counter() - start

    def run(person: Path, garment: Path) -> dict[str, object]:
        begun, worked = time.perf_counter(), time.process_time()
        timings = engine(person, garment, size=(height, width)).timings_ms
        return {
            "seconds": time.perf_counter() - begun,
            "processor_s": time.process_time() - worked,
            "stages_ms": timings,
        }

    runs = [run(person, garment) for person, garment in (*pairs, pairs[0])]
    return {
        "pipeline": engine.pipeline.name,
        "load_s": load_s,
        "first": runs[0],
        "later": runs[1:-1],
        "same": runs[-1],
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def print_page(page: tuple[float, float]) -> None:
    seconds, memory = page
    print("| start of `python app.py` | |\n|---|---:|")
    print(f"| page answers after | {seconds:.1f} s |")
    print(f"| resident memory then | {memory:.0f} MiB |\n")


def print_results(measured: dict[str, object], size: str) -> None:
    first, later, same = measured["first"], measured["later"], measured["same"]

    def median(key: str) -> float:
        return statistics.median(run[key] for run in later)

    print(f"| `{measured['pipeline']}` at {size} | first pair | later, new photos | same photos |")
    print("|---|---:|---:|---:|")
    print(f"| imports and loading | {measured['load_s']:.2f} s | | |")
    for stage, ms in first["stages_ms"].items():
        typical = statistics.median(run["stages_ms"][stage] for run in later)
        print(f"| {stage} | {ms:.0f} ms | {typical:.0f} ms | {same['stages_ms'][stage]:.0f} ms |")
    for name, key in (("**result**", "seconds"), ("processor time of it", "processor_s")):
        print(f"| {name} | {first[key]:.2f} s | {median(key):.2f} s | {same[key]:.2f} s |")
    print(f"\nPeak memory of the process: {measured['peak_mib']:.0f} MiB.")


if __name__ == "__main__":
    main()
