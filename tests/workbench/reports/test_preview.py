"""The pages of a report as pictures, made in memory."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from workbench.errors import InvalidValue
from workbench.operations.assessment import describe_assessment
from workbench.reports.contents import untold
from workbench.reports.preview import Preview, ReportPages, save_pages
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow


@pytest.fixture
def preview(document):
    describe_assessment(document, administration="Customs of Veldora", key_messages="Begin with the night shift.")
    made = Preview(ReportPages(take_snapshot(document)).do(untold))
    yield made
    made.close()


def test_the_pages_are_those_of_the_report(preview):
    texts = [re.sub(r"\s+", " ", preview.draw(page, 200).text) for page in range(preview.pages)]
    assert "Customs of Veldora" in texts[0]
    assert any("Begin with the night shift." in text for text in texts)


def test_a_page_is_as_wide_as_it_is_wanted_and_holds_its_pixels(preview):
    picture = preview.draw(0, 600)
    assert abs(picture.width - 600) <= 1
    assert picture.height > picture.width
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.stride >= picture.width * 3
    assert set(picture.pixels) != {255}


def test_no_page_is_drawn_without_bounds(preview):
    assert preview.draw(0, 1_000_000).width <= 4001


@pytest.mark.parametrize("page", [-1, 10_000])
def test_a_page_that_is_not_there(preview, page):
    with pytest.raises(IndexError):
        preview.draw(page, 100)


def test_strips_of_a_page_are_the_page(preview):
    scale, width = 1.37, preview.size(1)[0]
    rows = preview.rows(1, scale)
    whole = preview.strip(1, scale, 0, rows)
    assert (whole.height, whole.width) == (rows, -(-int(width * scale * 1000) // 1000))
    cuts = [0, 1, rows // 3, rows // 2 + 7, rows]
    parts = [preview.strip(1, scale, first, end) for first, end in pairwise(cuts)]
    assert [part.height for part in parts] == [end - first for first, end in pairwise(cuts)]
    joined = b"".join(part.pixels for part in parts)
    assert max(abs(a - b) for a, b in zip(joined, whole.pixels, strict=True)) <= 2  # PDFium rounds


def test_words_are_found_where_they_are(preview):
    places = [place for page in range(preview.pages) for place in preview.find("NIGHT shift", page)]
    assert places
    for place in places:
        assert "night shift" in preview.draw(place.page, 200).text
        for left, top, right, bottom in place.boxes:
            assert 0 <= left < right <= 1
            assert 0 <= top < bottom <= 1
    assert not preview.find("  ", 0)
    assert not preview.find("zebra", 0)


def test_pages_are_saved_as_they_are(tmp_path):
    save_pages(b"%PDF-", tmp_path / "pages.pdf")
    assert (tmp_path / "pages.pdf").read_bytes() == b"%PDF-"
    with pytest.raises(InvalidValue):
        save_pages(b"%PDF-", tmp_path / "pages.txt")
