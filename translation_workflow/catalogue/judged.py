"""What the quality rules say of catalogues that nobody imported, and that no one has to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translation_workflow.editions.languages import UnknownLanguage, language_for
from translation_workflow.editions.models import Edition
from translation_workflow.quality.finding import Finding
from translation_workflow.quality.others import Others, Said
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import findings
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.termbase.agreed import terms_between
from translation_workflow.words.said import said

from .archive import Incoming
from .errors import CatalogueFault
from .known import Shelf
from .message import Entry, ReadCatalogue
from .po import read_po
from .sent import read_sent


@dataclass(frozen=True)
class JudgedEntry:
    """What a rule says of an entry of a file."""

    file: str
    entry: Entry
    finding: Finding


def judge_files(
    files: Sequence[Incoming], *, edition: Edition | None, source_language: str = "en"
) -> list[JudgedEntry]:
    """Return what the rules say of the translations in files, in their order; nothing is written.

    With an edition a file must be of it, and its places say what fits there; without one a file says its
    language, and any catalogue may come. Raises CatalogueFault.
    """
    shelf = Shelf(edition) if edition else None
    read = [(file.name, *_read(file, shelf)) for file in files]
    others = Others([*_said(catalogue for _, catalogue, _ in read)])
    source = edition.master_code if edition else source_language
    return [
        JudgedEntry(name, entry, finding)
        for name, catalogue, holds in read
        for entry, pair in _pairs(catalogue, holds, others, source)
        for finding in findings(pair)
    ]


def _read(file: Incoming, shelf: Shelf | None) -> tuple[ReadCatalogue, dict[str, Hold]]:
    if shelf is not None:
        sent = read_sent(file, shelf)
        return sent.read, dict(shelf.holds(sent.keys))
    read = read_po(file.content, name=file.name)
    try:
        language_for(read.language)
    except UnknownLanguage as error:
        raise CatalogueFault(file.name, 1, said("the header “Language”: {error}"), error=error) from error
    return read, {}


def _pairs(
    catalogue: ReadCatalogue, holds: dict[str, Hold], others: Others, source: str
) -> Iterator[tuple[Entry, Pair]]:
    language = language_for(catalogue.language).code
    terms = terms_between(source, language)
    for entry in catalogue.entries:
        if entry.target:
            yield (
                entry,
                Pair(
                    entry.source,
                    entry.target,
                    language,
                    source,
                    hold=holds.get(entry.context, ANYTHING),
                    made_from=entry.previous if entry.fuzzy else "",
                    elsewhere=others.elsewhere(context=entry.context, string=entry.source),
                    namesakes=others.namesakes(entry.target, string=entry.source),
                    terms=terms,
                ),
            )


def _said(catalogues: Iterable[ReadCatalogue]) -> Iterator[Said]:
    for catalogue in catalogues:
        for entry in catalogue.entries:
            if entry.target and not entry.fuzzy:
                yield Said(entry.context, entry.source, entry.source, entry.target)
