"""Segment Anything behind `Segmenter`: its encoder reads a picture once, each click is quick.

Source: Kirillov et al., "Segment Anything" (ICCV 2023); the network is that of the package
`segment-anything`, filled by our own strict loader and asked as its predictor asks it.
"""

import threading
import time
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import PIL.Image
import torch
from numpy.typing import NDArray
from PIL.Image import Resampling
from torch import Tensor

from tryon.cache import Cache, content_key
from tryon.segmenters.base import Prompt, Reading, check_prompt
from tryon.segmenters.sam_package import import_part
from tryon.types import Image, Mask, Size
from tryon.weights.store import WeightStore, load_strictly

SAM_WEIGHTS = "sam_vit_b"
_REMEMBERED = 4
# A mask that is given instead of the decoder's own numbers: as sure as its usual answers.
_SURE = 8.0


@dataclass(frozen=True)
class _Embedding:
    """What the encoder made of a picture: (1, C, h, w), and the sizes it is about."""

    features: Tensor
    size: Size
    input_size: Size
    reading: Reading


def load_sam(store: WeightStore, device: torch.device | None = None) -> "SamSegmenter":
    """Builds ViT-B and fills it from the checked weight file.

    Raises:
        TryOnError: The file is missing, damaged or belongs to another network.
    """
    # The builder's own loading would run without our checks: it gets no file.
    network = import_part("build_sam").sam_model_registry["vit_b"](checkpoint=None)
    load_strictly(network, store.state(SAM_WEIGHTS), SAM_WEIGHTS)
    return SamSegmenter(network.to(device or torch.device("cpu")).eval().requires_grad_(False))


class SamSegmenter:
    """See `Segmenter`. Safe to use from several threads; the last few pictures are remembered.

    Args:
        network: A `segment_anything.modeling.Sam` in eval mode, on its device.
    """

    name = "sam"
    title = "Segment Anything (ViT-B)"

    def __init__(self, network: Any) -> None:
        self._network = network
        self._lock = threading.Lock()
        self._embeddings: Cache[_Embedding] = Cache(_REMEMBERED)

    def read(self, picture: Image) -> Reading:
        """See `Segmenter`; seconds on a CPU, a few megabytes. Nothing for a known picture."""
        new = []

        def make() -> _Embedding:
            new.append(self._encoded(picture))
            return new[0]

        self._embeddings.get_or_make(content_key(picture), make)
        return new[0].reading if new else Reading(0.0, 0)

    def forget(self, unused_s: float = 0) -> None:
        """See `Segmenter`; a picture is read again when it is needed."""
        self._embeddings.forget(unused_s)

    def find(self, picture: Image, prompt: Prompt) -> Mask:
        """See `Segmenter`. For a single click the likeliest of three answers is taken."""
        check_prompt(prompt, picture)
        single = len(prompt.points) == 1 and prompt.box is None and prompt.prior is None
        embedding = self._embeddings.get_or_make(
            content_key(picture), lambda: self._encoded(picture)
        )
        with self._lock, torch.inference_mode():
            sparse, dense = self._network.prompt_encoder(**self._asked(prompt, embedding))
            rough, quality = self._network.mask_decoder(
                image_embeddings=embedding.features,
                image_pe=self._network.prompt_encoder.get_dense_pe(),
                sparse_prompt_embeddings=sparse,
                dense_prompt_embeddings=dense,
                multimask_output=single,
            )
            best = rough[:, int(quality[0].argmax())][:, None]
            large = self._network.postprocess_masks(best, embedding.input_size, embedding.size)
            mask: Mask = (large[0, 0] > self._network.mask_threshold).cpu().numpy()
        return mask

    def _encoded(self, picture: Image) -> _Embedding:
        start = time.perf_counter()
        size = picture.shape[0], picture.shape[1]
        scale = self._network.image_encoder.img_size / max(size)
        input_size = int(size[0] * scale + 0.5), int(size[1] * scale + 0.5)
        fitted = PIL.Image.fromarray(picture).resize(input_size[::-1], Resampling.BILINEAR)
        channels = torch.from_numpy(np.array(fitted)).permute(2, 0, 1)[None]
        with self._lock, torch.inference_mode():
            padded = self._network.preprocess(channels.to(self._network.device))
            features = self._network.image_encoder(padded)
        kept_bytes = features.element_size() * features.nelement()
        reading = Reading((time.perf_counter() - start) * 1000, kept_bytes)
        return _Embedding(features, size, input_size, reading)

    def _asked(self, prompt: Prompt, embedding: _Embedding) -> dict[str, Any]:
        """Returns points, boxes and masks as the prompt encoder takes them, in its own frame."""
        (height, width), (rows, columns) = embedding.size, embedding.input_size
        fit = np.array([columns / width, rows / height])
        device = embedding.features.device
        points = box = mask = None
        if prompt.points:
            places = torch.from_numpy((np.asarray(prompt.points) * fit).astype(np.float32))
            labels = torch.tensor(prompt.positive, dtype=torch.int)
            points = places[None].to(device), labels[None].to(device)
        if prompt.box is not None:
            corners = (np.asarray(prompt.box).reshape(2, 2) * fit).astype(np.float32)
            box = torch.from_numpy(corners.reshape(1, 4)).to(device)
        if prompt.prior is not None:
            mask = torch.from_numpy(self._rough(prompt.prior, embedding))[None].to(device)
        return {"points": points, "boxes": box, "masks": mask}

    def _rough(self, prior: Mask, embedding: _Embedding) -> NDArray[np.float32]:
        """Returns a mask as the decoder takes one: (1, s, s), in the padded square it sees."""
        height, width = self._network.prompt_encoder.mask_input_size
        side = self._network.image_encoder.img_size
        rows = max(1, round(height * embedding.input_size[0] / side))
        columns = max(1, round(width * embedding.input_size[1] / side))
        cover = cv2.resize(prior.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
        rough = np.full((1, height, width), -_SURE, np.float32)
        rough[0, :rows, :columns] = (2 * cover - 1) * _SURE
        return rough
