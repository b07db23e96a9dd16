"""Printing: the pages that were asked for, in their own shape; and in words what is not possible."""

from __future__ import annotations

import sys

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter

from ui.link.messages import Weight
from ui.paper import printer as system
from ui.paper.paper_view import PaperView
from workbench.operations.plan import add_outcome
from workbench.reports.contents import untold
from workbench.reports.form_picture import PaperSize, question_sheets
from workbench.reports.forms import FormPages
from workbench.reports.plan_print import PlanPages
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow


@pytest.fixture
def sheets(document):
    return FormPages(question_sheets(document, areas={"kf1"}, per_page=3)).do(untold)


@pytest.fixture
def view(qtbot, sheets):
    saved = []
    made = PaperView(save=saved.append)
    made.saved = saved
    made.told = []
    made.messages.told.connect(made.told.append)
    qtbot.addWidget(made)
    made.show()
    made._on_done(sheets)
    return made


@pytest.fixture
def to_file(monkeypatch, tmp_path):
    """A printer that prints into a file; ``prepare`` is what the user sets in the dialog of the system."""
    target = tmp_path / "printed.pdf"

    def with_settings(prepare=lambda _: None, *, wanted=True):
        monkeypatch.setattr(system, "has_printers", lambda: True)

        def ask(printer, pages, parent):
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))
            printer.setResolution(150)
            prepare(printer)
            return wanted

        monkeypatch.setattr(system, "ask", ask)
        return target

    return with_settings


def printed(view, qtbot):
    view.print_pages()
    qtbot.waitUntil(lambda: view.printing.run is None, timeout=60_000)
    return view.told[-1]


def test_every_page_is_printed(view, qtbot, to_file):
    target = to_file()
    notice = printed(view, qtbot)
    pages = pypdf.PdfReader(target).pages
    assert len(pages) == view.pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}
    assert notice.text == f"Pages sent to the printer: {view.pages}."


def test_a_range_the_present_page_and_the_other_order(view, qtbot, to_file):
    def some(printer):
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)

    target = to_file(some)
    printed(view, qtbot)
    assert len(pypdf.PdfReader(target).pages) == 2
    here = QPrinter()
    here.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert system.pages_wanted(here, 9, 4) == [3]
    back = QPrinter()
    back.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert system.pages_wanted(back, 3, 1) == [2, 1, 0]


def test_what_stands_across_is_printed_across_and_letter_is_letter(qtbot, document, to_file):
    add_outcome(document, title="Fewer bribes")
    view = PaperView()
    qtbot.addWidget(view)
    view.told = []
    view.messages.told.connect(view.told.append)
    target = to_file()
    view._on_done(PlanPages(take_snapshot(document)).do(untold))
    printed(view, qtbot)
    box = pypdf.PdfReader(target).pages[0].mediabox
    assert box.width > box.height
    view._on_done(FormPages(question_sheets(document, areas={"kf1"}, paper=PaperSize.LETTER)).do(untold))
    printed(view, qtbot)
    assert round(pypdf.PdfReader(target).pages[0].mediabox.width) == 612


def test_the_ink_is_where_it_is_on_the_page(view, qtbot, to_file):
    from workbench.reports.preview import Preview

    target = to_file()
    printed(view, qtbot)
    pictures = []
    for pdf in (target.read_bytes(), view._pdf):
        preview = Preview(pdf)
        pictures.append(preview.draw(0, 600))
        preview.close()
    first, second = pictures
    assert (first.width, first.stride) == (second.width, second.stride)
    far = sum(abs(a - b) > 120 for a, b in zip(first.pixels, second.pixels, strict=False))
    assert far < len(first.pixels) / 200
    assert sum(value < 128 for value in first.pixels) > 100


def test_a_dialog_that_is_cancelled_prints_nothing(view, qtbot, to_file):
    target = to_file(wanted=False)
    assert printed(view, qtbot).text == "Nothing was printed."
    assert not target.exists()


def test_without_a_printer_the_way_on_is_a_file(view, monkeypatch):
    monkeypatch.setattr(system, "has_printers", lambda: False)
    view.print_pages()
    notice = view.told[-1]
    assert notice.weight is Weight.ERROR
    assert "No printer is set up on this computer." in notice.text
    notice.run()
    assert view.saved == [view._pdf]


def test_without_a_printing_system(view, monkeypatch):
    monkeypatch.setitem(sys.modules, "ui.paper.printer", None)
    monkeypatch.delattr("ui.paper.printer")
    view.print_pages()
    assert "has no printing system" in view.told[-1].text


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_does_not_take_the_first_page(view, qtbot, to_file, tmp_path):
    to_file(lambda printer: printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "x.pdf")))
    notice = printed(view, qtbot)
    assert notice.weight is Weight.ERROR
    assert f"The printer stopped. Pages printed: 0 of {view.pages}." in notice.text


def test_a_printer_that_disappears_while_it_prints(view, qtbot, to_file, monkeypatch):
    to_file()
    real = system.PrintRun._print
    monkeypatch.setattr(system.PrintRun, "_print", lambda run, page: page < 2 and real(run, page))
    notice = printed(view, qtbot)
    assert f"The printer stopped. Pages printed: 2 of {view.pages}." in notice.text
    assert notice.action == "Save as PDF…"


def test_printing_can_be_stopped(view, qtbot, to_file):
    to_file()
    view.print_pages()
    assert view.told[-1].action == "Cancel printing"
    view.told[-1].run()
    qtbot.waitUntil(lambda: view.printing.run is None, timeout=20_000)
    assert "was stopped" in view.told[-1].text


def test_what_is_being_printed_is_printed_even_when_its_window_closes(view, qtbot, to_file):
    target = to_file()
    pages = view.pages
    view.print_pages()
    view.close_pages()
    qtbot.waitUntil(lambda: not system._RUNNING, timeout=60_000)
    assert len(pypdf.PdfReader(target).pages) == pages


def test_nothing_for_printing_is_loaded_before_somebody_prints():
    import subprocess

    asked = "import sys, ui.frame.main_window, ui.paper.paper_view; print('PySide6.QtPrintSupport' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
