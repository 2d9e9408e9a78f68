"""Every benchmark starts as its documents say, from the repository as it was cloned."""

import runpy
import sys
import time
from pathlib import Path

import pytest
import torch

from benchmarks.gpu.bench import Bench

BENCHMARKS = sorted(path.stem for path in Path("benchmarks").glob("*.py"))


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_tells_how_it_is_used(name, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    assert ended.value.code == 0
    assert "usage" in capsys.readouterr().out


def test_the_run_for_a_gpu_runs_on_a_processor(tmp_path, monkeypatch):
    out = tmp_path / "gpu.md"
    asked = ["--device", "cpu", "--quick", "--seconds", "900", "--parts", "compact"]
    monkeypatch.setattr(sys, "argv", ["on_gpu", *asked, "--out", str(out)])
    runpy.run_module("benchmarks.on_gpu", run_name="__main__")
    text = out.read_text()
    assert "Traceback" not in text
    times, apart = (
        line for line in text.splitlines() if line.startswith("| compact | 256x192 | f")
    )
    assert "synthesis" in times
    # The same device, the same picture.
    assert apart == "| compact | 256x192 | fp32 | 0.000 | 0.00 | 0.00 | 0.00 | 0.000 |"


def test_what_fails_or_takes_too_long_on_a_gpu_hinders_nothing_else(tmp_path):
    out = tmp_path / "gpu.md"
    bench = Bench(torch.device("cpu"), out, time.monotonic() + 60)
    bench.attempt("broken", lambda: 1 / 0)
    bench.attempt("slow", lambda: time.sleep(60), most_s=0.1)
    bench.attempt("well", lambda: bench.row("done"))
    text = out.read_text()
    assert text.count("Traceback") == 2
    assert text.index("ZeroDivisionError") < text.index("TimeoutError") < text.index("| done |")
    late = Bench(torch.device("cpu"), out, time.monotonic() - 1)
    late.attempt("late", lambda: bench.row("not done"))
    assert "Left out" in out.read_text() and "not done" not in out.read_text()
