"""The pages of a report as pictures, made in memory."""

from __future__ import annotations

import re

import pytest

from workbench.operations.assessment import describe_assessment
from workbench.reports.contents import untold
from workbench.reports.preview import Preview, ReportPages
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
