"""What tables and columns were called in formats 1 and 2, where format 3 has another name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMES_BEFORE_3: Final[Mapping[str, str]] = {
    "lists": "areas",
    "group_lists": "group_areas",
    "session_lists": "session_areas",
}
"""The present name of each table by the old one."""

COLUMNS_BEFORE_3: Final[Mapping[str, Mapping[str, str]]] = {
    "assessment": {"confidentiality_mark": "classification"},
    "areas": {"position": "place"},
    "sections": {"list_id": "area_id", "position": "place"},
    "questions": {"position": "place"},
    "findings": {"list_id": "area_id"},
    "contributors": {"position": "job_title", "unit": "department"},
    "group_areas": {"list_id": "area_id"},
    "session_areas": {"list_id": "area_id"},
}
"""The present name of each column by the old one, for each table under its present name."""
