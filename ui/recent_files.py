"""What the window remembers between two runs: where files are, its size, language and look. Never anything in a file."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, Final

_MOST: Final = 10
_FOLDER: Final = "integrity-workbench"


class RecentFiles:
    """The memory of the window, in one small JSON file. What cannot be read or written is forgotten, never an error.

    Attributes: ``language`` (empty: as the system), ``geometry`` (Qt's own bytes as hexadecimal text),
    ``theme`` (as :class:`ui.style.Theme`; empty: as the system), ``zoom`` in per cent,
    ``spelling``: whether unknown words are marked.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or _default_file()
        known = self._read()
        paths = known.get("recent")
        self._paths = [text for text in paths if isinstance(text, str)] if isinstance(paths, list) else []
        self.geometry = _text(known.get("geometry"))
        self.language = _text(known.get("language"))
        self.theme = _text(known.get("theme"))
        zoom = known.get("zoom")
        self.zoom = zoom if isinstance(zoom, int) else 100
        self.spelling = known.get("spelling") is not False

    @property
    def paths(self) -> list[Path]:
        """The files opened last, newest first, as far as they are still there."""
        return [path for path in map(Path, self._paths) if _is_file(path)]

    def add(self, path: Path) -> None:
        """Notes a file that was opened."""
        text = str(path.absolute())
        self._paths = [text, *(other for other in self._paths if other != text)][:_MOST]
        self.save()

    def save(self) -> None:
        """Writes the memory, whole or not at all."""
        known = {
            "recent": self._paths,
            "geometry": self.geometry,
            "language": self.language,
            "theme": self.theme,
            "zoom": self.zoom,
            "spelling": self.spelling,
        }
        part = self._file.with_name(f"{self._file.name}.part")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
            part.replace(self._file)

    def _read(self) -> dict[str, Any]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def _default_file() -> Path:
    import platformdirs

    return platformdirs.user_config_path(_FOLDER, appauthor=False) / "window.json"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
