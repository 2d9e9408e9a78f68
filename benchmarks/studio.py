"""How long a click in the studio takes, from the click to the mended map, without the network.

python -m benchmarks.studio            GrabCut, on the example photos
python -m benchmarks.studio --sam      also Segment Anything: its weights if they are here, else
                                       untrained ones, whose answers are noise and whose time is not
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import torch

from tryon.config import PACKAGE_ROOT, Settings
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair
from tryon.mending.editing import Editor, Target, nothing_done
from tryon.mending.steps import stages_from
from tryon.mending.strokes import Stroke
from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.preprocess.preprocessor import Preprocessor
from tryon.segmenters.base import Segmenter
from tryon.segmenters.grabcut import GrabCut
from tryon.segmenters.sam import SAM_WEIGHTS, SamSegmenter, load_sam
from tryon.segmenters.sam_package import import_part
from tryon.stages import Progress, StageResults, names_of
from tryon.ui.runs.requests import Request
from tryon.ui.runs.run_cache import Visit
from tryon.ui.studio.view import state_view
from tryon.weights.store import WeightStore

EXAMPLES = PACKAGE_ROOT / "assets" / "examples"
# Fractions of the photo: top, trousers, head, background, the space beside the trunk.
PLACES = ((0.5, 0.4), (0.5, 0.8), (0.5, 0.15), (0.06, 0.3), (0.35, 0.5))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Returns milliseconds on the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000


def report(name: str, times: list[tuple[float, float]]) -> None:
    clock, processor = ([time[kind] for time in times] for kind in (0, 1))
    print(
        f"| {name} | {statistics.median(clock):.0f} | {max(clock):.0f} "
        f"| {statistics.median(processor):.0f} | {max(processor):.0f} |",
        flush=True,
    )


def clicks(pairs: list[EditedPair], segmenter: Segmenter) -> list[tuple[float, float]]:
    """First clicks, and a second one that corrects each."""
    times = []
    for pair in pairs:
        editor = Editor(pair, lambda: segmenter)
        height, width = pair.person.photo.shape[:2]
        segmenter.read(editor.picture("body"))
        for x, y in PLACES:
            edits = nothing_done()
            for positive, shift in ((True, 0.0), (False, 0.1)):
                place = ((x + shift) * width, y * height)

                def click(edits=edits, editor=editor, place=place, positive=positive):
                    return editor.click(edits, Target("body", "hair"), place, positive)

                times.append(timed(click))
                edits = click()
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sam", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(options.threads)
    store = WeightStore(Settings.from_environment())
    prepare = Preprocessor(store)
    garment = prepare.garment(min(EXAMPLES.glob("garment_*")))
    people = [prepare.person(path) for path in sorted(EXAMPLES.glob("person_*"))]
    pairs = [EditedPair(person, garment) for person in people]

    print("| action | clock, ms: median | most | processor, ms: median | most |")
    print("|---|---:|---:|---:|---:|")
    report("click, GrabCut", clicks(pairs, GrabCut()))
    pair = pairs[0]
    editor = Editor(pair, GrabCut)
    height, width = pair.person.photo.shape[:2]
    line = Stroke(tuple((x, height * 0.4) for x in range(50, width - 50, 4)), width * 0.03)
    strokes = {
        "brush, add to a region": Target("body", "hair"),
        "brush, take from a region": Target("body", "upper clothes", add=False),
        "brush on the repainted area": Target("repaint"),
        "brush on the garment": Target("garment", add=False),
    }
    for name, target in strokes.items():
        work = [timed(lambda t=target: editor.stroke(nothing_done(), t, line)) for _ in range(8)]
        report(name, work)
    edits = editor.stroke(nothing_done(), Target("body", "hair"), line)
    visit = Visit("", Request("", "", "", None, 0, None), edits)
    told = [timed(lambda: state_view(visit, pair, None, "body")) for _ in range(8)]
    report("the answer to the page, with the map as a picture", told)
    steps(pair, edits.present.mending, store)
    if options.sam:
        sam(pairs[:2], store)


def steps(pair: EditedPair, mending: Mending, store: WeightStore) -> None:
    """What a run costs from each stage on."""
    pipeline = LearnedCompactPipeline(store, torch.device("cpu"))
    kept = StageResults()
    person, top = pair.mended_person(mending), pair.mended_garment(mending)
    pipeline(person, top, progress=Progress(kept=kept))
    for stage in names_of(pipeline.stages):
        stale = stages_from(pipeline.stages, stage)
        watched = [Progress(kept=kept.without(stale)) for _ in range(3)]
        work = [timed(lambda p=each: pipeline(person, top, progress=p)) for each in watched]
        report(f"compact at 1024x768 from {stage} on", work)


def sam(pairs: list[EditedPair], store: WeightStore) -> None:
    if store.is_present(SAM_WEIGHTS):
        segmenter = load_sam(store)
    else:
        print("(untrained weights)")
        network = import_part("build_sam").sam_model_registry["vit_b"](checkpoint=None)
        segmenter = SamSegmenter(network.eval().requires_grad_(False))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    readings = [timed(lambda each=pair: segmenter.read(each.person.image)) for pair in pairs]
    report("SAM reads a photo, once", readings)
    report("click, SAM", clicks(pairs, segmenter))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"peak memory: {before / 1024:.0f} MiB with SAM loaded, {after / 1024:.0f} MiB with reading"
    )


if __name__ == "__main__":
    assert Path(EXAMPLES).is_dir()
    main()
