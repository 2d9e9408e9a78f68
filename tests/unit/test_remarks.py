"""Whatever is said to a visitor is in the tables of all languages, or is known to stay English."""

import ast
import re
from pathlib import Path

import pytest

import tryon
from tryon.errors import UnreadableImage
from tryon.pictures.picture_files import picture_file
from tryon.ui.wording.remarks.en import REMARKS
from tryon.ui.wording.sentences import recognised
from tryon.ui.wording.studio_tables.en import STUDIO

ROOT = Path(tryon.__file__).parent
# Whose refusals and notices stand on the page.
ROOMS = ("engines", "mending", "pictures", "preprocess", "segmenters", "ui", "stages.py")
# Where the message and the hint stand among the arguments.
NOTICES = ("Notice", "_person_notice", "_garment_notice")
REFUSALS = (
    "Cancelled",
    "CoveringUnclear",
    "GarmentMaskEmpty",
    "ImageTooLarge",
    "MaskInvalid",
    "NoPersonFound",
    "OutOfMemory",
    "PersonHidden",
    "PoseIncomplete",
    "TryOnError",
    "UnreadableImage",
    "UnsupportedCategory",
)
PLACES = dict.fromkeys(NOTICES, (1, 2)) | dict.fromkeys(REFUSALS, (0, 1))
BLANK = "7"
STAYS_ENGLISH = {
    # The page never asks for it; a forged request or the command line can.
    "There is no pipeline to run.",
    "7 does not run at 7x7.",
    "7 has no ablation called 7.",
    "Of the pipelines, viton-hd has one: instance-norm.",
    "Choose one of 7.",
    "There is no such pipeline.",
    "Choose one from the list.",
    "This pipeline does not run at that size.",
    "There is no such 7 in the photo.",
    "Tap one in it.",
    "There is no garment number 7: 7 can be chosen in the photo.",
    "There is no person number 7: 7 can be chosen in the photo.",
    "Give a number from 1 to 7, counted from the left.",
    "7 is no PNG, or holds colours instead of numbers.",
    "Give a PNG with a palette or of greys.",
    "7 is an array of 7 with shape 7.",
    "Give a uint8 array of shape (height, width, 3), red first.",
    "7 was not found: there is no such file.",
    "Check the path and its spelling.",
    "Pose and body parts of this person are not known.",
    "Use a photo of one person from head to hips, or the pipeline rmgn, which needs neither.",
    # The studio never sends it.
    "A box has two corners.",
    "Drag it around the object.",
    "A point has no place: it is not a pair of numbers.",
    "Choose a size with the slider.",
    "Click into the picture.",
    "Draw on the photo.",
    "Nothing was pointed at: it has no points.",
    "Some clicks do not say whether they add or remove.",
    "Start without it.",
    "The brush has no such size.",
    "The mask to start from belongs to a photo of another size.",
    "The stroke has no points.",
    "The studio has no such action.",
    "There is no predicted layout yet.",
    "Run the try-on once; then it can be mended.",
    "There is no such joint.",
    "There is no such region.",
    "There is no such sleeve or neckline.",
    "These clicks were made on another photo.",
    "This is no action of the studio.",
    # Put together for two kinds of photos, or from what is too much, each of which the tables have.
    "These changes were made for another 7 photo.",
    "7 has 7, far more than a photo.",
    # Nobody is left to read it.
    "Reading the photo was cancelled.",
    "The work was cancelled.",
    # Only whoever runs the page can come to it.
    "The package segment-anything is not installed.",
    "Run: pip install -r requirements.txt",
    "In half precision the network's numbers were none; the picture was made again in float32.",
    "To spare that time, choose another precision.",
    "7 does not run at 7x7; it ran at 7x7.",
    "To compare like with like, choose a size that every pipeline has: 512x384.",
    # Put together from others, which the tables have.
    "7 7",
    "7. 7",
    "7 7; 7.",
    "The 7 photo is blurred.",
    "There are 7 garments in the photo; 7.",
    "There are 7 people in the photo; 7. The others stay as they are.",
}
SENTENCE = re.compile(r"""["`]([A-Z][^"`<>]*[a-z] [^"`<>]*[.?!])["`]""")


def texts(node):
    """The texts that an expression may have, with a blank for whatever is put in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(p.value if isinstance(p, ast.Constant) else BLANK for p in parts)]
        case ast.IfExp(body=one, orelse=other):
            return texts(one) + texts(other)
        case ast.BinOp(left=left, right=right):
            return [one + other for one in texts(left) for other in texts(right)]
    return []


def said_by(path):
    """What the refusals and notices of a file say."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for place in PLACES.get(node.func.id, ()):
                yield from (text for each in node.args[place : place + 1] for text in texts(each))


def files(room):
    path = ROOT / room
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def test_every_refusal_and_notice_is_in_the_tables():
    said = {text for room in ROOMS for path in files(room) for text in said_by(path) if text}
    assert len(said) > 100
    missing = {text for text in said if recognised(text) is None}
    assert missing == STAYS_ENGLISH


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"GIF89a", "gif"),
        (b"II*\0", "tiff"),
        (b"\0\0\0\0ftypisom", "film"),
        (b"%!PS", "eps"),
        (b"%PDF-1", "pdf"),
        (b"BM", "bmp"),
        (b"<svg", "svg"),
        (b"{}", "text"),
        (b"Hello", "other"),
    ],
)
def test_what_a_file_is_in_place_of_a_photo_has_a_word(head, kind):
    with pytest.raises(UnreadableImage) as refused:
        picture_file(head, "The person photo")
    assert recognised(refused.value.message) == (
        "file_unread",
        {"name": "@the_person_photo", "kind": f"@kind_{kind}"},
    )


def test_every_remark_is_still_made():
    """Its longest part is in the code of the room that makes it, where that is in one piece."""
    paths = [path for room in ROOMS for path in files(room) if "remarks" not in path.parts]
    code = "\n".join(path.read_text("utf-8") for path in paths)
    code = re.sub(r'"\s*\n\s*f?"', "", code)
    studio = [text for key, text in STUDIO.items() if key.startswith("mi_")]
    for text in (*REMARKS.values(), *studio):
        longest = max(re.split(r"\{\w+\}|\b(?:person|garment)\b|[;,.] ", text), key=len)
        assert longest.strip(" .;:,()") in code, text


def test_scripts_say_nothing_in_english_alone():
    scripts = list((ROOT / "ui").rglob("*.js"))
    assert scripts
    for path in scripts:
        code = re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        assert not SENTENCE.findall(code), path.name
