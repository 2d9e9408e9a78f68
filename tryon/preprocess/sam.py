"""Segment Anything behind `Segmenter`: its encoder reads a picture once, each click is quick.

Source: Kirillov et al., "Segment Anything" (ICCV 2023); the network is the package
`segment-anything`, filled by our own strict loader.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from segment_anything import SamPredictor, sam_model_registry
from segment_anything.modeling import Sam

from tryon.fingerprint import fingerprint
from tryon.preprocess.segmenter import SAM_WEIGHTS, Prompt, Reading, check_prompt
from tryon.types import Image, Mask, Size
from tryon.weights import WeightStore, load_strictly

_REMEMBERED = 4
# A mask that is given instead of the decoder's own numbers: as sure as its usual answers.
_SURE = 8.0


@dataclass(frozen=True)
class _Embedding:
    """What the encoder made of a picture: (1, 256, h, w), and the sizes it is about."""

    features: torch.Tensor
    original_size: Size
    input_size: Size
    reading: Reading


def load_sam(store: WeightStore, device: torch.device | None = None) -> "SamSegmenter":
    """Builds ViT-B and fills it from the checked weight file.

    Raises:
        TryOnError: The file is missing, damaged or belongs to another network.
    """
    # The builder's own loading would run without our checks: it gets no file.
    network = sam_model_registry["vit_b"](checkpoint=None)
    load_strictly(network, store.state(SAM_WEIGHTS), SAM_WEIGHTS)
    return SamSegmenter(network.to(device or torch.device("cpu")).eval().requires_grad_(False))


class SamSegmenter:
    """See `Segmenter`. Safe to use from several threads; the last few pictures are remembered.

    Args:
        network: In eval mode, on its device.
    """

    name = "sam"
    title = "Segment Anything (ViT-B)"

    def __init__(self, network: Sam) -> None:
        self._predictor = SamPredictor(network)
        self._lock = threading.Lock()
        self._embeddings: OrderedDict[str, _Embedding] = OrderedDict()

    def read(self, picture: Image) -> Reading:
        """See `Segmenter`; seconds on a CPU, a few megabytes."""
        with self._lock:
            return self._embedding(picture).reading

    def find(self, picture: Image, prompt: Prompt) -> Mask:
        """See `Segmenter`. For a single click the likeliest of three answers is taken."""
        check_prompt(prompt, picture)
        single = len(prompt.points) == 1 and prompt.box is None and prompt.prior is None
        with self._lock:
            embedding = self._embedding(picture)
            predictor = self._predictor
            predictor.features = embedding.features
            predictor.original_size = embedding.original_size
            predictor.input_size = embedding.input_size
            predictor.is_image_set = True
            points = np.asarray(prompt.points, np.float32).reshape(-1, 2)
            masks, quality, _ = predictor.predict(
                point_coords=points if len(points) else None,
                point_labels=np.asarray(prompt.positive, np.int32) if len(points) else None,
                box=None if prompt.box is None else np.asarray(prompt.box, np.float32),
                mask_input=None if prompt.prior is None else self._rough(prompt.prior, embedding),
                multimask_output=single,
            )
        best: Mask = np.asarray(masks[int(np.argmax(quality))], bool)
        return best

    def _embedding(self, picture: Image) -> _Embedding:
        key = fingerprint(picture)
        found = self._embeddings.get(key)
        if found is None:
            start = time.perf_counter()
            self._predictor.set_image(picture)
            features = self._predictor.features
            found = _Embedding(
                features,
                (picture.shape[0], picture.shape[1]),
                self._predictor.input_size,
                Reading(
                    (time.perf_counter() - start) * 1000,
                    features.element_size() * features.nelement(),
                ),
            )
            self._embeddings[key] = found
            if len(self._embeddings) > _REMEMBERED:
                self._embeddings.popitem(last=False)
        self._embeddings.move_to_end(key)
        return found

    def _rough(self, prior: Mask, embedding: _Embedding) -> NDArray[np.float32]:
        """Returns a mask as the decoder takes one: (1, s, s), in the padded square it sees."""
        height, width = self._predictor.model.prompt_encoder.mask_input_size
        share = self._predictor.model.image_encoder.img_size
        rows = max(1, round(height * embedding.input_size[0] / share))
        columns = max(1, round(width * embedding.input_size[1] / share))
        cover = cv2.resize(prior.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
        rough = np.full((1, height, width), -_SURE, np.float32)
        rough[0, :rows, :columns] = (2 * cover - 1) * _SURE
        return rough
