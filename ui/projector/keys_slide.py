"""The keys of the projector view as a slide of its own, where there is one screen only."""

from __future__ import annotations

from workbench.system.frozen import frozen


@frozen
class KeysSlide:
    """Keys, each with what it does."""

    rows: tuple[tuple[str, str], ...]
