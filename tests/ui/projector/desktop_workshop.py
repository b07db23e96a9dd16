"""Run by test_a_real_desktop.py: a workshop with real keys, beside a projector on a second monitor or with one screen only.

The first argument is an empty assessment, the second ``two`` or ``one``, the third the layout of the keyboard: keys of commands are
pressed by their places. Twenty answers with their status, two
different views, raised hands, five activities with
their ratings and priorities, a plan. Beside a second monitor the pointer clicks on the projector view on purpose, and the
projector is pulled out and put back. At the end the file must hold everything; the numbers of keystrokes and clicks are printed.
"""

from __future__ import annotations

import sys

from desktop import BEAM, LAPTOP, Desk, started, tool

from tests.ui.access.layouts import ALT, CONTROL, DIGITS, LAYOUTS, SHIFT, Layout
from ui.editors.line_editor import LineEditor
from ui.link.stages import Stage
from workbench.model.rows import Activity, ActivityQuestion, Answer, Contribution, Hand, Outcome, Output, Rating
from workbench.model.vocabulary import Level, MeasureStatus

ANSWERS = 20
O_KEY, U_KEY = 32, 30
"""The places of O and U, the same on every layout here."""
STATUSES = list(MeasureStatus)
LEVELS = "hhhmhmhl"


def answer_of(desk: Desk) -> Answer:
    page = desk.window.workspace.page(Stage.ASSESSMENT)
    return desk.window.bridge.cached_content.answers[page.current_question]


def sentence(number: int) -> str:
    return f"Answer {number}: the list is kept on paper, 3.7 times a week. Big cab, no phone."


def activity(number: int) -> str:
    return f"Draw lane {number} by lot"


def after_f8(desk: Desk, before: str) -> None:
    page = desk.window.workspace.page(Stage.ASSESSMENT)
    desk.wait("another question", lambda: page.current_question != before and desk.answer.text() == "")


def one_answer(desk: Desk, number: int, *, alone: bool) -> str:
    """The next unanswered question with its status; every fourth one leads to an activity. Returns the question."""
    page = desk.window.workspace.page(Stage.ASSESSMENT)
    before = page.current_question if number > 1 else ""
    desk.press("F8")
    after_f8(desk, before)
    if alone:
        desk.press("Return")
        desk.wait("typing", lambda: desk.view.typing)
    desk.write(sentence(number))
    desk.wait(f"answer {number}", lambda: desk.answer.text() == sentence(number))
    status = STATUSES[number % 4 + 1]
    desk.press_at(DIGITS[str(number % 4 + 1)], ALT)
    desk.wait("its status", lambda: answer_of(desk).status is status)
    desk.wait("the room sees it", lambda: not desk.view.isVisible() or desk.view.slide.shown.decision.status is status)
    if number % 4 == 0:
        an_activity(desk, activity(number // 4), alone=alone)
    other_views(desk, number, alone=alone)
    if alone:
        desk.press("Escape")
        desk.wait("not typing", lambda: not desk.view.typing)
    return page.current_question


def an_activity(desk: Desk, title: str, *, alone: bool) -> None:
    desk.press("F6")
    if alone:
        desk.wait("the line", desk.view.entry.hasFocus)
    else:
        desk.wait("the title", lambda: isinstance(desk.window.focusWidget(), LineEditor))
    desk.write(title)
    desk.press("Return")
    desk.wait("it is made", lambda: title in [row.title for row in desk.rows(Activity)])


def other_views(desk: Desk, number: int, *, alone: bool) -> None:
    """Two people see it differently, and once hands are raised."""
    if number in (5, 10):
        desk.press("F11")
        if alone:
            desk.wait("the line", desk.view.entry.hasFocus)
        else:
            desk.wait("its text", lambda: desk.window.focusWidget() is not desk.answer and not desk.answer.hasFocus())
        desk.write(f"Not at night {number}")
        desk.press("Return" if alone else "Escape")
        desk.wait("the view", lambda: f"Not at night {number}" in [row.text for row in desk.rows(Contribution)])
    if number == 6:
        desk.press("shift+F11")
        desk.wait("the box", desk.view.entry.hasFocus if alone else lambda: not desk.answer.hasFocus())
        desk.write("2 7 3")
        desk.press("Return")
        desk.wait("the hands", lambda: sorted(row.count for row in desk.rows(Hand)) == [2, 3, 7])


def disturb(desk: Desk, number: int) -> None:
    """What happens in a room with a projector."""
    if number % 5 == 0 and desk.view.isVisible():
        desk.click(1300, 40 * number % 500 + 50)
    if number == 7:
        desk.unplug("BEAM")
    if number == 11:
        desk.monitor(*BEAM)
        desk.wait("the projector is back", desk.on("BEAM"))


def rate(desk: Desk, layout: Layout) -> None:
    desk.press_at(DIGITS["6"], CONTROL)
    desk.wait("Priorities", lambda: desk.window.workspace.current_stage is Stage.PRIORITIES)
    page = desk.window.workspace.page(Stage.PRIORITIES)
    rows = {row.title: row.id for row in desk.rows(Activity)}
    first = page.shown_cell[0]
    for number in range(1, 6):
        row_id = rows[activity(number)]
        desk.wait("the activity", lambda row_id=row_id: page.shown_cell == (row_id, 0))
        for letter in LEVELS + "h":
            desk.press_at(layout.place(letter))
        desk.wait("its priority", lambda row_id=row_id: desk.get(Activity, row_id).priority is Level.HIGH)
    assert first == rows[activity(1)]


def plan(desk: Desk) -> None:
    desk.press_at(DIGITS["7"], CONTROL)
    desk.wait("Action plan", lambda: desk.window.workspace.current_stage is Stage.PLAN)
    for place, title, kind in ((O_KEY, "Lanes are fair", Outcome), (U_KEY, "A drawn list", Output)):
        desk.press_at(place, CONTROL, SHIFT)
        desk.wait("its cell is edited", lambda kind=kind: len(desk.rows(kind)) == 1)
        desk.write(title)
        desk.press("Return")
        desk.wait("its title", lambda kind=kind, title=title: [row.title for row in desk.rows(kind)] == [title])


def check(desk: Desk, questions: list[str]) -> None:
    """Everything is in the file, and nothing else."""
    desk.window.bridge.flush()
    answers = {row.question_id: row for row in desk.rows(Answer)}
    assert len(set(questions)) == ANSWERS
    for number, question in enumerate(questions, 1):
        assert (answers[question].text, answers[question].status) == (sentence(number), STATUSES[number % 4 + 1])
    assert sum(bool(row.text) for row in answers.values()) == ANSWERS
    assert sorted(row.text for row in desk.rows(Contribution)) == ["Not at night 10", "Not at night 5"]
    titles = {row.id: row.title for row in desk.rows(Activity)}
    assert sorted(titles.values()) == [activity(number) for number in range(1, 6)]
    links = {titles[link.activity_id]: link.question_id for link in desk.rows(ActivityQuestion)}
    assert links == {activity(number): questions[number * 4 - 1] for number in range(1, 6)}
    assert len([row for row in desk.rows(Rating) if row.level]) == 5 * len(LEVELS)


def main() -> int:
    alone = sys.argv[2] == "one"
    (layout,) = (layout for layout in LAYOUTS if layout.name == sys.argv[3])
    tool("setxkbmap", layout.name)
    desk = started(*((LAPTOP,) if alone else (LAPTOP, BEAM)))
    desk.window.go(Stage.ASSESSMENT)
    desk.answer = desk.window.workspace.page(Stage.ASSESSMENT).panel.answer
    desk.press("F5")
    desk.wait("the projector view", lambda: desk.window.projector is not None and desk.view.isVisible())
    desk.wait("who has the keys", lambda: desk.view.isActiveWindow() is alone)
    questions = []
    for number in range(1, ANSWERS + 1):
        questions.append(one_answer(desk, number, alone=alone))
        if not alone:
            disturb(desk, number)
    desk.done("twenty answers and five activities", lambda: len(questions) == ANSWERS)
    rate(desk, layout)
    desk.done("rated", lambda: True)
    if alone:
        desk.press("Escape")
        desk.wait("the view is closed", lambda: desk.view is None)
        desk.wait("the window has the keys", desk.window.isActiveWindow)
    plan(desk)
    check(desk, questions)
    desk.done(f"{desk.keystrokes} keystrokes, {desk.clicks} clicks on the projector view", lambda: True)
    desk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
