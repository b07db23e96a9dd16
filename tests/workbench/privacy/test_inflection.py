"""Names inside sentences: Russian cases, and what Arabic writes onto a word."""

import pytest

from workbench.language.folding import fold
from workbench.privacy.inflection import possible_stems, stems


def is_form(word, name):
    return not stems(fold(name)).isdisjoint(possible_stems(fold(word)))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Иванов", "Иванова Иванову Ивановым Иванове Ивановой Ивановы Ивановых Ивановым Ивановыми"),
        ("Достоевский", "Достоевского Достоевскому Достоевским Достоевском Достоевская Достоевской Достоевскую"),
        ("Павел", "Павла Павлу Павлом Павле"),
        ("Лев", "Льва Льву Львом"),
        ("Мария", "Марии Марию Марией"),
        ("Игорь", "Игоря Игорю Игорем"),
        ("Сергей", "Сергея Сергею Сергеем Сергее"),
        ("Пётр", "Петра Петру Петром"),
        ("أحمد", "أحمد وأحمد لأحمد بأحمد كأحمد فأحمد وبأحمد احمد أحمدا"),
        ("الحسن", "والحسن للحسن بالحسن وللحسن"),
        ("فاطمة", "لفاطمة وفاطمه"),
    ],
)
def test_a_form_is_led_back_to_its_name(name, forms):
    assert [form for form in forms.split() if not is_form(form, name)] == []


@pytest.mark.parametrize(("word", "name"), [("Иванов", "Иван"), ("Амир", "Амина"), ("حسن", "الحسن"), ("Aminata", "Amina")])
def test_another_name_is_none_of_its_forms(word, name):
    assert not is_form(word, name)
