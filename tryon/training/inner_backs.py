"""Trains the network that finds inner backs: `python -m tryon.training.inner_backs --help`.

A decoder on the garment network's encoder, which stays as it is. Products are those of rendered
people (`synthetic --outfits`) and of shards, freshly painted. Seeded.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

from tryon.device import choose_device
from tryon.models.compact import WORKING_SIZE
from tryon.models.garment import FineDecoder, GarmentEncoder, GarmentNetwork
from tryon.preprocess.compact_inputs import product_picture
from tryon.preprocess.garment_reader import as_input
from tryon.training.inner_back_drawing import as_photographed, moved
from tryon.training.samples import FRONT, INNER_BACK, Shards, draw_sample
from tryon.types import Image, Labels, Mask, Size
from tryon.weights.store import load_strictly

_RATE, _WARM_UP, _FALL_SHARE = 1e-3, 50, 0.6
_CROSS_ENTROPY_SHARE, _DICE_SHARE = 5.0, 0.5
_FROM_OUTFITS, _JPEG = 0.6, 0.3
_FEWEST = 2.0
_VALIDATION = 8  # batches


@dataclass(frozen=True)
class Products:
    """What is learnt from.

    Attributes:
        pictures: (n, 256, 192, 3) uint8, the products of rendered people.
        sides: (n, 256, 192) uint8, see `samples.FRONT` and `samples.INNER_BACK`.
        shards: Bodies in garments that are painted anew each time.
    """

    pictures: NDArray[np.uint8]
    sides: NDArray[np.uint8]
    shards: Shards


def read_products(outfits: Path, shards: Path) -> Products:
    """Reads every complete chunk of `synthetic --outfits`, and opens shards.

    Raises:
        FileNotFoundError: There are none.
    """
    chunks = [chunk for chunk in sorted(outfits.glob("c*")) if (chunk / "side.npy").exists()]
    if not chunks:
        raise FileNotFoundError(f"no outfits in {outfits}")
    pictures = np.concatenate([np.load(chunk / "product.npy") for chunk in chunks])
    sides = np.concatenate([np.load(chunk / "side.npy") for chunk in chunks])
    height, width = WORKING_SIZE
    return Products(
        pictures.reshape(-1, height, width, 3), sides.reshape(-1, height, width), Shards(shards)
    )


def draw_sides(
    products: Products, rng: np.random.Generator, stretch: float = 0.0
) -> tuple[Image, Labels]:
    """Returns a product (256, 192, 3) as rendered, and its sides (256, 192).

    Args:
        products: What is drawn from.
        rng: Source of every choice.
        stretch: Of products of outfits, see `moved`.
    """
    if rng.random() < _FROM_OUTFITS:
        number = int(rng.integers(len(products.pictures)))
        return moved(products.pictures[number], products.sides[number], rng, stretch)
    sample = draw_sample(products.shards, rng)
    inside = sample.cloth[0] > 0.5
    side = np.where(sample.inner_back, INNER_BACK, FRONT * inside).astype(np.uint8)
    picture = ((sample.cloth[1:].transpose(1, 2, 0) + 1) * 127.5).astype(np.uint8)
    return picture, side


def on_ground(picture: Image, side: Labels, size: Size, rng: np.random.Generator) -> Image:
    """Returns a product of any size on even ground, at a size (height, width); some as JPEG."""
    picture = product_picture(picture, side > 0, size)
    if rng.random() < _JPEG:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(50, 95))]
        picture = np.asarray(
            cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_COLOR), np.uint8
        )
    return picture


def draw_product(products: Products, rng: np.random.Generator) -> tuple[Image, Mask]:
    """Returns a product (256, 192, 3) on even ground and its inner back (256, 192)."""
    picture, side = draw_sides(products, rng)
    picture = as_photographed(picture, side, rng)
    return on_ground(picture, side, WORKING_SIZE, rng), side == INNER_BACK


def draw_batch(products: Products, seed: tuple[int, ...], size: int) -> tuple[Tensor, Tensor]:
    """Returns inputs (size, 3, 256, 192) and inner backs (size, 1, 256, 192), 0 or 1."""
    rng = np.random.default_rng(seed)
    pictures, backs = zip(*(draw_product(products, rng) for _ in range(size)), strict=True)
    truth = torch.from_numpy(np.stack(backs)).float()[:, None]
    return torch.cat([as_input(picture) for picture in pictures]), truth


class Draws(Dataset[tuple[Tensor, Tensor]]):
    """Batches by number: what is drawn depends on seed and number alone, whoever draws it."""

    def __init__(self, products: Products, seed: int, size: int, count: int) -> None:
        self._products, self._seed, self._size, self._count = products, seed, size, count

    def __len__(self) -> int:
        """Returns the number of batches."""
        return self._count

    def __getitem__(self, number: int) -> tuple[Tensor, Tensor]:
        """Draws a batch, see `draw_batch`."""
        return draw_batch(self._products, (self._seed, number), self._size)


def inner_back_loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Returns cross-entropy plus, where there is an inner back, dice; at half the size."""
    truth = F.avg_pool2d(truth, 2)
    chance = torch.sigmoid(logits)
    overlap = 2 * (chance * truth).sum((1, 2, 3)) + 1
    dice = overlap / (chance.sum((1, 2, 3)) + truth.sum((1, 2, 3)) + 1)
    some = truth.sum((1, 2, 3)) > _FEWEST
    cross_entropy = F.binary_cross_entropy_with_logits(logits, truth)
    return _CROSS_ENTROPY_SHARE * cross_entropy + _DICE_SHARE * ((1 - dice) * some).mean()


def train(encoder: GarmentEncoder, decoder: FineDecoder, draws: Draws, workers: int) -> list[float]:
    """Trains the decoder, where it lies; returns the loss of every step."""
    device = next(decoder.parameters()).device
    optimiser = torch.optim.AdamW(decoder.parameters(), _RATE, weight_decay=0.01)
    losses, steps = [], len(draws)
    for step, batch in enumerate(DataLoader(draws, batch_size=None, num_workers=workers)):
        fall = min(1.0, (1 - step / steps) / _FALL_SHARE + 0.01)
        optimiser.param_groups[0]["lr"] = _RATE * min(1.0, (step + 1) / _WARM_UP) * fall
        pictures, truth = (values.to(device) for values in batch)
        with torch.no_grad():
            features = encoder.finer(pictures)
        loss = inner_back_loss(decoder.mask_logits(features), truth)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        optimiser.step()
        losses.append(loss.item())
    return losses


@torch.inference_mode()
def overlap(encoder: GarmentEncoder, decoder: FineDecoder, draws: Draws) -> float:
    """Returns the IoU of all inner backs together."""
    both = either = 0
    for number in range(len(draws)):
        pictures, truth = draws[number]
        logits = decoder.mask_logits(encoder.finer(pictures))
        found = F.interpolate(logits, scale_factor=2.0, mode="bilinear") > 0
        both += int((found & (truth > 0)).sum())
        either += int((found | (truth > 0)).sum())
    return both / max(either, 1)


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tryon.training.inner_backs"
    )
    parser.add_argument("--outfits", type=Path, required=True, help="of `synthetic --outfits`")
    parser.add_argument("--shards", type=Path, required=True, help="of `synthetic --shards`")
    parser.add_argument("--garment", type=Path, required=True, help="the garment network's file")
    parser.add_argument("--start", type=Path, help="weights to begin with")
    parser.add_argument("--run", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=8, help="products a step")
    parser.add_argument("--workers", type=int, default=0, help="processes that draw them")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    network = GarmentNetwork()
    state = {name: value.float() for name, value in load_file(chosen.garment).items()}
    load_strictly(network, state, "compact_garment")
    encoder = network.encoder.eval().requires_grad_(False)
    decoder = FineDecoder()
    if chosen.start:
        begun = {name: value.float() for name, value in load_file(chosen.start).items()}
        load_strictly(decoder, begun, "compact_inner_back")
    products = read_products(chosen.outfits, chosen.shards)
    draws = Draws(products, chosen.seed, chosen.batch, chosen.steps)
    device = choose_device(chosen.device)
    losses = train(encoder.to(device), decoder.to(device), draws, chosen.workers)
    encoder, decoder = encoder.cpu(), decoder.cpu()
    chosen.run.mkdir(parents=True, exist_ok=True)
    halves = {name: value.half().contiguous() for name, value in decoder.state_dict().items()}
    save_file(halves, chosen.run / "inner_back.safetensors")
    facts = {
        "steps": chosen.steps,
        "loss of the last hundred": round(float(np.mean(losses[-100:])), 4),
        "IoU, drawn anew of the same": round(
            overlap(encoder, decoder, Draws(products, chosen.seed + 1, chosen.batch, _VALIDATION)),
            4,
        ),
    }
    (chosen.run / "inner_back.json").write_text(json.dumps(facts, indent=2) + "\n")
    print(json.dumps(facts, indent=2))


if __name__ == "__main__":
    main()
