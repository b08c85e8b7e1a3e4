"""Drafts for what an edition lacks: memory first, then a machine; in steps that a job can be killed between.

`forecast` counts. `fetch_drafts` asks, and writes nothing into the edition; `apply_drafts` writes what was
fetched where there is still nothing, as words that need work.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext
from wagtail_localize.models import StringTranslation

from pages.progress import Progress, unwatched
from translation_workflow.catalogue.signals import words_came_in
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking
from translation_workflow.review.memory import words_from_memory
from translation_workflow.source.markup import is_blank
from translation_workflow.source.models import Origin, State
from translation_workflow.source.working import Place, WorkingText, add_working_text, put_working_text
from translation_workflow.words.said import Sentence, said

from .drafts import Draft, as_sent, ask_again, known_drafts, translate
from .engine import Engine
from .engines import engine_of
from .errors import EngineFailed, LanguageUnknown, MachineError
from .gaps import gaps_of
from .languages import codes_for
from .plan import Gap, Plan, planned
from .stray import stray_marks

REFUSED_BEFORE = said("It was refused in an earlier run and not asked again: pretranslate --again does.")


class Unaskable(Exception):
    """The engine may not be asked for this edition, or cannot; the sentence says what somebody can do."""


@dataclass(frozen=True)
class Refusal:
    """A piece that stays untranslated: its address, its text, and why."""

    place: str
    text: str
    told: Sequence[Sentence]

    @property
    def sentence(self) -> str:
        """Why, in English."""
        return " ".join(map(str, self.told))


@dataclass(frozen=True)
class Fetched:
    """What was found for one object: words of memory and of the machine by place, and what was refused.

    `fault` is why a rest could not be had, "" where there is none; `may_pass`: later it may. So many were
    `refused_before`, and not asked for.
    """

    words: Mapping[Place, WorkingText] = field(default_factory=dict)
    refusals: Sequence[Refusal] = ()
    fault: str = ""
    may_pass: bool = False
    refused_before: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of one object's gaps: how many were filled, and from where; see `Fetched`."""

    machine: int = 0
    memory: int = 0
    refusals: Sequence[Refusal] = ()
    fault: str = ""
    may_pass: bool = False
    refused_before: int = 0

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON; see `jobs.errands.Result`."""
        return {
            "counts": {
                "by machine": self.machine,
                "from memory": self.memory,
                "left untranslated": len(self.refusals),
                "refused before": self.refused_before,
            },
            "notes": [
                {
                    "place": one.place,
                    "text": one.text,
                    "sentence": one.sentence,
                    "told": [sentence.as_data() for sentence in one.told],
                }
                for one in self.refusals
            ],
        }


def check_engine(edition: Edition, name: str = "") -> Engine:
    """Return the engine of a name, or the one of the settings, if it may be asked for this edition.

    Raises Unaskable for an edition that has nothing to translate or keeps its texts in the house, and for
    an engine that is not there.
    """
    if edition.kind is not Kind.TRANSLATION:
        told = gettext(
            "%(edition)s is in the language of its master: there is nothing to translate. "
            "Name an edition in another language."
        )
        raise Unaskable(told % {"edition": edition})
    try:
        engine = engine_of(name)
    except MachineError as error:
        raise Unaskable(str(error)) from error
    if engine.leaves_house and not edition.texts_may_leave:
        told = gettext(
            "%(edition)s does not let its texts leave the house, and %(engine)s is outside. Choose an "
            "engine on our own machine, or allow it in the settings of the edition."
        )
        raise Unaskable(told % {"edition": edition, "engine": engine.name})
    return engine


def forecast(edition: Edition, keys: Collection[UUID], *, engine: str = "", again: bool = False) -> Plan:
    """Return what `fetch_drafts` would ask, and ask nothing. Raises Unaskable, as that does.

    `again`: as it would be after `ask_refused_again`.
    """
    asked = check_engine(edition, engine)
    gaps = gaps_of(edition, keys)
    remembered = _remembered(gaps, edition)
    known = known_drafts(
        _texts(gaps, remembered), source=edition.master_code, target=edition.code, engine=asked
    )
    refused = {text for text, draft in known.items() if draft.is_refused_before}
    return planned(
        gaps,
        remembered=remembered,
        kept=known.keys() - refused,
        refused=() if again else refused,
        as_sent=as_sent,
        longest=asked.limits.text,
    )


def ask_refused_again(edition: Edition, keys: Collection[UUID], *, engine: str = "") -> int:
    """Forget which answers for an edition's gaps were refused: the next drafts ask anew. Return how many.

    Raises Unaskable.
    """
    asked = check_engine(edition, engine)
    texts = _texts(gaps_of(edition, keys), ())
    return ask_again(texts, source=edition.master_code, target=edition.code, engine=asked)


def check_languages(edition: Edition, *, engine: str = "") -> str:
    """Return why the engine would not draft in an edition's language, as it says itself; "" where it would.

    It is asked for its languages; no text is sent. Raises Unaskable, as `forecast` does.
    """
    asked = check_engine(edition, engine)
    try:
        codes_for(asked, source=edition.master_code, target=edition.code)
    except MachineError as error:
        return str(error)
    return ""


def fetch_drafts(
    edition: Edition, keys: Collection[UUID], *, engine: str = "", progress: Progress = unwatched
) -> dict[UUID, Fetched]:
    """Return key → what memory and the engine say of an object's gaps; nothing is written into the edition.

    It waits for a machine, and must be called outside any transaction. Raises Unaskable.
    """
    # What was allowed when the job was noted may be forbidden by now.
    edition = Edition.objects.select_related("programme__master_locale", "locale").get(pk=edition.pk)
    asked = check_engine(edition, engine)
    with transaction.atomic(durable=True):
        gaps = gaps_of(edition, keys)
        remembered = _remembered(gaps, edition)
    drafts = _ask(asked, edition, _texts(gaps, remembered), progress=progress)
    return {key: _fetched(own, remembered, drafts, edition, engine=asked) for key, own in gaps.items()}


def apply_drafts(edition: Edition, key: UUID, fetched: Fetched) -> Outcome:
    """Write what was fetched for one object where there is still nothing, in the caller's transaction.

    What somebody typed meanwhile stays, and so does what the master changed or the edition left out since.
    """
    lock_editions([edition])
    today = {gap.place for gap in gaps_of(edition, [key])[key]}
    texts = [text for place, text in fetched.words.items() if place in today]
    _write(texts, edition)
    if texts:
        words_came_in.send(sender=Outcome, edition=edition, keys={key})
    drafted = sum(text.origin == Origin.MACHINE for text in texts)
    return Outcome(
        drafted,
        len(texts) - drafted,
        fetched.refusals,
        fetched.fault,
        fetched.may_pass,
        fetched.refused_before,
    )


def _remembered(gaps: Mapping[UUID, Sequence[Gap]], edition: Edition) -> dict[Place, WorkingText]:
    """Return what memory fills in by the edition's policy, where it fits."""
    if edition.memory_fills == Edition.MemoryFills.NOTHING:
        return {}
    by_place = {gap.place: gap for own in gaps.values() for gap in own}
    words = words_from_memory({place: gap.links for place, gap in by_place.items()}, [edition])
    found = {(text.context, text.string): text for text in words}
    return {place: text for place, text in found.items() if not _faults(by_place[place], text.words, edition)}


def _texts(gaps: Mapping[UUID, Sequence[Gap]], remembered: Container[Place]) -> list[str]:
    """Return the different texts that an engine is to draft, in reading order."""
    missing = (gap.text for own in gaps.values() for gap in own if gap.place not in remembered)
    return list(dict.fromkeys(missing))


def _ask(engine: Engine, edition: Edition, texts: Sequence[str], *, progress: Progress) -> dict[str, Draft]:
    """Return text → what the engine says; where it says nothing at all, each has the reason."""
    if not texts:
        return {}
    what = f"Drafting {edition}"
    progress(what, 0, len(texts))
    try:
        drafts = translate(
            texts,
            source=edition.master_code,
            target=edition.code,
            engine=engine,
            told=lambda done: progress(what, done, len(texts)),
        )
    except LanguageUnknown as error:
        raise Unaskable(str(error)) from error
    except EngineFailed as error:
        drafts = [Draft(text, fault=str(error), may_pass=error.may_pass) for text in texts]
    return {draft.text: draft for draft in drafts}


def _fetched(
    gaps: Sequence[Gap],
    remembered: Mapping[Place, WorkingText],
    drafts: Mapping[str, Draft],
    edition: Edition,
    *,
    engine: Engine,
) -> Fetched:
    words: dict[Place, WorkingText] = {}
    refusals: list[Refusal] = []
    engines = _engines_fault(drafts.values())
    fault, before = "", 0
    for gap in gaps:
        if gap.place in remembered:
            words[gap.place] = remembered[gap.place]
            continue
        draft = drafts[gap.text]
        if draft.fault and (draft.may_pass or engines):
            fault = fault or draft.fault
        elif faults := [draft.sentence] if draft.fault else _faults(gap, draft.words, edition):
            faults += [Sentence(REFUSED_BEFORE)] * draft.is_refused_before
            before += draft.is_refused_before
            refusals.append(Refusal(gap.address, gap.text, faults))
        else:
            words[gap.place] = WorkingText(
                edition.locale_id,
                *gap.place,
                draft.words,
                state=State.NEEDS_WORK,
                origin=Origin.MACHINE,
                sort=StringTranslation.TRANSLATION_TYPE_MACHINE,
                tool=engine.name,
            )
    return Fetched(words, refusals, fault, may_pass=not engines, refused_before=before)


def _engines_fault(drafts: Collection[Draft]) -> str:
    """Return why an engine says nothing at all, whatever it is asked, and will not later; else ""."""
    # What was refused before was not asked for now.
    drafts = [draft for draft in drafts if not draft.is_refused_before]
    faults = {draft.fault for draft in drafts}
    is_same = len(faults) == 1 and len(drafts) > 1
    return faults.pop() if is_same and not any(draft.may_pass for draft in drafts) else ""


def _faults(gap: Gap, words: str, edition: Edition) -> list[Sentence]:
    """Return why words may not stand in a gap; empty where they may."""
    pair = Pair(gap.text, words, edition.code, edition.master_code, hold=gap.hold)
    found = [Sentence(finding.fault.template, finding.fault.values) for finding in blocking(pair)]
    return found + stray_marks(gap.text, words)


def _write(texts: Sequence[WorkingText], edition: Edition) -> None:
    """Insert words where there is no row, and put them where one says nothing; what says something stays."""
    rows = StringTranslation.objects.filter(
        locale=edition.locale_id,
        context__in={text.context for text in texts},
        translation_of__in={text.string for text in texts},
    )
    there = rows.select_for_update().values_list("context_id", "translation_of_id", "data")
    blank = {(context, string) for context, string, words in there if is_blank(words)}
    put_working_text([text for text in texts if (text.context, text.string) in blank])
    add_working_text([text for text in texts if (text.context, text.string) not in blank])
