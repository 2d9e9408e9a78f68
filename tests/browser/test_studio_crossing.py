"""Answers of the studio that cross: nothing that was done is lost, and the newest is shown."""

from playwright.sync_api import expect

from tests.support.studio_page import colours, open_studio, settle

SEND_BOTH = """() => {
  const stroke = (y) => ({ do: "stroke", points: [[200, y], [560, y]], radius: 30 });
  window.tryonStudio.send(stroke(300));
  window.tryonStudio.free(); // as where its answer is awaited no longer
  window.tryonStudio.send(stroke(700));
}"""


def test_two_strokes_that_cross_are_both_there(page, demo):
    open_studio(page, demo)
    page.get_by_role("tab", name="Repainted area").click()
    settle(page)
    page.evaluate(SEND_BOTH)
    settle(page)
    page.wait_for_timeout(1000)
    painted = colours(page)[..., 3] > 0
    height, width = painted.shape
    rows = [round(height * y / 1024) for y in (300, 500, 700)]
    assert [bool(painted[row, width // 2]) for row in rows] == [True, False, True]
    undo = page.get_by_role("button", name="Undo")
    for _ in range(2):
        undo.click()
        settle(page)
    expect(undo).to_be_disabled()


def test_an_answer_that_was_overtaken_changes_nothing(page, demo):
    open_studio(page, demo)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    page.evaluate("window.tryonStudio.connect({ listen: (hear) => (window.hear = hear) })")
    hear = """([turn, canUndo]) => {
      const { token, part } = window.tryonStudio.told;
      window.hear(JSON.stringify({ token, part, canUndo, turn: Date.now() * 1000 + turn }));
    }"""
    page.evaluate(hear, [2_000_000, True])
    expect(undo).to_be_enabled()
    page.evaluate(hear, [0, False])
    expect(undo).to_be_enabled()
    page.evaluate(hear, [3_000_000, False])
    expect(undo).to_be_disabled()
