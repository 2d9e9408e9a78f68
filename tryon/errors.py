"""Everything a user can mend, as exceptions with one sentence and one hint."""


class TryOnError(Exception):
    """An error the user can act on.

    Args:
        message: One plain sentence saying what is wrong. Never contains a file name the user gave.
        hint: One plain sentence saying what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UnreadableImage(TryOnError):
    """The file is not an image this program reads, or it is damaged."""


class ImageTooLarge(TryOnError):
    """The image has more pixels or bytes than the limits allow."""


class NoPersonFound(TryOnError):
    """No person could be found in the person photo."""


class PoseIncomplete(TryOnError):
    """Shoulders or hips, which the pipelines need, could not be found."""


class PersonHidden(TryOnError):
    """Somebody else is in front of the person who was chosen."""


class CoveringUnclear(TryOnError):
    """What covers the head could not be told from the garment that is to be replaced."""


class GarmentMaskEmpty(TryOnError):
    """The garment could not be told from its background."""


class MaskInvalid(TryOnError):
    """A mask, a click or a set of joints given by the user cannot be used."""


class UnsupportedCategory(TryOnError):
    """The garment is of a kind no pipeline here can put on a person yet."""


class WeightsMissing(TryOnError):
    """Weights are needed that are not on this machine."""


class WeightsCorrupt(TryOnError):
    """A weight file is damaged, or is not what it says it is."""


class WeightsUnavailable(TryOnError):
    """No source could supply the weights."""


class OutOfMemory(TryOnError):
    """The device ran out of memory."""


class Cancelled(TryOnError):
    """The user cancelled the run."""


class NonFiniteOutput(TryOnError):
    """A network gave NaN or infinity."""
