"""`python -m tryon doctor`: can the default pipeline run here, and if not, why?"""

import shutil
import sys
from importlib import import_module
from importlib.metadata import version

from tryon.config import Settings
from tryon.device import choose_device
from tryon.errors import WeightsMissing
from tryon.outputs.results import versions
from tryon.pipelines import PIPELINES
from tryon.weights.store import WeightStore
from tryon.weights.table import BODY_WEIGHTS, GARMENT_WEIGHTS

_DEFAULT = "compact"
# torch 2.6 belongs to torchvision 0.21, 2.7 to 0.22 and so on.
_TORCHVISION_AHEAD = 15


def doctor(settings: Settings, device: str) -> int:
    """Prints versions, device and weights.

    Raises:
        TryOnError: The default pipeline cannot run.
    """
    print("Versions: " + ", ".join(f"{name} {number}" for name, number in versions().items()))
    print(f"Device: {choose_device(device if device != 'auto' else settings.device)}")
    print("".join(f"{line}\n" for line in _misfit()), end="")
    network = "not to be used" if settings.offline else "may be used to fetch weights"
    print(f"Network: {network}; npm client {'found' if shutil.which('npm') else 'not found'}")
    store = WeightStore(settings)
    print("Weights:")
    checks = {row.weight.key: (store.verify(row.weight.key), row.weight) for row in store.rows()}
    for key, (check, weight) in checks.items():
        print(f"  {key:18} {check:10} {weight.licence:14} {weight.title}")
    print("Pipelines:")
    for name, pipeline in PIPELINES.items():
        lacking = [key for key in pipeline.weights if checks[key][0] in ("missing", "damaged")]
        print(f"  {name:18} {'lacks ' + ', '.join(lacking) if lacking else 'ready'}")
        if name == _DEFAULT and lacking:
            raise WeightsMissing(
                f"The default pipeline cannot run: {', '.join(lacking)} missing or damaged.",
                "Clone the repository again, or name the folder with --weights-dir.",
            )
    unseen = [key for key in BODY_WEIGHTS if checks[key][0] != "verified"]
    if unseen:
        print(
            f"Without {', '.join(unseen)} nobody is found in a photo: clone the repository again."
        )
    if checks["selfie_multiclass"][0] != "verified":
        print("Without selfie_multiclass the person is parsed by colour only, which is poorer.")
    unread = [key for key in GARMENT_WEIGHTS if checks[key][0] != "verified"]
    if unread:
        print(f"Without {', '.join(unread)} garments are cut out and described by rules only.")
    return 0


def _misfit() -> list[str]:
    """Says that torchvision cannot be imported beside torch, and what cures it; [] where it can.

    pip does not notice: builds of the same version for a processor and for CUDA count as the same,
    although only two of one kind fit each other.
    """
    try:
        import_module("torchvision")
    except (ImportError, OSError, RuntimeError) as error:
        torch, _, build = version("torch").partition("+")
        release = f"0.{int(torch.split('.')[1]) + _TORCHVISION_AHEAD}.*"
        index = f" --index-url https://download.pytorch.org/whl/{build}" if build else ""
        return [
            f"torchvision does not fit torch {version('torch')}: it cannot be imported "
            f"({str(error).splitlines()[0]}). This program does without it. To cure it:",
            f"  {sys.executable} -m pip install --force-reinstall --no-deps "
            f"'torchvision=={release}'{index}",
        ]
    return []
