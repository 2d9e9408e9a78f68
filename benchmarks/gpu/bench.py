"""Where a benchmark on a GPU writes, how long its parts may take, and what memory they take."""

import gc
import math
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch

MIB = 1 << 20
# What a pipeline or trainer is asked for, and whether convolutions may be cut down to TF32.
PRECISIONS = {
    "fp32": ("fp32", False),
    "tf32": ("fp32", True),
    "fp16": ("fp16", False),
    "bf16": ("bf16", False),
}


@dataclass(frozen=True)
class Bench:
    """Where everything runs, how long it may take and where its results go.

    `end` is a time of `time.monotonic`.
    """

    device: torch.device
    out: Path
    end: float
    quick: bool = False

    def say(self, *lines: str) -> None:
        """Prints lines and writes them."""
        with self.out.open("a") as file:
            for line in lines:
                print(line, flush=True)
                print(line, file=file)

    def left_s(self) -> float:
        """Returns the seconds until the end."""
        return self.end - time.monotonic()

    def precisions(self, *names: str) -> Iterator[str]:
        """Yields those there is time for, with convolutions set as they say."""
        for name in names:
            if name != "fp32" and (self.quick or (name == "tf32" and self.device.type != "cuda")):
                continue
            torch.backends.cudnn.allow_tf32 = PRECISIONS[name][1]
            yield name

    def attempt(self, name: str, work: Callable[[], None], most_s: float = math.inf) -> None:
        """Runs a part; what goes wrong is written down and the next may begin."""
        began = time.monotonic()
        self.say("", f"### {name}", "")
        if self.left_s() <= 0:
            self.say("Left out: the time was up.")
            return
        try:
            with at_most(min(self.left_s(), most_s)):
                work()
        except Exception:
            self.say("", "```", *traceback.format_exc().splitlines(), "```")
        free()
        self.say("", f"{name}: {time.monotonic() - began:.1f} s.")

    def table(self, *heads: str) -> None:
        """Begins a table."""
        self.say("| " + " | ".join(heads) + " |", "|" + "---|" * len(heads))

    def row(self, *cells: object) -> None:
        """Adds a row to it."""
        self.say("| " + " | ".join(str(cell) for cell in cells) + " |")


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the block when its time is up, if Python gets to speak until then."""

    def stop(*_: object) -> None:
        raise TimeoutError("The time was up.")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def free() -> None:
    """Gives the memory of networks nobody has any more back to the device."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def in_use(device: torch.device) -> int:
    return torch.cuda.memory_allocated(device) if device.type == "cuda" else 0


def peak_since(device: torch.device, before: int = 0) -> str:
    """Returns the peak since it was forgotten, in MiB above the bytes that were in use then."""
    if device.type != "cuda":
        return "not known"
    return f"{(torch.cuda.max_memory_allocated(device) - before) / MIB:.0f}"


def forget_peak(device: torch.device) -> int:
    """Forgets the peak; returns the bytes in use."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    return in_use(device)
