"""Pages of the projector view: letters large enough, nothing cut, nothing lost, each paragraph in its direction."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo

from ui.look.colours import SCHEMES, contrast
from ui.projector.colours import PAIRS, projector_colours, turned
from ui.projector.pages import Composer
from ui.projector.pieces import BarRow, CellRow, Frame, LinePiece, ProgressStrip, SignRow
from ui.projector.slide import Cursor, ProjectorSlide
from ui.projector.typesetting import Typesetter, right_to_left
from workbench.checklist.progress import answers_by_question
from workbench.checklist.tree import read_checklist
from workbench.model.rows import Activity, Answer, Outcome, Output, Rating
from workbench.model.vocabulary import Criterion, Level
from workbench.plan.order import plan_lines
from workbench.plan.row import RowLinks
from workbench.projector import (
    activity_slide,
    plan_slide,
    priorities_slide,
    progress_slide,
    question_slide,
    title_slide,
)
from workbench.slides import (
    ActivitySlide,
    AreaCount,
    PlanRow,
    PlanSlide,
    ProgressSlide,
    QuestionSlide,
    TitleSlide,
)

SIZES = ((800, 600), (1024, 768), (1920, 1080), (1366, 768), (768, 1024), (3840, 2160))
ARABIC = "توجد في المحطة قواعد سلوك مكتوبة منذ عام 2023.\nThe code is on the intranet.\n12\nلكن لا يعرف موظفو النوبة الليلية أين يجدونها."
PROGRESS = ProgressSlide(tuple(AreaCount(str(number), "A list", number, 20, number == 3) for number in range(1, 15)))


def composed(slide, size, **frame):
    light = projector_colours(SCHEMES["light"])
    return Composer(Frame(*size, **frame), light, Typesetter()).pages(slide)


def question(text: str, wording: str = "How is the code of conduct made known?", **other) -> QuestionSlide:
    return QuestionSlide("7  Code of conduct", "7.3", wording, text, other.pop("withheld", False), PROGRESS)


def blocks_of(piece):
    """The texts that a piece sets beside each other."""
    if isinstance(piece, CellRow):
        return [block for cell in piece.cells for block in (cell.name, cell.value)]
    if isinstance(piece, SignRow):
        return [sign.word for sign in piece.signs] + ([piece.end] if piece.end else [])
    if isinstance(piece, BarRow):
        return [piece.name, piece.number]
    return piece.numbers if isinstance(piece, ProgressStrip) else []


def lines_of(page):
    """Every line of letters with the rectangle it stands in: top, bottom, and the width it was given."""
    for top, piece in page.pieces:
        if isinstance(piece, LinePiece):
            yield piece.line, top, top + piece.height
        for block in blocks_of(piece):
            y = top + (piece.bar if isinstance(piece, ProgressStrip) else 0)
            for line in block.lines:
                yield line, y, y + line.height
                y += line.height


def answer_of(pages) -> str:
    """The agreed text as it stands on all pages together: a line that begins behind the end of the last is a new one."""
    text, end = "", 0
    for page in pages:
        for _, line in page.answer:
            text += "\n" * (line.start - end) + line.text
            end = line.start + line.length
    return text


@pytest.fixture(scope="module")
def slides(_sample_file, tmp_path_factory, pack):
    import shutil

    from workbench.document.document import Document

    document = Document.open(shutil.copy(_sample_file, tmp_path_factory.mktemp("wall") / "sample.integrity"), read_only=True)
    checklist, answers = read_checklist(document), answers_by_question(document.read.every(Answer))
    rows = document.read
    numbered = [(str(place), row) for place, row in enumerate(rows.every(Activity), 1)]
    ratings = rows.every(Rating)
    yield [
        *(question_slide(checklist, answers, entry.id) for entry in checklist.questions[::4]),
        *(activity_slide(numbered, ratings, row.id, Criterion.EASE) for _, row in numbered[::3]),
        progress_slide(checklist, answers, "kf3"),
        priorities_slide(numbered, numbered[3][1].id),
        plan_slide(
            plan_lines(rows.every(Outcome), rows.every(Output), rows.every(Activity)),
            {row.id: RowLinks(document).responsible(row) for row in rows.every(Activity)},
            rows.every(Activity)[2].id,
        ),
        title_slide(rows.assessment(), "Sessions"),
    ]
    document.close()


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_letters_are_large_enough_and_nothing_is_cut(qapp, slides, size) -> None:
    frame = Frame(*size)
    height = size[1]
    for slide in slides:
        for page in composed(slide, size):
            for line, top, bottom in lines_of(page):
                assert line.layout.font().pixelSize() >= height / 20
                assert QFontInfo(line.layout.font()).pixelSize() >= height / 20
                assert 0 <= top < bottom <= height
                assert line.natural_width <= line.layout.lineAt(line.index).width() + 1
            for _, piece in page.pieces:
                if isinstance(piece, LinePiece):
                    assert piece.line.layout.lineAt(piece.line.index).width() + piece.indent <= frame.inner + 1
            for (top, piece), (below, _) in pairwise(page.pieces):
                assert top + piece.height <= below + 0.01


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_all_pages_together_are_the_whole_answer(qapp, slides, size) -> None:
    texts = [slide.text for slide in slides if isinstance(slide, QuestionSlide)]
    texts += [ARABIC, "word " * 900, "x" * 5000, "one\n\n\nfour\n", "😀 and more " * 50, "\ttab\n  two spaces  in"]
    for text in texts:
        if text:
            assert answer_of(composed(question(text), size)) == text


@pytest.mark.parametrize("size", SIZES)
def test_a_very_long_question_goes_over_pages_too(qapp, size) -> None:
    wording = "Which of the many rules that have been made in the course of the years are known to everybody? " * 25
    pages = composed(question("The agreed text.", wording), size)
    assert len(pages) > 1
    said = "".join(piece.line.text for page in pages for _, piece in page.pieces if isinstance(piece, LinePiece))
    assert wording.strip() in said
    assert "The agreed text." in said
    for page in pages:
        for line, _, bottom in lines_of(page):
            assert line.layout.font().pixelSize() >= size[1] / 20
            assert bottom <= size[1]


def test_pages_say_which_they_are(qapp) -> None:
    pages = composed(question("word " * 400), (800, 600))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page.texts
    assert not any("Page" in text for text in composed(question("short"), (800, 600))[0].texts)


def test_a_short_answer_has_larger_letters_than_a_long_one(qapp) -> None:
    short, long = (composed(question(text), (800, 600))[0].answer[0][1] for text in ("Yes, all.", "word " * 200))
    assert short.layout.font().pixelSize() > long.layout.font().pixelSize() == 30


def test_what_is_confidential_is_one_calm_line(qapp) -> None:
    (page,) = composed(question("", withheld=True), (800, 600))
    assert "confidential" in " ".join(page.texts)
    assert page.answer == ()
    (page,) = composed(ActivitySlide(withheld=True, position=2, count=9), (800, 600))
    assert "".join(page.texts).startswith("Priorities of the activitiesThis activity is confidential.")


@pytest.mark.parametrize("size", SIZES)
def test_the_ratings_stand_in_words_with_signs(qapp, size) -> None:
    levels = tuple(zip(Criterion, [Level.LOW, Level.MEDIUM, Level.HIGH, None] * 2, strict=True))
    pages = composed(
        ActivitySlide("Rotate staff", "1.1", levels, Level.HIGH, current=Criterion.COST, position=1, count=3), size
    )
    said = [text for page in pages for text in page.texts]
    assert [said.count(word) for word in ("Low", "Medium", "High", "not rated")] == [2, 2, 3, 2]
    cells = [cell for page in pages for _, piece in page.pieces if isinstance(piece, CellRow) for cell in piece.cells]
    assert sum(bool(cell.sign) for cell in cells) == 7, "what is not rated has no sign"
    assert [cell.texts[0] for cell in cells if cell.chosen] == ["Cost"]


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", False), ("العربية abc", True), ("12 العربية", True), ("12", None), ("", None)]
)
def test_the_first_strong_character_decides(text, expected) -> None:
    for otherwise in (True, False):
        assert right_to_left(text, otherwise=otherwise) is (otherwise if expected is None else expected)


def test_each_paragraph_has_its_own_direction(qapp) -> None:
    pages = composed(question(ARABIC), (1024, 768))
    rtl = [
        line.layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
        for page in pages
        for _, line in page.answer
    ]
    first = pages[0].answer[0][1]
    assert True in rtl
    assert False in rtl
    left = first.layout.lineAt(0).naturalTextRect().left()
    assert left + first.natural_width == pytest.approx(first.layout.lineAt(0).width(), abs=2), "it stands at the right edge"


def test_long_words_and_narrow_views_break_anywhere(qapp) -> None:
    for page in composed(question("W" * 400, "Q" * 300), (400, 800)):
        for line, _, _ in lines_of(page):
            assert line.natural_width <= line.layout.lineAt(line.index).width() + 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast_is_seven_to_one_and_more(scheme) -> None:
    for look in (SCHEMES[scheme], turned(SCHEMES[scheme])):
        colours = projector_colours(look)
        for ink, ground, least in PAIRS:
            assert contrast(getattr(colours, ink), getattr(colours, ground)) >= least, (scheme, ink)


def test_light_and_dark_are_turned() -> None:
    assert turned(SCHEMES["light"]).dark
    assert not turned(SCHEMES["dark"]).dark


@pytest.fixture
def view(qtbot):
    made = ProjectorSlide()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def ink(image, rect) -> int:
    """How many points of a rectangle are not the ground."""
    ground = image.pixelColor(1, 1)
    return sum(image.pixelColor(x, y) != ground for x in range(rect[0], rect[2], 2) for y in range(rect[1], rect[3], 2))


def test_the_room_around_is_free(view) -> None:
    for slide in (question("word " * 200), question(ARABIC), PROGRESS, TitleSlide("Customs " * 12, "Karsk", "Sessions")):
        view.show_slide(slide)
        image = view.grab().toImage()
        assert ink(image, (0, 0, 800, 4)) == 0
        assert ink(image, (0, 596, 800, 600)) == 0
        assert ink(image, (0, 0, 12, 600)) == 0
        assert ink(image, (788, 0, 800, 600)) == 0
        assert ink(image, (0, 0, 800, 600)) > 500


def test_the_mirrored_projector_view_is_mirrored(view) -> None:
    view.show_slide(PROGRESS)
    image = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.show_slide(PROGRESS)
    mirrored = view.grab().toImage()
    bar = (10, 150, 26, 520)
    assert ink(image, bar) > 0, "the mark of the present list"
    assert ink(mirrored, bar) == 0
    assert ink(mirrored, (774, 150, 790, 520)) > 0


def test_the_countdown_has_room_of_its_own(view) -> None:
    slide = replace(question("short"), place="10  A list with a title that is as long as the wall is wide")
    view.show_slide(slide)
    view.set_countdown("12:00")
    corner = view.frame.corner
    assert corner > 60
    (place,) = view.pages[0].pieces[0][1].cells
    assert place.name.lines[0].width <= view.frame.inner - corner + 1
    assert not place.value.lines[0].text.strip(), "nothing stands where the countdown is"
    assert view.texts()[0] == "12:00"


def test_the_cursor_and_what_is_selected_are_painted(view) -> None:
    view.show_slide(question("one two three"))
    plain = view.grab().toImage()
    view.show_slide(question("one two three"), Cursor(3, 3))
    with_cursor = view.grab().toImage()
    view.show_slide(question("one two three"), Cursor(7, 4))
    assert plain != with_cursor != view.grab().toImage()
    view.show_slide(question(""))
    empty = view.grab().toImage()
    view.show_slide(question(""), Cursor(0, 0))
    assert empty != view.grab().toImage()


def test_it_forgets_what_it_showed(view) -> None:
    view.show_slide(question("a secret of the room"))
    view.show_slide(question("", withheld=True))
    kept = [made.layout.text() for made in (*view._setter._kept.values(), *view._setter._fresh.values())]
    assert kept
    assert not any("secret" in text for text in kept)
    view.show_slide(None)
    assert not view._setter._kept
    assert view.accessibleName() == ""


def test_headings_of_a_plan_without_titles(qapp) -> None:
    (page,) = composed(PlanSlide((PlanRow(0, "1", ""), PlanRow(1, "1.1", "Known"))), (800, 600))
    assert "1   missing" in page.texts
    (page,) = composed(PlanSlide(()), (800, 600))
    assert "Nothing is planned yet" in page.texts


def test_a_long_answer_is_set_in_a_fraction_of_a_second(view) -> None:
    import time

    text = "\n".join("A paragraph of an answer that somebody has been writing for a long while. " * 4 for _ in range(60))
    view.show_slide(question(text))
    begun = time.perf_counter()
    view.show_slide(question(text + "x"))
    assert time.perf_counter() - begun < 0.25
