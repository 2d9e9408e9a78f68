"""Every language says all that English says, with the same blanks in it."""

import re
from html import unescape
from string import Formatter

import numpy as np
import pytest

from tests.support.fake_engine import DrawnPipeline
from tests.support.people import standing_pose
from tryon.config import PACKAGE_ROOT, Settings
from tryon.labels import LIP_NAMES, Joint
from tryon.mending.document import PARTS as MENDED
from tryon.mending.regions import REGIONS
from tryon.misalignment.reference import read_reference
from tryon.pipelines import PIPELINES
from tryon.preprocess.person_checks import examine_crowd, examine_person
from tryon.preprocess.pose_finder import Crowd
from tryon.segmenters.base import Reading
from tryon.stages import names_of
from tryon.types import Choosable
from tryon.ui import markup
from tryon.ui.about import questions, study
from tryon.ui.about.fetching import BUNDLES
from tryon.ui.history import history_markup
from tryon.ui.history.history_markup import HistoryEntry
from tryon.ui.markup import Shown
from tryon.ui.photos import photo_markup
from tryon.ui.results import result_markup
from tryon.ui.results.passage_markup import walk_button
from tryon.ui.results.result_markup import made_before
from tryon.ui.runs.pipeline_menu import menu_reader
from tryon.ui.site import EXAMPLES
from tryon.ui.studio import studio_markup
from tryon.ui.wording import (
    languages,
    remarks,
    result_tables,
    step_tables,
    studio_tables,
    studio_words,
    words,
)
from tryon.ui.wording.about_tables.en import ABOUT
from tryon.ui.wording.part_tables.en import PARTS
from tryon.ui.wording.passages import SAID as PASSAGES
from tryon.ui.wording.remarks.en import REMARKS
from tryon.ui.wording.result_tables.en import RESULT
from tryon.ui.wording.sentences import SENTENCES, recognised
from tryon.ui.wording.speaking import TABLES, say
from tryon.ui.wording.step_tables.en import STEPS_SAID
from tryon.ui.wording.step_words import (
    PICTURES,
    RMGN_PICTURES,
    RMGN_STEPS,
    STEPS,
    stage_words,
)
from tryon.ui.wording.studio_tables.en import STUDIO
from tryon.weights.table import MIRROR, WEIGHTS

ENGLISH = TABLES["en"]
TWO = Choosable(((0, 0, 0.5, 1), (0.5, 0, 1, 1)), 1)
UI = PACKAGE_ROOT / "tryon" / "ui"
SOURCES = [
    path
    for end in ("*.py", "*.js", "*.html")
    for path in UI.rglob(end)
    # Not the tables themselves.
    if path.parent.parent != UI / "wording"
]
# By which the page asks for a text.
ASKED = re.compile(
    r"""data-words="(\w+)"|\bsay\("(\w+)"\)|\bspoken\(["'](\w+)["']|\b(?:tryonW|w)ords\("(\w+)"\)"""
)
# A sentence and a hint, of which a script says both.
SAID = re.compile(r"""\["(\w+)", "(\w+_hint)"\]""")


def blanks(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", TABLES)
def test_a_table_has_every_text_and_no_other(language):
    table = TABLES[language]
    assert list(table) == list(ENGLISH)
    for key, text in table.items():
        assert text.strip() == text
        assert text
        assert blanks(text) == blanks(ENGLISH[key])


@pytest.mark.parametrize("language", [name for name in TABLES if name != "en"])
def test_sentences_are_translated(language):
    same = {key for key, text in TABLES[language].items() if text == ENGLISH[key]}
    # Words that are the same in both.
    alike = {"person", "lookbook", "options", "back", "step_pose", "rs_downloads"}
    assert same <= alike | {"sd_photo", "part_person", "ab_licence", "ab_no", "use_pose"}


@pytest.mark.parametrize("language", TABLES)
def test_what_ends_a_run_has_one_name(language):
    table = TABLES[language]
    assert "stop" not in table
    # What is said afterwards, of a run, in the studio and of a lookbook, begins with one word.
    first = [re.split(r"[.。]", table[key])[0] for key in ("cancelled", "st_stopped")]
    assert first[0] == first[1]
    assert table["book_stopped"].startswith(first[0])


def test_what_the_page_asks_for_is_there_and_nothing_lies_about():
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    asked = {next(filter(None, found)) for found in ASKED.findall(text)}
    asked |= {key for pair in SAID.findall(text) for key in pair}
    # Put together from a subject, a side, or what has changed.
    asked |= {"person", "garment", "persons", "garments", "crop_person", "crop_garment"}
    asked |= {"tap_person", "tap_garment", "unusable_person", "unusable_garment"}
    # By Gradio.
    asked |= {"upload_text.drop_gallery", "common.complete", "status.queue_position"}
    asked |= set(SENTENCES) | set(REMARKS)
    asked |= {"made_photos", "made_options", "made_mends", "made_gone"}
    asked |= {f"menu_{kind}" for kind in (*words.SLEEVES, *words.NECKLINES)}
    asked |= set(re.findall(r"""["'](menu_\w+)["']""", text))
    # Told by their English, or put together in the studio from what is chosen there.
    markup = str(studio_markup.editor()) + str(studio_steps())
    asked |= set(re.findall(r'data-(?:words|hint|label)="(\w+)"', markup))
    asked |= {key for key in STUDIO if f'"{key}"' in text}
    asked |= {f"region_{name.replace(' ', '_')}" for name in REGIONS}
    asked |= {f"joint_{joint.name.lower()}" for joint in Joint}
    asked |= {f"st_{part}_{way}" for part in MENDED for way in ("add", "take") if part != "pose"}
    asked |= {key for key in STUDIO if key.startswith("mi_")}  # see `test_remarks.py`
    asked |= {"st_pose_do", "st_left_says", "st_covered_says"}
    asked |= {f"st_{part}_{way}" for part in ("sleeve", "neckline") for way in ("menu", "says")}
    asked |= {recognised(text)[0] for text in said_by_the_studio()}
    # Captions, titles and what the inspector says are told by their English.
    said = [caption for caption, _ in (*PICTURES.values(), *RMGN_PICTURES.values())]
    said += [step.title for step in (*RMGN_STEPS, *STEPS)]
    asked |= {recognised(text)[0] for text in said}
    asked |= {f"lip_{name.replace(' ', '_')}" for name in LIP_NAMES}
    asked |= {key for key, text in (STEPS_SAID | RESULT).items() if longest_piece(text) in code()}
    # Put together from a colour and a mask's words, or from what was not seen.
    asked |= {f"alt_{kind}{colour}" for kind in ("", "rmgn_") for colour in ("orange", "blue")}
    asked |= {"guessed_few", "guessed_many", "alt_gave"}
    asked |= {key for key in RESULT if f'"{key}"' in text} | set(PASSAGES)
    asked |= {key for key in ABOUT if f'"{key}"' in text}
    asked |= {f"{key}_so" for key in asked if key.startswith("qa_")}
    weights = WEIGHTS.values()
    said = [text for each in weights for text in (each.title, each.licence, *each.used_by)]
    said += [text for each in weights for text in (each.published, *each.published.split(", "))]
    said.append(read_reference().words)
    asked |= {found[0] for found in map(recognised, said) if found}
    titles = [pipeline.title for pipeline in PIPELINES.values()]
    lacking = f"VITON-HD. {words.missing_words(('ALIAS',), '')[0]}"
    # A result that the strip no longer has is called by its place.
    titles += ["Chosen first", "Compared with it", f"Show this one above: {words.seed_words(3)}"]
    asked |= {recognised(text)[0] for text in (*titles, lacking)}
    # Put together from a subject or a place.
    both = ("part", "frame", "book_frame", "book_add", "dress")
    asked |= {f"{part}_{subject}" for part in both for subject in ("person", "garment")}
    asked |= {f"dress_{subject}_hint" for subject in ("person", "garment")}
    asked |= {f"trim_{x}_{y}" for x in ("left", "right") for y in ("top", "bottom")}
    asked |= {key for key in PARTS if f'"{key}"' in text}
    asked |= {f"ex_{path.stem.removeprefix('garment_')}" for path in EXAMPLES.glob("garment_*")}
    assert asked == set(ENGLISH)


def longest_piece(text):
    """What of a sentence stands in the code, whatever is put into it."""
    return max(re.split(r"\{\w+\}|^(?:Small|Medium|Large)", text), key=len)


def code():
    """What the page's parts are made of, with sentences in one piece."""
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    return re.sub(r'"\s*\n\s*f?"', "", text)


def studio_steps():
    stages = DrawnPipeline.stages
    return studio_markup.steps(stages, {}, {name for stage in stages for name in stage.reads})


def said_by_the_studio():
    words, reading = studio_words, Reading(1500.0, 3 << 20)
    return [
        words.FORGOTTEN,
        words.FORGOTTEN_HINT,
        words.OTHER_PHOTOS,
        words.OTHER_PHOTOS_HINT,
        words.LOADED,
        words.STOPPED,
        words.reading_words("SAM", reading),
        words.done_words({"person": 1.0, "synthesis": 2.0}),
        "Everything is up to date.",
        "Mend something, or run from a step.",
    ]


def test_everything_in_the_studio_has_a_key():
    """Each text, tooltip and name, but for signs and what a visitor never reads."""
    html = str(studio_markup.editor()) + str(studio_steps())
    assert len(re.findall(r"title=", html)) > 30
    for kind, attribute in (("hint", "title"), ("label", "aria-label")):
        for tag in re.findall(rf'<[^>]*\s{attribute}="[^>]*>', html):
            assert f"data-{kind}=" in tag, tag
    for tag, text in re.findall(r"(<[^/][^>]*>)\s*([^<]*[a-z][^<]*)<", html):
        assert "data-words=" in tag, text
    keys = re.findall(r'data-words="(\w+)"[^>]*>([^<]+)<', html)
    assert all(
        unescape(text).strip() == ENGLISH[key] for key, text in keys if "{" not in ENGLISH[key]
    )


def test_a_list_of_steps_is_said_step_by_step():
    assert recognised(studio_words.done_words({"agnostic": 1.0, "synthesis": 2.0})) == (
        "st_ran",
        {"names": "@step_agnostic, @step_synthesis", "time": "3 ms"},
    )


def test_english_in_the_pages_html_is_that_of_the_table():
    entry = HistoryEntry("name", 0.0, "made", "a", "b", "c")
    picture = Shown("a", "Before", "alt"), Shown("b", "After", "alt")
    html = "".join(
        (
            markup.header(words.TITLE, words.LEAD),
            markup.empty_result(words.EMPTY_RESULT),
            markup.steps([], walk_button()),
            photo_markup.trim_button("person"),
            photo_markup.several("person", TWO, 1),
            photo_markup.several("garment", TWO, None),
            history_markup.forget(),
            history_markup.still_here(),
            history_markup.strip([entry]),
            result_markup.compare(*picture, 3, 4, [], notes=made_before(words.MADE_BEFORE)),
            result_markup.tools(),
            result_markup.wear_too(words.WEAR_TOO, words.TO_LOOKBOOK),
            result_markup.downloads([]),
        )
    )
    found = re.findall(r'data-words="(\w+)"[^>]*>([^<]+)<', html)
    assert len(found) > 15
    for key, text in found:
        assert unescape(text) == ENGLISH[key]


def test_what_is_said_of_photos_and_runs_is_recognised():
    nowhere = np.zeros((10, 10), bool)
    left, right = standing_pose(), standing_pose(shift=(900, 0))
    (several,) = examine_crowd(Crowd([right, left], nowhere), right).notices
    nobody = examine_person(np.zeros((512, 384, 3), np.uint8), None, None).refusal
    said = [several.message, several.hint, nobody.message, nobody.hint]
    said += [words.person_words(["left hip", "nose"][:count]) for count in range(3)]
    said.append(words.person_words(["nose"] * 5))
    said += [
        words.garment_words(sleeve, neck) for sleeve in words.SLEEVES for neck in words.NECKLINES
    ]
    said += [words.done_words("2.5 s", mended) for mended in (False, True)]
    said += [stage_words(stage) for stage in names_of(DrawnPipeline.stages)]
    said += [stage_words(f"compact/{stage}") for stage in names_of(DrawnPipeline.stages)]
    for sentence in said:
        key, values = recognised(sentence)
        values = {
            name: re.sub(r"@(\w+)", lambda named: ENGLISH[named[1]], value)
            for name, value in values.items()
        }
        assert ENGLISH[key].format(**values) == sentence
    assert recognised(words.garment_words("long", "v")) == (
        "garment_found",
        {"sleeve": "@sleeve_long", "neckline": "@neckline_v"},
    )
    assert recognised(words.done_words("2.5 s", True))[0] == "done_mended"
    assert recognised("Something else.") is None


def test_a_sentence_that_names_a_button_says_it_as_the_button_does():
    for name, button in words.FETCH_BUTTONS.items():
        key = f"fetch_{name.replace('-', '_')}"
        assert recognised(words.FETCH_HINT.format(button=button)) == (
            "fetch_hint",
            {"button": f"@{key}"},
        )
        assert key in ENGLISH


def test_what_is_said_of_fetching_is_recognised():
    said = [words.download_words("sam_vit_b", share) for share in (None, 0.123)]
    said += [words.FETCHED, *words.NOT_FETCHED_HERE, *words.missing_words(("A", "B"), "")]
    said += [use for use, _ in BUNDLES.values()]
    said += [
        words.fetch_terms("616 MB", "CC BY-NC 4.0", commercial) for commercial in (True, False)
    ]
    said += [words.fetch_origin("a.org/x", doubt, "b.org/y, section C") for doubt in ("", MIRROR)]
    for sentence in said:
        key, values = recognised(sentence)
        assert ENGLISH[key].format(**values) == sentence


def test_what_a_refusal_names_is_named_in_the_visitors_language():
    assert recognised("Everything is upper clothes, so nothing could take its place.") == (
        "mi_region",
        {"region": "@region_upper_clothes"},
    )
    assert recognised(words.person_words(["left hip", "right hip"])) == (
        "guessed_few",
        {"which": "@joint_left_hip, @joint_right_hip"},
    )


def test_everything_at_the_foot_of_the_page_has_a_key():
    """But names of pipelines and of licences, addresses, and what is typed or a file."""
    about = menu_reader(Settings(offline=True))().about
    foot = about + study.study() + questions.questions()
    pieces = re.findall(r"<(\w+)([^>]*)>([^<]*[a-zA-Z][^<]*)<", foot)
    plain = {text for tag, said, text in pieces if tag != "a" and "data-words" not in said}
    names = {each.licence for each in WEIGHTS.values() if recognised(each.licence) is None}
    typed = {
        text for text in plain if text.startswith("run --") or text.endswith((".png", ".json"))
    }
    assert plain == names | typed | set(PIPELINES)
    assert len(pieces) > 100


def test_a_text_that_is_not_there_is_no_text():
    with pytest.raises(KeyError):
        say("nothing")


def test_no_key_stands_in_two_tables_of_a_language():
    for tag in TABLES:
        words, said = getattr(languages, tag), getattr(remarks, tag)
        assert not words.WORDS.keys() & said.REMARKS.keys(), tag
        studio = getattr(studio_tables, tag).STUDIO
        assert not studio.keys() & (words.WORDS | said.REMARKS).keys(), tag
        steps = getattr(step_tables, tag).STEPS_SAID
        assert not steps.keys() & (words.WORDS | said.REMARKS | studio).keys(), tag
        result = getattr(result_tables, tag).RESULT
        assert not result.keys() & (words.WORDS | said.REMARKS | studio | steps).keys(), tag
