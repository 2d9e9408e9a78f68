"""The recipes of both papers' trainers at any width, on networks nobody has trained."""

from collections.abc import Callable

from tryon.models.viton_hd import GeometricMatching
from tryon.training.papers.perceptual import Vgg19Features
from tryon.training.papers.recipe import Recipe
from tryon.training.papers.rmgn import StudentRecipe, TeacherRecipe, teacher_networks
from tryon.training.papers.viton_hd import AliasRecipe, MatchingRecipe, SegmentationRecipe
from tryon.types import Size

WIDTH = 4
# The smallest that each network can be made for.
SIZES: dict[str, Size] = {
    "seg": (64, 48),
    "gmm": (128, 96),
    "alias": (96, 96),
    "rmgn-teacher": (96, 96),
    "rmgn": (96, 96),
}


def untrained(name: str, size: Size, width: int, perceptual: Vgg19Features) -> Recipe:
    """Returns a recipe: of pictures of a size, but `seg` and `gmm`, whose networks have it."""
    makers: dict[str, Callable[[], Recipe]] = {
        "seg": lambda: SegmentationRecipe(width, size),
        "gmm": lambda: MatchingRecipe(width, size),
        "alias": lambda: AliasRecipe(size, GeometricMatching(width=width), perceptual, width),
        "rmgn-teacher": lambda: TeacherRecipe(perceptual, width),
        "rmgn": lambda: StudentRecipe(teacher_networks(width), perceptual, width),
    }
    return makers[name]()
