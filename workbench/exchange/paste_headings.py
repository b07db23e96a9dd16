"""What people call the columns of their own lists, in the languages of assessments: other words for our headings.

A word counts only when it is the whole heading: "Legal Office" in a first row may be where somebody works.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAME: Final = (
    "full name, name and surname, first and last name, nom, nom et prénom, prénom et nom, nom complet, nombre, "
    "nombre completo, nombre y apellidos, nome, nome completo, имя, фио, имя и фамилия, الاسم, الاسم الكامل"
)
_JOB_TITLE: Final = (
    "function, job function, position, position title, job, job position, title, post, rank, designation, occupation, "
    "grade, fonction, poste, titre, emploi, intitulé du poste, cargo, puesto, función, puesto de trabajo, empleo, "
    "função, posto, posição, categoria, должность, функция, звание, الوظيفة, المنصب, المسمى الوظيفي, الرتبة"
)
_DEPARTMENT: Final = (
    "unit, service, office, division, section, directorate, branch, bureau, team, business unit, organisational unit, "
    "organizational unit, département, unité, direction, équipe, departamento, unidad, servicio, oficina, división, "
    "sección, equipo, unidade, serviço, gabinete, divisão, secção, seção, direção, setor, equipa, "
    "отдел, подразделение, служба, управление, департамент, القسم, الإدارة, الوحدة, المصلحة, المكتب, الدائرة"
)
_ORGANIZATION: Final = (
    "organisation, agency, institution, company, employer, administration, organisme, entreprise, employeur, organización, "
    "institución, empresa, organismo, organização, instituição, организация, учреждение, ведомство, المنظمة, المؤسسة, الجهة"
)
_DATE: Final = "fecha, data, дата, التاريخ"

OTHER_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(words.split(", "))
    for name, words in {
        "name": _NAME,
        "job_title": _JOB_TITLE,
        "department": _DEPARTMENT,
        "organization": _ORGANIZATION,
        "date": _DATE,
    }.items()
}
"""By the name of the field."""
