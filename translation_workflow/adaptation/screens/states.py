"""The states of a page's adaptation that can be compared: every draft, what is live, nothing decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Revision

from translation_workflow.adaptation.decisions import from_json
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import NOTHING, Adaptation, adaptation_in, latest_of
from translation_workflow.sent import row_in

LIVE, PLAIN = "live", "plain"
MOST_LISTED = 200


@dataclass(frozen=True)
class State:
    """What an edition decided at one time. `name` is how an address calls it, `label` how people do.

    `restores` is the draft that brings it back, as `RestoreView` takes it; "" for what the draft says anyway.
    """

    name: str
    label: str
    adaptation: Adaptation
    restores: str = ""


def state_named(layer: Layer, name: str) -> State:
    """Return a state of a layer. Raises Http404 for what is none, and for another layer's draft."""
    return _settled(_named(layer, name), layer)


def _named(layer: Layer, name: str) -> State:
    if name == PLAIN:
        return State(PLAIN, label_of_plain(), NOTHING, "0")
    if name == LIVE:
        return _live(layer)
    row = row_in(name)
    rows = layer.revisions.select_related("user") if layer.pk else Revision.objects.none()
    revision = rows.filter(pk=row).first() if row is not None else None
    if revision is None:
        raise Http404
    earlier = Q(created_at__lt=revision.created_at) | Q(created_at=revision.created_at, pk__lt=revision.pk)
    label = label_of(revision, layer, number=layer.revisions.filter(earlier).count() + 1)
    return State(name, label, adaptation_in(revision.content), name)


def choices_of(layer: Layer, *, chosen: Sequence[State]) -> list[tuple[str, str]]:
    """Return the names and labels of all states, latest first; of very many the latest, and those chosen."""
    rows = layer.revisions.select_related("user").defer("content") if layer.pk else Revision.objects.none()
    many = rows.count()
    latest = enumerate(rows.order_by("-created_at", "-pk")[:MOST_LISTED])
    found = [(str(one.pk), label_of(one, layer, number=many - place)) for place, one in latest]
    found += [(LIVE, label_of_live()), (PLAIN, label_of_plain())]
    return found + [(one.name, one.label) for one in chosen if one.name not in dict(found)]


def default_names(layer: Layer) -> tuple[str, str]:
    """Return what is compared where nobody chose: what readers get, and the draft."""
    before = LIVE if layer.live else PLAIN
    return before, str(layer.latest_revision_id or PLAIN)


def label_of_live() -> str:
    return _("What is live")


def label_of_plain() -> str:
    return _("The plain translation, with nothing decided")


def label_of(revision: Revision, layer: Layer, *, number: int) -> str:
    """Return which draft it is, counted from the first, when it was made, and by whom."""
    when = date_format(timezone.localtime(revision.created_at), "DATETIME_FORMAT")
    told = f"{when}, {revision.user.get_username()}" if revision.user else when
    is_latest = revision.pk == layer.latest_revision_id
    label = _("Draft %(number)s, the one now (%(told)s)") if is_latest else _("Draft %(number)s (%(told)s)")
    return label % {"number": number, "told": told}


def _live(layer: Layer) -> State:
    if not layer.live:
        return State(LIVE, label_of_live(), NOTHING, "0")
    adaptation = Adaptation(from_json(layer.decisions), layer.leaves_out)
    return State(LIVE, label_of_live(), adaptation, str(layer.live_revision_id or ""))


def _settled(state: State, layer: Layer) -> State:
    """Return a state that is not to be brought back where the draft says the same."""
    then, now = state.adaptation, latest_of(layer)
    is_draft = (list(then.decisions), then.leaves_out) == (list(now.decisions), now.leaves_out)
    return replace(state, restores="") if is_draft else state
