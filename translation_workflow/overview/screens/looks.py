"""How an object stands in an edition, as people see it: a sign, words and a number; never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from translation_workflow.overview.pieces import Live, Look, Own, Pieces, Standing

LABELS: Mapping[Look, Any] = {
    Look.APPROVED: gettext_lazy("All approved, or copies of the master"),
    Look.TRANSLATED: gettext_lazy("All translated"),
    Look.NEEDS_WORK: gettext_lazy("Translated, and some needs work"),
    Look.STARTED: gettext_lazy("Partly translated"),
    Look.EMPTY: gettext_lazy("Nothing translated yet"),
    Look.LEFT_OUT: gettext_lazy("The edition does without it"),
    Look.NOTHING: gettext_lazy("Nothing to translate"),
}
ICONS: Mapping[Look, str] = {
    Look.APPROVED: "success",
    Look.TRANSLATED: "check",
    Look.NEEDS_WORK: "edit",
    Look.STARTED: "draft",
    Look.EMPTY: "radio-empty",
    Look.LEFT_OUT: "minus",
    Look.NOTHING: "minus",
}


def css_name(look: Look) -> str:
    return str(look).replace("_", "-")


@dataclass(frozen=True)
class Readers:
    """What readers get of an object: a sign and words for it; `name` is its CSS class."""

    name: str
    icon: str
    label: Any


_OWN: Mapping[Own, Readers] = {
    Own.LIVE: Readers("own", "globe", gettext_lazy("with adaptations of the country")),
    Own.WAITS: Readers("waits", "clipboard-list", gettext_lazy("adaptations wait as a draft")),
}


def readers_of(live: Live | None) -> Readers:
    """Return what readers get: all, less than the master's readers do, or nothing."""
    if live is None:
        return Readers("none", "no-view", _("not live"))
    if live:
        return Readers("behind", "warning", _("live, and behind the master"))
    return Readers("live", "view", _("live, and up to date"))


def owned(own: Iterable[Own]) -> list[Readers]:
    """Return signs and words for what an edition adapts."""
    return [_OWN[one] for one in own]


def sentence_of(standing: Standing) -> str:
    """Return what a cell says: how far the words are, and what readers get."""
    told = [str(LABELS[standing.look]), *numbers_of(standing.pieces)]
    if standing.look is not Look.LEFT_OUT:
        told += [readers_of(standing.live).label, *_behind(standing.live)]
        told += [str(one.label) for one in owned(standing.own)]
    return _("; ").join(told)


def numbers_of(pieces: Pieces) -> list[str]:
    """Return the numbers of pieces that are there, in words."""
    told = [
        (
            pieces.untranslated,
            ngettext("%(n)s text untranslated", "%(n)s texts untranslated", pieces.untranslated),
        ),
        (pieces.needs_work, ngettext("%(n)s needs work", "%(n)s need work", pieces.needs_work)),
        (pieces.translated, ngettext("%(n)s translated", "%(n)s translated", pieces.translated)),
        (pieces.approved, ngettext("%(n)s approved", "%(n)s approved", pieces.approved)),
        (pieces.copies, ngettext("%(n)s copy of the master", "%(n)s copies of the master", pieces.copies)),
    ]
    return [words % {"n": number} for number, words in told if number]


def _behind(live: Live | None) -> list[str]:
    if not live:
        return []
    told = [
        (
            live.untranslated,
            ngettext(
                "readers get %(n)s text in the master's language",
                "readers get %(n)s texts in the master's language",
                live.untranslated,
            ),
        ),
        (
            live.needs_work,
            ngettext(
                "%(n)s text that readers get is of an older one",
                "%(n)s texts that readers get are of older ones",
                live.needs_work,
            ),
        ),
    ]
    return [words % {"n": number} for number, words in told if number]
