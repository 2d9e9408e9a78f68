import numpy as np
import PIL.Image

from tryon.ui.inspector.earlier import EarlierRun, EarlierRuns

PHOTOS = ("person.png", "garment.png")


def run(folder, photos=PHOTOS, words="compact"):
    return EarlierRun(folder, photos, words)


def test_a_run_is_compared_with_the_visitors_own_last_one(tmp_path):
    runs = EarlierRuns()
    first, second = run(tmp_path, words="first"), run(tmp_path, words="second")
    assert runs.exchange("ann", first) is None
    assert runs.exchange("bob", run(tmp_path)) is None
    assert runs.exchange("ann", second) is first
    assert runs.exchange("ann", first) is second


def test_other_photos_are_no_change_to_look_at(tmp_path):
    runs = EarlierRuns()
    runs.exchange("ann", run(tmp_path))
    assert runs.exchange("ann", run(tmp_path, ("person.png", "other.png"))) is None


def test_what_is_measured_otherwise_is_not_compared(tmp_path):
    runs = EarlierRuns()
    runs.exchange("ann", run(tmp_path))
    of_old_garment = EarlierRun(tmp_path, PHOTOS, "rmgn", of_layout=False)
    assert runs.exchange("ann", of_old_garment) is None
    assert runs.exchange("ann", of_old_garment) is of_old_garment


def test_somebody_unknown_is_never_compared(tmp_path):
    runs = EarlierRuns()
    assert runs.exchange(None, run(tmp_path)) is None
    assert runs.exchange(None, run(tmp_path)) is None


def test_only_so_many_visitors_are_remembered(tmp_path):
    runs = EarlierRuns()
    for number in range(1001):
        runs.exchange(f"visitor {number}", run(tmp_path))
    assert runs.exchange("visitor 0", run(tmp_path)) is None
    assert runs.exchange("visitor 1000", run(tmp_path)) is not None


def test_masks_are_read_back_as_they_were_shown_or_not_at_all(tmp_path):
    align = (np.arange(72 * 64) % 256).astype(np.uint8).reshape(72, 64)
    misaligned = 255 - align
    assert run(tmp_path).masks() is None
    for name, mask in (("align_mask", align), ("misalignment_mask", misaligned)):
        grey = np.repeat(mask[..., None], 3, axis=2)
        PIL.Image.fromarray(grey).save(tmp_path / f"{name}.png")
    found = run(tmp_path).masks()
    assert found is not None
    assert (found[0] == align).all() and (found[1] == misaligned).all()
