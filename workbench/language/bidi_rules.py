"""The weak and neutral rules of the bidirectional algorithm (UAX #9: W1 to W7, N0 to N2), over one run sequence."""

from __future__ import annotations

from typing import Final

STRONG: Final = frozenset({"L", "R", "AL"})
ISOLATES: Final = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})
_BRACKET_STACK: Final = 63
_PAIRS: Final = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜"
    "〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING_OF: Final = {**dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)), "\u2329": "\u3009"}
_CLOSING: Final = {**{closing: closing for closing in _CLOSING_OF.values()}, "\u232a": "\u3009"}


def direction(level: int) -> str:
    """The direction of an embedding level."""
    return "R" if level % 2 else "L"


class RunSequence:
    """One isolating run sequence: the weak and the neutral rules."""

    def __init__(self, text: str, classes: list[str], original: list[str], indices: list[int], level: int) -> None:
        self._text = text
        self._classes = classes
        self._original = original
        self._indices = indices
        self._types = [classes[index] for index in indices]
        self._embedding = direction(level)

    def resolve(self, start: str, end: str) -> None:
        """Applies W1 to W7 and N0 to N2 to the classes of the paragraph."""
        self._marks(start)
        self._numbers(start)
        self._separated_numbers()
        self._terminated_numbers()
        self._latin_numbers(start)
        self._brackets(start)
        self._neutrals(start, end)
        for index, name in zip(self._indices, self._types, strict=True):
            self._classes[index] = name

    def _marks(self, before: str) -> None:
        """W1."""
        for index, name in enumerate(self._types):
            if name == "NSM":
                self._types[index] = "ON" if before in ISOLATES or before == "PDI" else before
            before = self._types[index]

    def _numbers(self, strong: str) -> None:
        """W2 and W3."""
        for index, name in enumerate(self._types):
            if name in STRONG:
                strong = name
            elif name == "EN" and strong == "AL":
                self._types[index] = "AN"
            if name == "AL":
                self._types[index] = "R"

    def _separated_numbers(self) -> None:
        """W4."""
        types = self._types
        for index in range(1, len(types) - 1):
            before, name, after = types[index - 1 : index + 2]
            if before == after and ((name == "ES" and before == "EN") or (name == "CS" and before in ("EN", "AN"))):
                types[index] = before

    def _terminated_numbers(self) -> None:
        """W5 and W6."""
        types = self._types
        index = 0
        while index < len(types):
            end = index
            while end < len(types) and types[end] == "ET":
                end += 1
            if end > index:
                beside = (index and types[index - 1] == "EN") or (end < len(types) and types[end] == "EN")
                if beside:
                    types[index:end] = ["EN"] * (end - index)
            index = end + 1
        self._types = ["ON" if name in ("ES", "ET", "CS") else name for name in types]

    def _latin_numbers(self, strong: str) -> None:
        """W7."""
        for index, name in enumerate(self._types):
            if name in ("L", "R"):
                strong = name
            elif name == "EN" and strong == "L":
                self._types[index] = "L"

    def _brackets(self, start: str) -> None:
        """N0."""
        for opening, closing in self._bracket_pairs():
            inside = {_strong_direction(name) for name in self._types[opening + 1 : closing]}
            if self._embedding in inside:
                chosen = self._embedding
            elif inside & {"L", "R"}:
                before = next(filter(None, map(_strong_direction, reversed(self._types[:opening]))), start)
                chosen = before if before != self._embedding else self._embedding
            else:
                continue
            for index in (opening, closing):
                self._types[index] = chosen
                following = index + 1
                while following < len(self._types) and self._original[self._indices[following]] == "NSM":
                    self._types[following] = chosen
                    following += 1

    def _bracket_pairs(self) -> list[tuple[int, int]]:
        waiting: list[tuple[str, int]] = []
        pairs = []
        for position, index in enumerate(self._indices):
            character = self._text[index]
            if self._types[position] != "ON":
                continue
            if character in _CLOSING_OF:
                if len(waiting) == _BRACKET_STACK:
                    return []
                waiting.append((_CLOSING[_CLOSING_OF[character]], position))
            elif character in _CLOSING:
                for depth in range(len(waiting) - 1, -1, -1):
                    if waiting[depth][0] == _CLOSING[character]:
                        pairs.append((waiting[depth][1], position))
                        del waiting[depth:]
                        break
        return sorted(pairs)

    def _neutrals(self, start: str, end: str) -> None:
        """N1 and N2."""
        types = self._types
        index = 0
        while index < len(types):
            if types[index] not in _NEUTRAL:
                index += 1
                continue
            stop = index
            while stop < len(types) and types[stop] in _NEUTRAL:
                stop += 1
            before = _strong_direction(types[index - 1]) if index else start
            after = _strong_direction(types[stop]) if stop < len(types) else end
            chosen = before if before == after and before else self._embedding
            types[index:stop] = [chosen] * (stop - index)
            index = stop


def _strong_direction(name: str) -> str:
    return "R" if name in ("R", "EN", "AN") else "L" if name == "L" else ""
