"""Everything a user can mend, as exceptions with one sentence and one hint."""


class TryOnError(Exception):
    """An error the user can act on.

    Args:
        message: One plain sentence saying what is wrong. Never contains a file name the user gave.
        hint: One plain sentence saying what to do about it, wherever it is read.
        command: What does it on the command line, an option or a whole command; empty for nothing.
    """

    def __init__(self, message: str, hint: str = "", command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command


class UnusablePhoto(TryOnError):
    """No run can come of the photo as it is: another one, or another part of it, is needed."""


def with_command(hint: str, command: str) -> str:
    """Returns a hint as it is read where commands are typed; the page shows the hint alone."""
    return " ".join(filter(None, (hint, f"On the command line: {command}" if command else "")))


class UnreadableImage(UnusablePhoto):
    """The file is not an image this program reads, or it is damaged."""


class ImageTooLarge(UnusablePhoto):
    """The image has more pixels or bytes than the limits allow."""


class NoPersonFound(UnusablePhoto):
    """No person could be found in the person photo."""


class PoseIncomplete(UnusablePhoto):
    """Shoulders or hips, which the pipelines need, could not be found."""


class PersonHidden(UnusablePhoto):
    """Somebody else is in front of the person who was chosen."""


class CoveringUnclear(UnusablePhoto):
    """What covers the head could not be told from the garment that is to be replaced."""


class GarmentMaskEmpty(UnusablePhoto):
    """The garment could not be told from its background."""


class MaskInvalid(TryOnError):
    """A mask, a click or a set of joints given by the user cannot be used."""


class UnsupportedCategory(UnusablePhoto):
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
