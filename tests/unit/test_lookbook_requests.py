import pytest

from tryon.config import Settings
from tryon.errors import ImageTooLarge, TryOnError, UnreadableImage
from tryon.ui.lookbook.requests import check_lookbook, gallery_paths
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.server.uploads import Uploads

CHOICES = (PipelineChoice("auto", "Best", ((1024, 768), (512, 384))),)
SETTINGS = Settings(lookbook_pairs=6, lookbook_mb=1)


def gallery(tmp_path, kind, count, weight=10):
    folder = tmp_path / kind.encode().hex().ljust(64, "0")
    folder.mkdir()
    paths = [folder / f"{kind}{number}.png" for number in range(count)]
    for path in paths:
        path.write_bytes(b"x" * weight)
    return [{"image": {"path": str(path)}, "caption": None} for path in paths]


def asked(tmp_path, persons, garments, **options):
    return check_lookbook(
        gallery(tmp_path, "person", persons),
        gallery(tmp_path, "garment", garments, options.pop("weight", 10)),
        options.pop("pipeline", "auto"),
        options.pop("size", ""),
        CHOICES,
        SETTINGS,
        Uploads(tmp_path),
    )


def test_one_person_many_garments(tmp_path):
    request = asked(tmp_path, 1, 3, size="512x384")
    assert [look.title for look in request.looks] == ["Garment 1", "Garment 2", "Garment 3"]
    assert [look.garment.name for look in request.looks] == [f"garment{n}.png" for n in range(3)]
    assert {look.person.name for look in request.looks} == {"person0.png"}
    assert (request.shared_person.name, request.shared_garment) == ("person0.png", None)
    assert (request.size, request.pipeline) == ((512, 384), "auto")
    assert len({look.pair.folder for look in request.looks}) == 3


def test_looks_are_called_by_the_names_of_their_files(tmp_path):
    persons = gallery(tmp_path, "person", 1)
    garments = gallery(tmp_path, "garment", 5)
    names = ["garment_v_neck.jpg", "Blouse.png", "red.png", "../red.jpg", None]
    for entry, name in zip(garments, names, strict=True):
        entry["image"]["orig_name"] = name
    request = check_lookbook(persons, garments, "auto", "", CHOICES, SETTINGS, Uploads(tmp_path))
    titles = [look.title for look in request.looks]
    assert titles == ["V neck", "Blouse", "Red 3", "Red 4", "Garment 5"]
    # Files are not called so.
    assert request.looks[0].pair.folder == "person_01_garment_01"


def test_one_garment_many_persons_and_many_of_both(tmp_path):
    request = asked(tmp_path, 2, 1)
    assert [look.title for look in request.looks] == ["Person 1", "Person 2"]
    assert (request.shared_person, request.shared_garment.name) == (None, "garment0.png")
    (tmp_path / "both").mkdir()
    both = asked(tmp_path / "both", 2, 3)
    assert both.looks[4].title == "Person 2, garment 2"
    assert (both.shared_person, both.shared_garment) == (None, None)


@pytest.mark.parametrize(("persons", "garments"), [(0, 1), (1, 0), (0, 0)])
def test_both_sides_are_needed(tmp_path, persons, garments):
    with pytest.raises(TryOnError, match="at least one person and one garment"):
        asked(tmp_path, persons, garments)


def test_too_many_pairs_are_refused_with_both_numbers(tmp_path):
    (tmp_path / "six").mkdir()
    assert len(asked(tmp_path / "six", 2, 3).looks) == 6
    with pytest.raises(TryOnError, match=r"8 try-ons; a lookbook has at most 6"):
        asked(tmp_path, 2, 4)


def test_too_many_bytes_are_refused(tmp_path):
    with pytest.raises(ImageTooLarge, match="1 MB"):
        asked(tmp_path, 1, 2, weight=600_000)


@pytest.mark.parametrize("options", [{"pipeline": "none"}, {"size": "1x1"}])
def test_values_that_are_not_offered_are_refused(tmp_path, options):
    with pytest.raises(TryOnError):
        asked(tmp_path, 1, 1, **options)


@pytest.mark.parametrize(
    "value", [None, "text", 7, {}, [None], [{}], [{"image": None}], [{"image": {"path": 3}}]]
)
def test_other_payloads_hold_no_pictures(tmp_path, value):
    assert gallery_paths(value, Uploads(tmp_path)) == []


def test_a_film_is_passed_on_to_be_refused_in_its_cell(tmp_path):
    film = gallery(tmp_path, "film", 1)[0]["image"]
    assert [path.name for path in gallery_paths([{"video": film}], Uploads(tmp_path))] == [
        "film0.png"
    ]


@pytest.mark.parametrize("kind", ["image", "video"])
def test_files_that_were_not_uploaded_are_no_pictures_of_a_lookbook(tmp_path, kind):
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"x")
    for path in (outside, tmp_path / "none.png", "/proc/self/fd/3"):
        for mark in ({}, {"meta": {"_type": "gradio.FileData"}}):
            entry = {kind: {"path": str(path), **mark}}
            with pytest.raises(UnreadableImage, match="deleted after an hour"):
                gallery_paths([entry], Uploads(tmp_path / "uploads"))
