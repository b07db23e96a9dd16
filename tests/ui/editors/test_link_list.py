"""Lists of what belongs to a row: ticked by keys, whole at every width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyleOptionViewItem

from ui.editors.link_list import LinkList, LinkSpec, OptionGroup
from ui.editors.whole_list import WholeList
from workbench.document.document import Document
from workbench.errors import DiskFull
from workbench.language.i18n import Message
from workbench.model.rows import GroupMember
from workbench.operations import people

LONG = "Relationship with the private sector, with carriers and with those who live at the border"


@pytest.fixture
def group(document):
    return people.add_group(document, name="Group A")


@pytest.fixture
def links(bridge, shown, document, group):
    def make(*names, groups=None, ticked_first=False):
        added = {name: people.add_contributor(document, name=name) for name in names}
        spec = LinkSpec(
            label=Message("Members"),
            options=lambda _: [(key, name) for name, key in added.items()],
            linked=lambda known, row: [link.contributor_id for link in known.read.where(GroupMember, group_id=row)],
            operation=people.set_group_members,
            identify="group",
            argument="contributors",
            tables=frozenset({"group_members"}),
            empty=Message("Add contributors first."),
            groups=(lambda _: [OptionGroup(name, [added[m] for m in who]) for name, who in groups]) if groups else None,
            whole=True,
            ticked_first=ticked_first,
        )
        made = LinkList(bridge, spec)
        made.show_row(group)
        shown(made).resize(260, 500)
        return made, added

    return make


def members(document, group):
    return [link.contributor_id for link in document.read.where(GroupMember, group_id=group)]


def texts(links):
    return [links.list.item(place).text() for place in range(links.list.count())]


@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_click_anywhere_on_a_row_ticks_it_once(qtbot, links, document, group, right_to_left):
    made, added = links("Lena", "Emil")
    made.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    row = made.list.visualItemRect(made.list.item(1))
    for across in (row.left() + 12, row.center().x(), row.right() - 12):
        qtbot.mouseClick(made.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(across, row.center().y()))
        assert members(document, group) == [added["Emil"]]
        qtbot.mouseClick(made.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(across, row.center().y()))
        assert members(document, group) == []


def test_a_click_with_another_button_and_one_that_slips_off_tick_nothing(qtbot, links, document, group):
    made, _ = links("Lena", "Emil")
    first, second = (made.list.visualItemRect(made.list.item(row)).center() for row in (0, 1))
    qtbot.mouseClick(made.list.viewport(), Qt.MouseButton.RightButton, pos=first)
    qtbot.mousePress(made.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseRelease(made.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert members(document, group) == []


def test_space_ticks_and_clears(qtbot, links, document, group):
    made, added = links("Lena", "Emil")
    made.list.setCurrentRow(1)
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert members(document, group) == [added["Emil"]]
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert members(document, group) == []


def test_without_groups_there_is_no_line_for_them(links):
    made, _ = links("Lena", "Emil")
    assert texts(made) == ["Lena", "Emil"]


def test_a_group_without_anybody_is_left_out(links):
    made, _ = links("Lena", "Emil", groups=[("Nobody", []), ("All", ["Lena", "Emil"])])
    assert texts(made) == ["All (0 of 2)", "Lena", "Emil"]


def test_a_group_in_part_is_completed_and_then_cleared(qtbot, links, document, group):
    made, added = links("Lena", "Emil", "Nour", groups=[("Two", ["Lena", "Emil"])])
    people.set_group_members(document, group=group, contributors=[added["Emil"], added["Nour"]])
    assert texts(made) == ["Two (1 of 2)", "Lena", "Emil", "In no group (1 of 1)", "Nour"]
    made.list.setCurrentRow(0)
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert set(members(document, group)) == set(added.values())
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert members(document, group) == [added["Nour"]]


def test_the_line_that_was_chosen_stays_chosen(links, document, group):
    made, added = links("Lena", "Emil", "Nour")
    made.list.setCurrentRow(2)
    people.set_group_members(document, group=group, contributors=[added["Lena"]])
    assert made.list.currentRow() == 2


def test_long_lines_wrap_and_none_is_cut(qtbot, links):
    made, _ = links("Lena", LONG)
    rows, room = made.list, made.list.viewport()
    qtbot.waitUntil(lambda: rows.visualItemRect(rows.item(1)).bottom() <= room.height())
    assert rows.visualItemRect(rows.item(1)).height() > 2 * rows.visualItemRect(rows.item(0)).height()


def test_a_line_that_would_fit_without_its_box_wraps_beside_it(qtbot, shown):
    rows = WholeList()
    shown(rows).resize(300, 400)
    room, text = rows.viewport().width(), "in"
    while rows.fontMetrics().horizontalAdvance(text) < room - 24:
        text += " i"
    QListWidgetItem(text, rows).setCheckState(Qt.CheckState.Checked)
    rows.fit()
    rect = rows.visualItemRect(rows.item(0))
    assert rect.width() <= room
    assert rect.height() > 2 * rows.fontMetrics().height()


def test_what_could_not_be_written_is_not_ticked(qtbot, links, document, group, notices, monkeypatch):
    made, _ = links("Lena", "Emil", groups=[("All", ["Lena", "Emil"])])

    def refuse(*_, **__):
        raise DiskFull(Message("There is no room."), advice=Message("Free some space."))

    monkeypatch.setattr(Document, "change", refuse)
    made.list.setCurrentRow(0)
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert made.ticked() == members(document, group) == []
    assert "There is no room." in notices[-1].text


def test_what_is_ticked_stands_first_and_does_not_move_while_it_is_ticked(links, document, group):
    made, added = links("Ana", "Bo", "Cem", "Dina", ticked_first=True)
    people.set_group_members(document, group=group, contributors=[added["Cem"]])
    made.show_row("")
    made.show_row(group)
    assert texts(made) == ["Cem", "Ana", "Bo", "Dina"]
    made.list.item(3).setCheckState(Qt.CheckState.Checked)
    assert texts(made) == ["Cem", "Ana", "Bo", "Dina"]
    made.show_row("")
    made.show_row(group)
    assert texts(made) == ["Cem", "Dina", "Ana", "Bo"]


@pytest.mark.parametrize("words", ["1  Leadership and commitment", "Group A: leadership, rules and openness (4 of 4)"])
def test_no_line_is_cut_at_any_width(qapp, shown, words):
    rows = WholeList()
    item = QListWidgetItem(words, rows)
    item.setCheckState(Qt.CheckState.Checked)
    shown(rows)
    cut = []
    for width in range(120, 400, 3):
        rows.resize(width, 300)
        qapp.processEvents()
        index = rows.model().index(0, 0)
        option = QStyleOptionViewItem()
        rows.initViewItemOption(option)
        option.rect = rows.visualRect(index)
        rows.itemDelegate().initStyleOption(option, index)
        text = rows.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, rows)
        margin = rows.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, rows) + 1
        room = QRect(0, 0, text.width() - 2 * margin, 1000)
        if option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height() > option.rect.height():
            cut.append(width)
    assert cut == []
