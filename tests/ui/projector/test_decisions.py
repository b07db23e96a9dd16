"""What the room sees beside the answer: the decision, the areas, priorities on one page, the plan, hands and other views."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ui.look.colours import SCHEMES
from ui.projector.colours import projector_colours
from ui.projector.pages import Composer
from ui.projector.pieces import BarRow, CellRow, Frame, ProgressStrip, SignRow
from ui.projector.slide import ProjectorSlide
from ui.projector.typesetting import Typesetter
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.slides import (
    ActivityLine,
    AreaCount,
    Decision,
    PlanRow,
    PlanSlide,
    PrioritiesSlide,
    ProgressSlide,
    QuestionSlide,
    Voice,
    VoicesSlide,
)

SIZES = ((800, 600), (640, 480), (1920, 1080), (768, 1024))
NUMBERS = (*map(str, range(1, 11)), "CA1", "CA2", "CA3", "GE")
PROGRESS = ProgressSlide(tuple(AreaCount(number, "An area", 3, 20, number == "CA2") for number in NUMBERS))
DECIDED = Decision(MeasureStatus.IN_PART, Level.HIGH, parked=True)


def composed(slide, size, **frame):
    light = projector_colours(SCHEMES["light"])
    return Composer(Frame(*size, **frame), light, Typesetter()).pages(slide)


def pieces(pages, kind):
    return [piece for page in pages for _, piece in page.pieces if isinstance(piece, kind)]


def question(decision: Decision = Decision(), *, text: str = "We agree.", withheld: bool = False) -> QuestionSlide:  # noqa: B008  a frozen value
    wording = "How is the code of conduct made known?"
    return QuestionSlide("7  Code of conduct", "7.3", wording, "" if withheld else text, withheld, PROGRESS, decision)


@pytest.mark.parametrize("size", SIZES)
def test_the_decision_stands_on_every_page(qapp, size) -> None:
    pages = composed(question(DECIDED, text="A sentence of some length. " * 80), size)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        said = page.texts
        assert {"Applied in part", "High priority", "Parked", f"Page {number} of {len(pages)}"} <= set(said)
    assert {sign.sign for row in pieces(pages, SignRow) for sign in row.signs} == {"status-in_part", "level-high", "park"}
    for row in pieces(pages, SignRow):
        assert sum(sign.width for sign in row.signs) <= Frame(*size).inner


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("few", [False, True])
def test_the_number_of_the_page_touches_no_sign(qapp, size, few) -> None:
    for decision in (DECIDED, Decision()):
        pages = composed(question(decision, text="A sentence of some length. " * 500), size, few=few)
        assert len(pages) > 9
        for row in pieces(pages, SignRow):
            signs = sum(sign.width for sign in row.signs)
            assert not signs or row.end is None or signs + row.end.width < Frame(*size, few=few).inner


def test_no_decision_is_a_quiet_word_and_a_confidential_one_is_nothing(qapp) -> None:
    (page,) = composed(question(), (800, 600))
    assert "No status yet" in page.texts
    (page,) = composed(question(DECIDED, withheld=True), (800, 600))
    assert pieces([page], SignRow)[0].signs == ()


def test_what_only_a_newer_version_knows_is_said_to_be_so(qapp) -> None:
    decision = Decision(MeasureStatus.of("under_review"), Level.of("extreme"))
    (page,) = composed(question(decision), (800, 600))
    assert [sign.sign for row in pieces([page], SignRow) for sign in row.signs] == ["help", "help"]
    said = " ".join(page.texts)
    assert said.count("Not known to this version") == 2
    slide = VoicesSlide("7", "7.3", "How?", ((MeasureStatus.IN_PART, 2), (MeasureStatus.of("under_review"), 1)))
    assert [bar.sign for bar in pieces(composed(slide, (800, 600)), BarRow)] == ["status-in_part", "help"]
    rated = replace(rows_of(30), lines=tuple(replace(line, priority=Level.of("extreme")) for line in rows_of(30).lines))
    assert composed(rated, (800, 600))


@pytest.fixture
def view(qtbot):
    made = ProjectorSlide()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_what_has_changed_stands_out_and_then_calms_down(view) -> None:
    view.show_slide(question())
    assert not view.fresh
    view.show_slide(question(Decision(MeasureStatus.IN_PART)))
    assert view.fresh == {"status"}
    bright = view.grab().toImage()
    view.show_slide(question(Decision(MeasureStatus.IN_PART)))
    assert view.fresh == {"status"}, "it stands out for its time, also when something else is typed"
    view.calm()
    assert view.grab().toImage() != bright
    view.show_slide(question(DECIDED))
    assert view.fresh == {"priority", "parked"}
    view.show_slide(replace(question(), number="7.4", wording="Another"))
    assert not view.fresh, "another question is not a change of this one"
    view.show_slide(question(DECIDED, withheld=True))
    view.show_slide(question(DECIDED))
    assert not view.fresh


@pytest.mark.parametrize("size", SIZES[:3])
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_area_has_its_number_and_they_do_not_touch(qapp, size, mirrored) -> None:
    (strip,) = pieces(composed(question(), size, mirrored=mirrored), ProgressStrip)
    assert [block.lines[0].text for block in strip.numbers] == list(NUMBERS)
    gap, widths = strip.widths(Frame(*size).inner)
    assert gap > 0
    assert sum(widths) + gap * (len(widths) - 1) == pytest.approx(Frame(*size).inner)
    assert all(width >= block.width for width, block in zip(widths, strip.numbers, strict=True))


def test_larger_letters_and_fewer_words(view) -> None:
    slide = question(DECIDED, text="A sentence of some length. " * 30)
    view.show_slide(slide)
    usual = view.frame.unit
    view.set_few(few=True)
    assert view.frame.unit > usual * 1.5
    assert not pieces(view.pages, ProgressStrip)
    assert "7  Code of conduct" not in view.texts()
    assert "How is the code" in " ".join(view.texts())
    view.turn(1)
    assert "How is the code" not in " ".join(view.texts())
    assert "7.3" in view.texts()
    for page in view.pages:
        assert "High priority" in page.texts
        assert all(line.layout.font().pixelSize() >= 600 / 13 for _, line in page.answer)


def rows_of(count: int, current: int = -1) -> PrioritiesSlide:
    levels = (*Level, None)
    lines = (
        ActivityLine(f"1.{at}", f"Activity {at} with a title of some words", levels[at % 4], at == current)
        for at in range(count)
    )
    return PrioritiesSlide(tuple(lines), 2)


@pytest.mark.parametrize("size", SIZES[:3])
@pytest.mark.parametrize("count", [17, 26, 60])
def test_all_activities_stand_on_one_page_with_their_priorities(qapp, size, count) -> None:
    slide = rows_of(count, current=count - 1)
    pages = composed(slide, size)
    cells = [cell for row in pieces(pages[:1], CellRow) for cell in row.cells]
    said = [cell.texts[0] for cell in cells]
    assert all(any(text.startswith(line.number) for text in said) for line in slide.lines)
    assert pages[0].in_focus
    assert {"High", "Medium", "Low"} <= set(pages[0].texts)
    assert [cell.sign for cell in cells if cell.chosen] == [
        f"level-{slide.lines[-1].priority.value}" if slide.lines[-1].priority else ""
    ]
    assert len(pages) > 1, "and then with their whole titles"
    rest = " ".join(" ".join(text for page in pages[1:] for text in page.texts).split())
    assert all(line.title in rest for line in slide.lines)


def test_a_few_activities_need_no_list_of_their_own(qapp) -> None:
    pages = composed(rows_of(5), (1920, 1080))
    assert len(pages) == 1
    assert "Activity 4 with a title of some words" in " ".join(pages[0].texts)


@pytest.mark.parametrize("size", SIZES)
def test_the_plan_says_who_and_when_and_turns_to_its_line(qapp, size) -> None:
    rows = [PlanRow(0, "1", "Lanes"), PlanRow(1, "1.1", None)]
    rows += [
        PlanRow(2, f"1.1.{at}", "Draw the lanes by lot", ("Bo Lund", "Amina Rahimova"), "2027-Q1", "2027-Q2", at == 11)
        for at in range(14)
    ]
    rows += [PlanRow(0, None, ""), PlanRow(2, "A1", "T" * 2000)]
    pages = composed(PlanSlide(tuple(rows)), size)
    said = " ".join(" ".join(text for page in pages for text in page.texts).split())
    for text in ("Bo Lund, Amina Rahimova", "Q1 2027 to Q2 2027", "Confidential, not shown here", "Not planned yet", "TTT…"):
        assert text in said
    (focused,) = [page for page in pages if page.in_focus]
    assert "1.1.11" in " ".join(focused.texts)
    for page in pages:
        for top, piece in page.pieces:
            assert top + piece.height <= size[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mirrored", [False, True])
def test_hands_are_bars_and_other_views_have_their_voices(qapp, size, mirrored) -> None:
    hands = ((MeasureStatus.ON_PAPER, 2), (MeasureStatus.IN_PART, 7), (MeasureStatus.EFFECTIVE, 0))
    voices = (Voice("Night shift", "Not at night. " * 60), Voice("", "Nobody has seen it."))
    slide = VoicesSlide("7", "7.3", "How is it made known?", hands, "2026-11-22", voices)
    pages = composed(slide, size, mirrored=mirrored)
    bars = pieces(pages, BarRow)
    assert [(bar.sign, bar.number.lines[0].text, bar.share) for bar in bars] == [
        ("status-on_paper", "2", 2 / 7),
        ("status-in_part", "7", 1.0),
        ("status-effective", "0", 0.0),
    ]
    said = " ".join(" ".join(text for page in pages for text in page.texts).split())
    for text in ("Counted on 22 November 2026", "Night shift sees it differently", "Somebody sees it differently"):
        assert text in said
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    bars[1].paint(painter, QRectF(0, 0, size[0], bars[1].height), projector_colours(SCHEMES["light"]))
    painter.end()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", range(1, 6))
def test_who_sees_it_differently_is_not_left_alone_at_the_foot_of_a_page(qapp, size, count) -> None:
    hands = tuple((status, 3) for status in list(MeasureStatus)[1 : count + 1])
    voices = tuple(Voice("", f"Number {number}. " + "It is so. " * 9) for number in range(6))
    for page in composed(VoicesSlide("7", "7.3", "How? " * 30, hands, "2026-11-22", voices), size):
        texts = [text for text in page.texts if "Page " not in text]
        assert texts[-1] != "Somebody sees it differently"


def test_without_hands_and_voices_that_is_said(qapp) -> None:
    (page,) = composed(VoicesSlide("7", "7.3", "How?"), (800, 600))
    assert "No hands were raised" in " ".join(page.texts)
    (page,) = composed(VoicesSlide("7", "7.3", "How?", withheld=True), (800, 600))
    assert "confidential" in " ".join(page.texts)


@pytest.mark.parametrize("size", [(800, 600), (640, 480)])
def test_an_answer_begins_on_the_page_of_its_question_also_when_that_is_long(qapp, pack, size) -> None:
    wordings = [entry.wording for area in pack.areas for section in area.sections for entry in section.questions]
    for wording in sorted(wordings, key=len)[-6:]:
        pages = composed(replace(question(text="A sentence that the group agrees on. " * 20), wording=wording), size)
        assert len(pages[0].answer) >= 2, wording
