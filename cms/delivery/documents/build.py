"""A page of one edition becomes a document: first everything is looked up, then this is arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from wagtail.blocks import StreamBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.models import (
    CoachingProgrammePage,
    InfoPage,
    ModulePage,
    ProgrammePage,
    RolePage,
    ThemePage,
)
from translation_workflow.adaptation.apply import Applied, ids_in
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.editions.models import Edition, Kind

from .gather import Found, gather
from .moved import moved_paths
from .pictures import picture_value
from .place import places_of
from .placed import Placed
from .references import leaves
from .schema import DOCUMENT, Document, Origin
from .snippets import plain
from .values import Reader

# Words of a page outside its sections, by the engine's content path.
FIELDS_OF_WORDS = ("title", "supporter_line")
GROUPS = ("processes", "guidance")
Facts = dict[str, Any]


class Coverage(Protocol):
    """Where the published words of a page come from, by the engine's content path."""

    def origin(self, prefix: str, /) -> str | None:
        """Return master, translated, partial or copy; None where no words stand under that path."""

    def beside(self, adaptation: Adaptation, /, *, moved: Mapping[str, str]) -> Coverage:
        """Return the same without words that the edition hides or replaces, and with others where they are.

        `moved` are the content paths at which blocks stand now, by their id.
        """


def build(page: Page, edition: Edition, coverage: Coverage | None = None) -> Document:
    """Return the document of a page. `coverage` is not asked in the master's own edition.

    Raises EditionWithoutPages, and PageOfAnotherEdition for a page outside the edition.
    """
    places = places_of([edition])
    place = places.of(edition)
    place.require(page)
    placed = Placed(page.specific, place)
    return assemble(placed, gather([placed], places)[edition.pk], coverage)


def assemble(placed: Placed, found: Found, coverage: Coverage | None) -> Document:
    """Build without a query, from what was gathered."""
    page, place = placed.page, placed.place
    if coverage is not None and (adaptation := place.adaptations.get(placed.key[1])):
        coverage = coverage.beside(adaptation, moved=moved_paths(placed, adaptation))
    builder = _Builder(placed, found, coverage)
    sections: dict[str, Any] = {}
    for name, block, raw in placed.streams:
        if blocks := builder.blocks(block, raw, name):
            group, _, rest = name.partition("_")
            if group in GROUPS:
                sections.setdefault(group, {})[rest] = blocks
            else:
                sections[name] = blocks
    counts = {str(origin): builder.counts[origin] for origin in Origin}
    return DOCUMENT.validate_python(
        {
            "key": page.translation_key,
            "type": page.document_type,
            "programme": place.programme.slug,
            "edition": place.edition.code,
            "language": place.language,
            "path": placed.path,
            "title": page.title,
            **builder.languages(page),
            **FACTS[type(page)](page, found),
            "sections": sections,
            "provenance": {**counts, "hidden": len(builder.adapted.hidden)},
        }
    )


def to_bytes(document: Document) -> bytes:
    """Return a document's one written form: UTF-8, compact, in the contract's order."""
    return DOCUMENT.dump_json(document, by_alias=True, exclude_unset=True)


class _Builder:
    def __init__(self, placed: Placed, found: Found, coverage: Coverage | None) -> None:
        page = placed.page
        self.place = place = placed.place
        self.adapted = placed.adapted or Applied()
        self.found = found
        self.coverage = coverage
        self.national = page.translation_key in found.masterless
        self.counts: Counter[Origin] = Counter()
        # The origin of the block that is being built, where all that stands in it is the country's.
        self.around: Origin | None = None
        self.reader = Reader(place, found, self.blocks)

    def blocks(self, stream: StreamBlock, raw: Any, path: str) -> list[dict[str, Any]]:
        """Return the blocks of a stream, without those that the edition leaves out."""
        shown = (
            self._block(stream, child, f"{path}.{child['id']}")
            for child in raw or []
            if child["type"] in stream.child_blocks
        )
        return [block for block in shown if block]

    def languages(self, page: Page) -> dict[str, str]:
        """Return the language of each field that is not in the edition's, as `title_language`."""
        found = {
            name: self._language(self._own_words(name)) for name in FIELDS_OF_WORDS if hasattr(page, name)
        }
        return {f"{name}_language": one["language"] for name, one in found.items() if one}

    def _block(self, stream: StreamBlock, raw: dict[str, Any], path: str) -> dict[str, Any] | None:
        block = stream.child_blocks[raw["type"]]
        masters = self._words(block, raw["value"], path)
        words = self._adapted_by(raw["id"], block) or masters
        # What the country took out of a block leaves the rest in the words that it had.
        said = masters if words is not masters and not self._has_ours(raw) else words
        if said is Origin.MASTER and self.place.omits and not self._has_ours(raw):
            return None
        around, self.around = self.around, self._of_all_in(raw["id"])
        value = self.reader.value(block, raw["value"], path)
        self.around = around
        if value is None and isinstance(block, SnippetChooserBlock):
            # Its snippet was deleted: there is nothing left to show.
            return None
        origin = words or (Origin.NATIONAL if self.national else Origin.MASTER)
        self.counts[origin] += 1
        return {
            "id": raw["id"],
            "type": raw["type"],
            "value": value,
            "origin": origin,
            **self._language(said),
        }

    def _has_ours(self, raw: dict[str, Any]) -> bool:
        """Whether the country wrote a block or something in it: then it is not all in the master's words."""
        ours = self.adapted.national | self.adapted.adapted
        return self.around is not None or (bool(ours) and not ours.isdisjoint(ids_in(raw)))

    def _of_all_in(self, number: str) -> Origin | None:
        """Return the origin that what stands in a block has from it: the country wrote it with the block."""
        if number in self.adapted.national:
            return Origin.NATIONAL
        return Origin.ADAPTED if number in self.adapted.adapted else self.around

    def _adapted_by(self, number: str, block: Any) -> Origin | None:
        """Return the origin of a block that the country has its hand in; None where it has not."""
        if number in self.adapted.national:
            return Origin.NATIONAL
        # Blocks in a stream say it for themselves, items of a list do not.
        is_touched = number in self.adapted.touched and not _has_stream(block)
        return Origin.ADAPTED if is_touched or number in self.adapted.adapted else self.around

    def _words(self, block: Any, raw: Any, path: str) -> Origin | None:
        """Return the origin of a block's own words and those of its snippets; None where it has none."""
        origins = {
            self.found.snippets[leaf.target_model][pk].origin
            for leaf, pk in leaves(block, raw)
            if isinstance(leaf, SnippetChooserBlock) and pk in self.found.snippets.get(leaf.target_model, {})
        }
        origins.add(self._own_words(path))
        return _together({origin for origin in origins if origin})

    def _own_words(self, path: str) -> Origin | None:
        if self.national:
            return Origin.NATIONAL
        if self.coverage is None or self.place.kind == Kind.MASTER:
            return None
        origin = self.coverage.origin(path)
        return Origin(origin) if origin else None

    def _language(self, words: Origin | None) -> dict[str, str]:
        foreign = words is Origin.MASTER and self.place.master_language != self.place.language
        return {"language": self.place.master_language} if foreign else {}


def _has_stream(block: Any) -> bool:
    children = getattr(block, "child_blocks", {}).values()
    return isinstance(block, StreamBlock) or any(isinstance(child, StreamBlock) for child in children)


def _together(origins: set[Origin]) -> Origin | None:
    if len(origins) < 2:
        return next(iter(origins), None)
    if origins & {Origin.MASTER, Origin.PARTIAL}:
        return Origin.PARTIAL
    return Origin.TRANSLATED if Origin.TRANSLATED in origins else min(origins)


def _programme(page: ProgrammePage, _: Found) -> Facts:
    return {"period": {"start": page.period_start, "end": page.period_end}}


def _theme(page: ThemePage, found: Found) -> Facts:
    # The picture stands beside the theme's name, which says what it shows.
    icon = picture_value(found.images.get(page.icon_id or 0), alt="", decorative=True)
    return {"theme_key": page.theme_key, "kind": page.kind, "icon": icon}


def _module(page: ModulePage, _: Found) -> Facts:
    return {"level": page.level, "minutes": page.minutes, "points": page.points}


def _role(page: RolePage, _: Found) -> Facts:
    return {"supporter_line": page.supporter_line}


def _coaching(page: CoachingProgrammePage, _: Found) -> Facts:
    amount = page.support_amount
    return {
        "stated": {"applied": page.stated_applied, "selected": page.stated_selected},
        "support_amount": None
        if amount is None
        else {"amount": plain(amount), "currency": page.support_currency},
        "participant_order": page.participant_order,
        "fact_owner": page.fact_owner,
        "date_changed": page.date_changed,
    }


FACTS: dict[type[Page], Callable[[Any, Found], Facts]] = {
    ProgrammePage: _programme,
    ThemePage: _theme,
    ModulePage: _module,
    RolePage: _role,
    CoachingProgrammePage: _coaching,
    InfoPage: lambda page, found: {},
}
