"""The page in the visitor's language, as far as it stands still; English for all others."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.fake_engine import FakePipeline
from tests.support.lookbook_page import PERSON, RED, add, ended
from tests.support.page import all_answered, upload, upload_drawn
from tryon.errors import WeightsMissing
from tryon.ui.wording.speaking import TABLES


@pytest.mark.parametrize(
    ("browser_language", "language"), [("de-AT", "de"), ("zh-CN", "zh"), ("it-IT", "en")]
)
def test_the_page_speaks_the_browsers_language(open_page, demo, browser_language, language):
    page = open_page(demo.address, locale=browser_language, viewport={"width": 390, "height": 844})
    say = TABLES[language]
    expect(page.locator("#header h1")).to_have_text(say["title"])
    expect(page.locator("#privacy p")).to_have_text(say["privacy"])
    expect(page.locator("#run")).to_have_text(say["run"])
    expect(page.locator("#options button").first).to_contain_text(say["options"])
    expect(page.locator("#garment label").first).to_have_text(say["garment"])
    expect(page.locator("#result p")).to_have_text(say["empty"])
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    upload(page, "garment", demo.photos / "garment_drawn.png")
    page.get_by_role("button", name=say["crop_garment"]).click()
    expect(page.locator("#trim .use")).to_have_text(say["use_this"])
    page.keyboard.press("Escape")
    note = say["garment_found"].format(sleeve=say["sleeve_short"], neckline=say["neckline_round"])
    expect(page.locator("#garment-notes")).to_have_text(note)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(say["needs_both"])
    upload(page, "person", demo.photos / "person_drawn.png")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(say["done_in"].partition("{")[0])
    page.get_by_role("tab", name=say["lookbook"]).click()
    expect(page.locator("#lookbook-run")).to_have_text(say["make"])
    expect(page.locator("#lookbook-lead p")).to_have_text(say["lookbook_lead"])


def test_what_fetches_is_named_in_the_visitors_language_everywhere(open_page, demo, monkeypatch):
    def missing(*args, **options):
        raise WeightsMissing("ALIAS is not on this machine.", "Licence.")

    page = open_page(demo.address, locale="de-DE")
    say = TABLES["de"]
    upload_drawn(page, demo)
    expect(page.locator("#garment-notes")).to_contain_text("kurze")
    hint = say["fetch_hint"].format(button=say["fetch_viton_hd"])
    page.locator("#options button").first.click()
    page.locator("#pipeline input").click()
    page.get_by_role("option", name=f"VITON-HD ({say['menu_missing']})").click()
    expect(page.locator("#pipeline-note")).to_contain_text(hint)
    monkeypatch.setattr(FakePipeline, "__call__", missing)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(hint)
    expect(page.locator("#status")).to_contain_text(say["missing"].format(titles="ALIAS"))
    page.locator("#about button").first.click()
    expect(page.locator("#fetch-viton-hd-button")).to_have_text(say["fetch_viton_hd"])
    expect(page.locator("#about")).to_contain_text(say["use_viton_hd"])
    expect(page.locator("#about")).to_contain_text("nur für nichtkommerzielle Nutzung")
    # Addresses stay links, and the button stands out from what it lies on.
    box = page.locator("#fetch-viton-hd").last  # Gradio gives one id twice
    expect(box.locator("p a")).to_have_attribute("href", "https://github.com/shadow2496/VITON-HD")
    expect(box).to_contain_text("Die Autoren veröffentlichen sie hier: github.com/")
    grounds = [
        box.locator(place).evaluate("each => getComputedStyle(each).backgroundColor")
        for place in ("button", ".styler")
    ]
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("language", ["de", "ja"])
def test_menus_speak_it_too(open_page, demo, language):
    page = open_page(demo.address, locale=language)
    say = TABLES[language]
    usual = f"768 × 1024 ({say['menu_usual']})"

    def choose(field, option, offered):
        shown = page.locator(f"#{field} input")
        # Each menu by itself may be filled again after the one before was chosen from.
        all_answered(demo)
        shown.click()
        # A tick stands before each, seen before the one that is chosen.
        choices = page.get_by_role("option")
        expect(choices).to_have_text([re.compile(f"{re.escape(each)}$") for each in offered])
        page.get_by_role("option", name=option, exact=True).click()
        expect(shown).to_have_value(option)

    upload(page, "garment", demo.photos / "garment_drawn.png")
    sleeves = [say[f"menu_{kind}"] for kind in ("sleeveless", "short", "long")]
    expect(page.locator("#sleeve input")).to_have_value(sleeves[1])
    choose("sleeve", sleeves[2], sleeves)
    expect(page.locator("#neckline input")).to_have_value(say["menu_round"])
    page.locator("#options button").first.click()
    expect(page.locator("#size input")).to_have_value(usual)
    choose("size", "384 × 512", [usual, "384 × 512"])
    # What the server offers anew.
    best, missing = say["menu_best"], f"VITON-HD ({say['menu_missing']})"
    expect(page.locator("#pipeline input")).to_have_value(best)
    others = ["Compact (drawn)", missing, "RMGN (drawn)", "Drawn, with ablation"]
    choose("pipeline", missing, [best, *others])
    expect(page.locator("#size input")).to_have_value(usual)
    expect(page.locator("#sleeve input")).to_have_value(sleeves[2])
    choose("sleeve", sleeves[0], sleeves)
    # Values are what they were: the server knows them.
    choose("pipeline", best, [best, *others])
    upload(page, "person", demo.photos / "person_drawn.png")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(say["done_in"].partition("{")[0])
    page.get_by_role("tab", name=say["lookbook"]).click()
    page.locator("#lookbook-options button").first.click()
    expect(page.locator("#lookbook-size input")).to_have_value(usual)
    choose("lookbook-pipeline", missing, [best, *others])


def test_a_language_is_fetched_where_it_is_spoken_and_english_where_it_cannot_be(
    open_page, demo, chromium
):
    for language, asked in (("it-IT", []), ("ko-KR", ["ko"])):
        page = open_page(demo.address, locale=language)
        names = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
        assert [name.rpartition("/")[2] for name in names if "/words/" in name] == asked
    context = chromium.new_context(locale="ko-KR")
    page = context.new_page()
    page.route("**/words/*", lambda route: route.abort())
    page.goto(demo.address)
    expect(page.locator("#run")).to_have_text(TABLES["ko"]["run"])
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    context.close()


def test_a_lookbooks_cells_speak_it_too(open_page, demo):
    page = open_page(demo.address, locale="es-ES")
    say = TABLES["es"]
    page.get_by_role("tab", name=say["lookbook"]).click()
    add(page, demo, "persons", PERSON)
    add(page, demo, "garments", RED, "text.png")
    page.click("#lookbook-run")
    ended(page, say["book_partly"].format(made=1, count=2))
    looks = page.locator(".look")
    refused = looks.nth(1).locator("strong, span")
    expect(refused.last).to_have_text(say["file_unread_hint"])
    expect(refused.first).to_contain_text(say["file_unread"].partition("{kind}")[2])
    expect(looks.first.locator("button")).to_have_attribute(
        "aria-label", say["bk_open"].format(title="Drawn")
    )
    expect(looks.first.locator("img").first).to_have_attribute(
        "alt", say["bk_look"].format(title="Drawn")
    )
    looks.first.locator("button").click()
    expect(page.locator(".opened [data-history=mend]")).to_have_text(say["bk_mend"])


@pytest.mark.parametrize("language", ["de", "ja"])
def test_the_studio_speaks_the_visitors_language(open_page, demo, language):
    page = open_page(demo.address, locale=language, viewport={"width": 390, "height": 844})
    say = TABLES[language]
    page.locator("#studio > button").click()
    expect(page.locator(".studio-empty")).to_have_text(say["st_no_photos"])
    upload_drawn(page, demo)
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    tabs = page.locator(".studio-tabs button")
    expect(tabs).to_have_text(
        [
            say[key]
            for key in ("step_body", "st_repaint", "step_pose", "step_garment", "step_layout")
        ]
    )
    expect(tabs.last).to_have_attribute("title", say["st_no_layout"])
    expect(page.locator(".studio-hint")).to_contain_text(say["region_upper_clothes"])
    expect(page.locator(".studio-regions button").nth(5)).to_have_text(say["region_hair"])
    undo = page.locator("[data-do=undo]")
    expect(undo).to_have_text(say["st_undo"])
    expect(undo).to_have_attribute("title", say["st_undo_hint"])
    run = page.locator(".studio-go [data-run]")
    expect(run).to_have_text(say["st_run"])
    run.click()
    expect(page.locator(".studio-message")).to_contain_text(say["step_synthesis"])
    expect(run).to_have_text(say["st_up_to_date"])
    steps = page.locator(".studio-steps li")
    expect(steps.first.locator("h3")).to_have_text(say["st_person"])
    expect(steps.last.locator(".badge")).to_have_text(say["st_fresh"])
    page.get_by_role("button", name=say["st_wrong_left"]).click()
    expect(page.locator(".studio-message")).to_have_text(say["st_left_says"])
    tabs.nth(2).click()
    expect(page.locator(".studio-joints option").first).to_have_text(
        say["st_not_found"].format(joint=say["joint_nose"])
    )
    # What is refused, too.
    with page.expect_file_chooser() as chooser:
        page.locator(".studio [data-do=load]").click()
    broken = {"name": "a.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04 and no more"}
    chooser.value.set_files(broken)
    for part in ("mi_zip_unread", "mi_zip_hint"):
        expect(page.locator(".studio-message")).to_contain_text(say[part])
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_inspector_steps_and_captions_speak_it_too(open_page, demo):
    page = open_page(demo.address, locale="de-DE")
    say = TABLES["de"]
    upload_drawn(page, demo)
    page.click("#run")
    inspector = page.locator(".inspector")
    expect(inspector.locator("h2")).to_have_text(say["in_title"])
    expect(inspector.get_by_text(say["in_whole"], exact=True)).to_be_visible()
    expect(inspector.locator(".switch legend")).to_have_text([say["in_over"], say["in_show"]])
    fact = say["in_fact"].partition("}")[2]
    expect(inspector.locator(".fact")).to_contain_text(fact)
    # Around the result, and what stands for its pictures.
    assert say["alt_after"] in [
        image.get_attribute("alt") for image in page.locator("#result img").all()
    ]
    expect(page.get_by_label(say["rs_slider"])).to_be_visible()
    expect(page.locator("[data-closer=in]")).to_have_attribute("title", say["rs_in"])
    expect(page.locator("#result figcaption")).to_contain_text(
        say["rs_misaligned"].partition("{")[0]
    )
    expect(page.locator(".steps img").first).to_have_attribute("alt", say["alt_pose_map"])
    caption = page.locator(".steps figcaption").first
    expect(caption).to_have_text(say["pic_pose_map"])
    expect(page.locator(".legend").first).to_contain_text(say["lip_hair"])
    expect(page.locator(".legend").first).to_contain_text(say["lip_trousers"])
    page.locator(".label-map img").first.hover()
    expect(page.locator(".label-map .tip").first).to_have_text(say["lip_upper_clothes"])
    expect(page.locator(".timings h2")).to_have_text(say["in_time"])
    expect(page.locator(".timings tbody th").last).to_have_text(say["step_synthesis"])


@pytest.mark.parametrize("language", ["fr", "ko"])
def test_the_foot_of_the_page_and_the_inspectors_pairs_speak_it_too(open_page, demo, language):
    page = open_page(demo.address, locale=language)
    say = TABLES[language]
    study = page.locator("#study")
    study.locator("button").first.click()
    expect(study.locator("p")).to_have_text(
        [say[f"sy_{key}"] for key in ("trouble", "soft", "rmgn", "last")]
    )
    expect(study.locator("th")).to_have_text(
        [say[f"sy_{key}"] for key in ("what", "where", "file")]
    )
    rows = study.locator("tbody tr")
    expect(rows.nth(1).locator("td").first).to_have_text(say["sy_mending"])
    expect(rows.nth(5).locator("td").nth(1)).to_have_text(say["as_zip"])
    expect(study.get_by_role("region", name=say["sy_caption"])).to_be_visible()
    upload_drawn(page, demo)
    page.click("#run")
    details = page.locator(".inspector details")
    expect(details.locator("summary")).to_have_text(say["in_about"])
    details.locator("summary").click()
    pieces = re.split(r"\{\w+\}", say["in_pairs"])
    for piece in pieces:
        expect(details.locator("p")).to_contain_text(piece.strip())


@pytest.mark.parametrize("language", ["de", "ja"])
def test_frames_results_and_the_papers_words_speak_it_too(open_page, demo, language):
    page = open_page(demo.address, locale=language)
    say = TABLES[language]
    # Frames and examples.
    whose = {"subject": say["part_garment"]}
    example = page.locator("#garment-examples .gallery-item").first
    expect(example).to_have_attribute(
        "aria-label", say["part_example"].format(**whose, name="Drawn")
    )
    upload_drawn(page, demo)
    expect(page.locator("#person .image-frame img")).to_have_attribute("alt", say["frame_person"])
    for part in ("full", "remove", "upload", "camera", "paste"):
        named = page.locator("#garment").get_by_label(say[f"part_{part}"].format(**whose))
        expect(named).to_have_attribute("title", say[f"part_{part}"].format(**whose))
    # Variations, and the strip.
    page.locator("#options button").first.click()
    page.locator("#pipeline input").click()
    page.get_by_role("option", name="Drawn, with ablation").click()
    page.locator("#variations input[type=number]").fill("2")
    page.locator("#seed input").fill("7")
    page.locator("#seed input").press("Tab")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(say["done_in"].partition("{")[0])
    for _ in range(2):
        page.locator("#options button").first.click()
    expect(page.locator("#size-times")).to_contain_text(say["rs_measured"])
    sides = page.locator("#sides .sides")
    expect(sides.locator("h2")).to_have_text(say["sd_variations"])
    expect(sides.locator("strong")).to_have_text([say["sd_seed"].format(seed=n) for n in (7, 8)])
    shown = sides.locator("figure").nth(1)
    expect(shown.locator("img").first).to_have_attribute("alt", say["sd_seed"].format(seed=8))
    expect(shown.get_by_role("button")).to_have_attribute(
        "aria-label", say["sd_show_seed"].format(seed=8)
    )
    strip = page.locator(".history")
    expect(strip).to_have_attribute("aria-label", say["hs_title"])
    expect(strip.locator("li p > span").first).to_have_text(
        f"compact, 768 × 1024, {say['hs_seed'].format(seed=7)}"
    )
    shown.get_by_role("button").click()
    for number in (1, 2):
        expect(page.get_by_label(say["hs_again"].format(number=number))).to_be_visible()
    page.get_by_label(say["hs_beside"].format(number=1)).click()
    expect(sides.locator("p").first).to_have_text(say["sd_beside_hint"])
    places = [(2, say["sd_above"]), (1, say["sd_with"])]
    expect(sides.locator("strong")).to_have_text(
        [say["sd_result"].format(number=number, place=place) for number, place in places]
    )
    # Pipelines beside each other.
    page.click("#compare")
    expect(sides.locator("p").first).to_have_text(say["sd_sides_hint"])
    expect(sides.locator("h2")).to_have_text(say["sides"])
    expect(sides.locator("strong").first).to_have_text(say["sd_photo"])
    expect(sides.locator(".sliders span")).to_have_text(
        [say[key] for key in ("sd_zoom", "sd_across", "sd_down")]
    )
    lacking = say["sd_missing"].format(name="VITON-HD", titles="ALIAS generator")
    expect(sides.locator(".notes")).to_contain_text(lacking)
    # The walk, and what the papers say, with letters set low.
    page.locator("[data-walk]").click()
    walk = page.locator("#walk")
    count = page.locator("#steps .step").count()
    expect(walk.locator(".head span")).to_have_text(say["walk_at"].format(at=1, count=count))
    page.keyboard.press("Escape")
    passage = page.locator(".passage").filter(has=page.locator(".formula sub")).first
    place = say["pp_place"].partition("{")[0] + "VITON-HD"
    expect(passage.locator("summary")).to_contain_text(place)
    passage.locator("summary").click()
    said = say["pa_viton_hd_predicted_parse"]
    expect(passage.locator("p").first).to_have_text(re.sub(r"[_^]\{(.*?)\}", r"\1", said))
    expect(passage.locator("p sub").first).to_have_text(re.search(r"_\{(.*?)\}", said)[1])
    expect(page.locator("#forget button")).to_have_attribute("title", say["hs_forget"])
