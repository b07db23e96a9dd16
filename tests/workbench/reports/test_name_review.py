"""Deciding about names: one by one, all of one person, remembered while somebody keeps the verdicts."""

from __future__ import annotations

import pytest

from workbench.document.document import Document
from workbench.model.vocabulary import Edition
from workbench.operations import assessment, people
from workbench.reports.name_review import NameReview, Verdict, Verdicts
from workbench.reports.snapshot import take_snapshot


@pytest.fixture
def named(document: Document) -> Document:
    people.add_contributor(document, name="Amina Secret", job_title="Head of Passenger Control", confidential=True)
    people.add_contributor(document, name="Omar Hidden", confidential=True)
    assessment.describe_assessment(
        document, key_messages="Amina Secret, then Secret.", lessons="Omar Hidden", method="The head of passenger control"
    )
    return document


def review_of(document: Document, verdicts: Verdicts) -> NameReview:
    from workbench.model.rows import Contributor

    return NameReview(take_snapshot(document, edition=Edition.PUBLIC), document.read.every(Contributor), verdicts)


def test_names_are_open_until_decided_and_a_position_stays(named: Document) -> None:
    review = review_of(named, {})
    assert [hit.written for hit in review.open] == ["Amina Secret", "Secret", "Omar Hidden"]
    (position,) = [hit for hit in review.hits if not hit.grave]
    assert review.verdict(position) is Verdict.LEAVE
    with pytest.raises(ValueError, match="decided"):
        review.picture()


def test_one_person_is_decided_about_at_once(named: Document) -> None:
    review = review_of(named, {})
    review.decide(review.like(review.open[:1]), Verdict.WITHHOLD)
    assert [hit.written for hit in review.open] == ["Omar Hidden"]
    review.decide(review.open, Verdict.LEAVE)
    written = review.picture().assessment
    assert (written.key_messages, written.lessons) == ("[name withheld], then [name withheld].", "Omar Hidden")
    assert written.method == "The head of passenger control"


def test_a_position_can_be_withheld(named: Document) -> None:
    review = review_of(named, {})
    review.decide(review.hits, Verdict.WITHHOLD)
    assert review.picture().assessment.method == "The [withheld]"


def test_what_was_decided_is_known_again_and_new_words_are_open(named: Document) -> None:
    verdicts: Verdicts = {}
    review = review_of(named, verdicts)
    review.decide(review.hits, Verdict.LEAVE)
    assert review.picture() is review.picture()
    assessment.describe_assessment(named, recommendations="Ask Amina")
    assert [hit.written for hit in review_of(named, verdicts).open] == ["Amina"]
