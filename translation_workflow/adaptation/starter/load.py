"""What countries have of their own, out of the starter: idempotent, never over what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.db import transaction

from pages.models import Programme, StarterRecord
from pages.progress import Progress
from pages.starter.doubles import Keyed, without_doubles
from pages.starter.faults import Fault, Place, shown
from pages.starter.home import Home, References
from pages.starter.outcome import Outcome
from pages.starter.own import Own, bring_own, read_own
from pages.starter.reader import BlockReader
from translation_workflow.adaptation.edit import layer_of, master_of, restore
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.editions.models import Edition, Kind

from .entries import LayerEntry, layer_in
from .reading import read_decisions
from .standing import layer_digest, standing_of


@dataclass
class Loaded:
    """What a load did. `ready` are pages with a layer of the starter's that is to go live with them now."""

    outcome: Outcome = field(default_factory=Outcome)
    ready: list[tuple[Edition, UUID]] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    edition: Edition
    own: Own
    layers: Sequence[LayerEntry]


def load_editions(folder: Path, programme: Programme, *, progress: Progress) -> Loaded:
    """Bring in `editions/<code>.yaml` of a programme's folder: facts, pages and layers of each edition.

    A layer comes as a draft. One that is to go live does so with its page: in the edition's first
    publication, or by who calls this (`ready`). The others wait until somebody publishes their very page.
    """
    loaded = Loaded()
    files = _files(folder / "editions", programme, loaded.outcome)
    entries: list[Keyed] = []
    for one in files:
        entries += [*one.own.facts, *one.own.pages, *one.layers]
    single = {entry.key for entry in without_doubles(entries, loaded.outcome)}
    ids: dict[str, Place] = {}
    for number, one in enumerate(files):
        progress("Countries' own", number, len(files))
        _load_file(one, single, ids, loaded)
    progress("Countries' own", len(files), len(files))
    loaded.outcome.faults.sort()
    return loaded


def _files(folder: Path, programme: Programme, outcome: Outcome) -> list[_File]:
    """Return the files of editions that are in use, in the order of the editions."""
    paths = {path.stem.lower(): path for path in sorted(folder.glob("*.yaml"))}
    editions = list(programme.editions.select_related("programme__master_locale", "locale"))
    codes = {edition.code.lower(): edition for edition in editions if edition.kind is not Kind.MASTER}
    for code in paths.keys() - codes.keys():
        sentence = f"no edition that is translated has the code “{paths[code].stem}”. "
        expected = f"Expected one of: {', '.join(one.code for one in codes.values())}."
        outcome.faults.append(Fault(shown(paths[code]), 1, sentence + expected))
    files = []
    for code, edition in codes.items():
        if code in paths and edition.status != Edition.Status.RETIRED:
            own = read_own(paths[code], outcome)
            files.append(_File(edition, own, _layers(own, outcome)))
    return files


def _layers(own: Own, outcome: Outcome) -> list[LayerEntry]:
    layers: list[LayerEntry] = []
    for node, place in own.layers:
        read, faults = layer_in(node, place)
        layers += read
        outcome.faults += faults
    return layers


def _load_file(file: _File, single: set[UUID], ids: dict[str, Place], loaded: Loaded) -> None:
    edition = file.edition
    home = Home(edition.programme, edition.locale, edition.country)
    bring_own(
        [entry for entry in file.own.facts if entry.key in single],
        [entry for entry in file.own.pages if entry.key in single],
        home,
        ids=ids,
        promised=file.own.promised,
        outcome=loaded.outcome,
    )
    resolve = References(home)
    for entry in file.layers:
        if entry.key in single:
            # Facts and pages came before: what is not there now, is not to come.
            _load_layer(entry, edition, BlockReader(resolve, ids), loaded)


def _load_layer(entry: LayerEntry, edition: Edition, reader: BlockReader, loaded: Loaded) -> None:
    """Make the layer a draft unless it stands as it is or was edited."""
    outcome, now = loaded.outcome, standing_of(entry, edition)
    title = now.page or entry.page
    if now.record and now.record.entry_digest == entry.digest:
        outcome.unchanged += 1
    elif not now.is_ours:
        outcome.kept.append(f"{edition}: {title}")
    elif _write(entry, edition, reader, outcome):
        outcome.created += not now.is_there
        outcome.updated += now.is_there
        now = standing_of(entry, edition)
    else:
        return
    if entry.publish and now.is_live and now.has_our_draft:
        loaded.ready.append((edition, entry.page))


def _write(entry: LayerEntry, edition: Edition, reader: BlockReader, outcome: Outcome) -> bool:
    """Make the layer a draft with its record; say whether it could be, else its faults are told."""
    try:
        shape = shape_of(master_of(edition, entry.page))
        decisions = read_decisions(entry, shape, reader, edition=edition)
        if reader.faults:
            outcome.faults += reader.faults
            return False
        with transaction.atomic():
            layer = layer_of(edition, entry.page)
            restore(layer, decisions, is_left_out=entry.leaves_out, version=layer.version)
            Layer.objects.filter(pk=layer.pk).update(waits_for_review=not entry.publish)
            digests = {"entry_digest": entry.digest, "content_digest": layer_digest(layer)}
            StarterRecord.objects.update_or_create(key=entry.key, defaults=digests)
    except AdaptationRefused as refusal:
        outcome.faults.append(entry.place.fault(str(refusal)))
        return False
    return True
