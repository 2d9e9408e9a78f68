"""What a result was made of, how surely a photo was read, and what downloads are called."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tryon.labels import Joint
from tryon.mending.document import JointEdit, Mending
from tryon.types import Keypoints, Notice
from tryon.ui.photos.notes import garment_notes, person_notes
from tryon.ui.runs.made import made_of, mends_key
from tryon.ui.runs.requests import Request
from tryon.ui.server.uploads import download_stem

REQUEST = Request("p.png", "g.png", "auto", None, 0, None)


def test_a_result_says_its_photos_options_and_mends():
    made = json.loads(made_of(REQUEST, Mending(sleeve="long")))
    assert made == {
        "photos": ["p.png", "g.png"],
        "options": ["auto", "", 0, False, "long", ""],
        "mends": "",
    }
    other = replace(REQUEST, size=(512, 384), seed=7, ablation="instance-norm")
    assert json.loads(made_of(other, Mending()))["options"] == ["auto", "512x384", 7, True, "", ""]


def test_equal_mends_have_equal_keys_and_chosen_kinds_are_no_mends():
    moved = Mending(joints=(JointEdit(Joint.LEFT_WRIST, (3.0, 4.0)),))
    assert mends_key(moved) == mends_key(replace(moved, sleeve="short", neckline="v"))
    deleted = Mending(joints=(JointEdit(Joint.LEFT_WRIST, None),))
    assert len({mends_key(Mending()), mends_key(moved), mends_key(deleted)}) == 3
    assert mends_key(Mending(neckline="v")) == ""


def seen(person, unsure=()):
    score = np.ones(25, np.float32)
    score[list(unsure)] = 0.2
    return replace(person, keypoints=Keypoints(person.keypoints.xy, score), notices=())


def test_a_person_is_green_only_where_every_joint_of_a_top_was_seen(person):
    assert 'class="note good"' in person_notes(seen(person))
    unsure = person_notes(seen(person, [Joint.LEFT_WRIST]))
    assert 'class="note plain"' in unsure and "left wrist" in unsure
    # What a top does not hang on does not matter.
    assert 'class="note good"' in person_notes(seen(person, [Joint.LEFT_KNEE]))
    many = person_notes(seen(person, range(25)))
    assert "8 joints" in many
    odd = Notice("odd", "Odd.", "", "person")
    assert "good" not in person_notes(replace(seen(person), notices=(odd,)))


def test_a_garment_is_a_guess(garment):
    notes = garment_notes(garment, [Notice("odd", "Odd.", "", "garment")])
    assert "probably" in notes and "Odd." in notes and "good" not in notes


@pytest.mark.parametrize(
    ("person", "garment", "stem"),
    [
        ({"orig_name": "Ada.JPG"}, {"orig_name": "V neck (2).png"}, "ada_v-neck-2_tryon"),
        ({"orig_name": "Zoë.jpg"}, {"orig_name": "半袖.png"}, "zoe_garment_tryon"),
        ({"orig_name": "../../etc/passwd"}, {"orig_name": "x" * 300}, f"passwd_{'x' * 40}_tryon"),
        ({"orig_name": None}, None, "person_garment_tryon"),
        ("text", 7, "person_garment_tryon"),
    ],
)
def test_downloads_are_called_after_both_photos(person, garment, stem):
    assert download_stem(person, garment) == stem
