"""People with a role in an activity, an indicator or a document, as their names by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from workbench.document.document import Document
from workbench.language.i18n import Message, Translator
from workbench.model.declared import declared
from workbench.model.labels import label, names_by_id
from workbench.model.named import joined, parts
from workbench.model.rows import Contributor, PersonLink
from workbench.model.vocabulary import ActivityRole, Role
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from workbench.privacy.person_names import NameFinder

_GONE: Final = "\0"
"""Replaces a name while a text is split; no stored text contains it."""

_EMPTY: Final = f"{_GONE} .,:()\n\t-"


@frozen
class RolePeople:
    """The names of those who have one role, in their order; at least one."""

    role: Role
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """All names in one text."""
        return joined(self.names)


People = tuple[RolePeople, ...]
"""Everybody with a role in one row, by role."""


def roles_of(link_type: type[PersonLink]) -> tuple[Role, ...]:
    """The roles that people can have, in the order in which they are shown; the first is that of who answers for it."""
    first: Role = declared(link_type)["role"].default
    return tuple(type(first))


def read_people(document: Document, link_type: type[PersonLink]) -> dict[str, People]:
    """Everybody with a role, by the id of the row in which they have it."""
    return people_by_owner(document.read.every(link_type), names_by_id(document.read.every(Contributor)))


def people_of(document: Document, link_type: type[PersonLink], owner: str) -> People:
    """Everybody with a role in one row, by its id."""
    links = document.read.where(link_type, **{link_type.owner: owner})
    return people_by_owner(links, names_by_id(document.read.every(Contributor))).get(owner, ())


def people_by_owner(links: Iterable[PersonLink], names: Mapping[str, str]) -> dict[str, People]:
    """The people of some links in order; ``names`` are those of the contributors by id. Who is not there is left out."""
    found: dict[str, dict[Role, list[str]]] = {}
    for link in links:
        name = link.name if link.contributor_id is None else names.get(link.contributor_id, "")
        if name.strip():
            found.setdefault(link.owner_id, {}).setdefault(link.role, []).append(name)
    return {owner: _in_order(by_role) for owner, by_role in found.items()}


def _in_order(by_role: Mapping[Role, list[str]]) -> People:
    roles = type(next(iter(by_role)))
    order = [*roles, *(role for role in by_role if not role.is_known)]
    return tuple(RolePeople(role, tuple(by_role[role])) for role in order if role in by_role)


def names_with(role: Role, people: People) -> tuple[str, ...]:
    """The names of those with a role; none if nobody has it."""
    return next((entry.names for entry in people if entry.role is role), ())


def people_text(people: People, translate: Translator) -> str:
    """A line for each role, with its name; who is responsible for an activity needs none."""
    return "\n".join(
        entry.text
        if entry.role is ActivityRole.RESPONSIBLE
        else translate(Message("{role}: {names}", role=label(entry.role), names=entry.text))
        for entry in people
    )


def publicly_named(people: People, finder: NameFinder, instead: str) -> People:
    """Everybody with a role, without the names of people who must not be named."""
    found = ((entry.role, _public(entry.names, finder, instead)) for entry in people)
    return tuple(RolePeople(role, names) for role, names in found if names)


def _public(names: tuple[str, ...], finder: NameFinder, instead: str) -> tuple[str, ...]:
    """The names one by one; if they tell a name only together ("Secret" beside "Amina"), what is left as one text."""
    kept = tuple(filter(None, (without_hidden(name, finder, instead) for name in names)))
    whole = joined(kept)
    public = without_hidden(whole, finder, instead)
    return kept if public == whole else tuple(filter(None, (public,)))


def without_hidden(text: str, finder: NameFinder, instead: str) -> str:
    """A text about who is responsible, without the people who must not be named.

    A name alone between commas is removed; if there is more between the commas, the words ``instead`` replace the name.
    """
    from workbench.privacy.person_names import instead_of

    spans = [(mention.start, mention.end, _GONE) for mention in finder.certain(text)]
    between = parts(instead_of(text, spans))
    if not spans and not any(map(finder.is_name, between)):
        return text
    return joined(part.replace(_GONE, instead) for part in between if part.strip(_EMPTY) and not finder.is_name(part))
