"""Tags and texts of HTML, read in a time proportional to its length.

Python's own ``html.parser`` takes the square of the length for some markup: what is on the clipboard comes from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from workbench.system.frozen import frozen

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>\"']*+)((?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>")
_SIMPLE_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>\"']*+)([^>]*+)>")
_ATTRIBUTE: Final = re.compile(r"(?<![\w:-])([\w:-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_RAW: Final = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style", "xmp")}
"""Elements in which nothing is a tag but their own end."""


@frozen
class Tag:
    """A tag, with its name in small letters; ``said`` is what stands after the name."""

    name: str
    ends: bool
    said: str

    def attributes(self) -> Mapping[str, str]:
        """The attributes that have a value, by names in small letters."""
        if "=" not in self.said:
            return {}
        found = _ATTRIBUTE.findall(self.said)
        return {name.lower(): unescape(double or single or bare) for name, double, single, bare in found}


def tags_and_texts(markup: str) -> Iterator[Tag | str]:
    """Everything in order, without comments and declarations. What is not finished at the end is left out."""
    pattern, place, last_end = _TAG, 0, markup.rfind(">")
    while place < len(markup):
        start = markup.find("<", place)
        if start < 0:
            yield unescape(markup[place:])
            return
        if start > place:
            yield unescape(markup[place:start])
        following = markup[start + 1 : start + 2]
        tag_like = following == "/" or following.isalpha()
        if last_end < start and (tag_like or following in ("!", "?")):
            return  # no tag ends any more
        if following in ("!", "?"):
            comment = markup.startswith("<!--", start)
            end = markup.find("-->" if comment else ">", start)
            place = end + (3 if comment else 1) if end >= 0 else len(markup)
            continue
        found = pattern.match(markup, start) if tag_like else None
        if found is None and tag_like and pattern is _TAG:
            pattern = _SIMPLE_TAG  # a quotation mark that nothing closes; it is not looked for again and again
            found = pattern.match(markup, start)
        if found is None:
            yield "<"
            place = start + 1
            continue
        tag = Tag(found[2].lower(), bool(found[1]), found[3])
        yield tag
        place = found.end()
        if tag.name in _RAW and not tag.ends:
            last = _RAW[tag.name].search(markup, place)
            place = last.start() if last is not None else len(markup)
