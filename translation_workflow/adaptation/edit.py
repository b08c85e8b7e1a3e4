"""Changes of a layer: each is a new draft, and of two people who change the same one the second is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page

from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition, Kind

from .check import checked
from .conflicts import conflicts_in, reviewed
from .decisions import Beside, Decision, from_json, placed, to_json
from .errors import AdaptationRefused, Overtaken
from .models import Layer
from .operations import Operation
from .published import is_as_live
from .seen import check_seen
from .shape import shape_of

Change = Callable[[list[Decision]], list[Decision]]


def layer_of(edition: Edition, key: UUID) -> Layer:
    """Return the layer of a page in an edition, a new and empty one where there is none yet.

    Raises AdaptationRefused for the master's own edition and for a page that its master has not.
    """
    if edition.kind is Kind.MASTER:
        told = gettext("%(edition)s is the master: change its pages themselves.")
        raise AdaptationRefused(told % {"edition": edition})
    master_of(edition, key)
    layer, _ = Layer.objects.select_related("edition").get_or_create(
        edition=edition, page_key=key, defaults={"live": False}
    )
    return layer


def master_of(edition: Edition, key: UUID) -> Any:
    """Return the live page of the master, specific. Raises AdaptationRefused where there is none."""
    programme = edition.programme
    page = Page.objects.filter(translation_key=key, locale=programme.master_locale_id, live=True).first()
    first = programme.master_page
    if page is None or first is None or not page.path.startswith(first.path):
        told = gettext(
            "%(edition)s: the master has no live page %(key)s. "
            "One that the country wrote for itself is changed in the page editor."
        )
        raise AdaptationRefused(told % {"edition": edition, "key": key})
    return page.specific


def is_first(edition: Edition, key: UUID) -> bool:
    """Whether a page is the edition's first, below which all others stand."""
    first = edition.programme.master_page
    return first is not None and first.translation_key == key


def draft_of(layer: Layer) -> Layer:
    """Return the layer as it would be published."""
    draft: Layer = layer.get_latest_revision_as_object()
    return draft


def decide(
    layer: Layer,
    operation: Operation,
    *,
    version: int,
    reason: str = "other",
    note: str = "",
    user: Any = None,
    instead: Collection[str] = (),
    beside: Beside | None = None,
    seen: str | None = None,
) -> Decision:
    """Add an operation to the draft, clean and with today's base. Raises AdaptationRefused.

    `instead` are decisions that go in the same step: a block that moves again has one move. `beside` is
    its place among the others, where several bring something to one place. `seen` is the master's block as
    the user saw it (`seen_of`).
    """
    shape = shape_of(master_of(layer.edition, layer.page_key))
    check_seen(shape, operation.block, seen)
    decided: list[Decision] = []

    def add(decisions: list[Decision]) -> list[Decision]:
        for number in instead:
            decisions.remove(_named(decisions, number))
        clean = checked(replace(operation, id=str(uuid4())), shape, decisions, edition=layer.edition)
        author = user.get_username() if user else ""
        decided.append(Decision(clean, reason, note, author, timezone.now().date().isoformat()))
        return placed(decisions, decided[0], beside=beside)

    change(layer, add, version=version, user=user)
    return decided[0]


def rewrite(
    layer: Layer,
    number: str,
    content: Any,
    *,
    version: int,
    user: Any = None,
    reason: str | None = None,
    note: str | None = None,
    settles: bool = False,
    seen: str | None = None,
) -> None:
    """Let an insert or a replacement say something else. Raises AdaptationRefused.

    A reason or note of None stays. `settles`: the new words answer what the master says now.
    """
    shape = shape_of(master_of(layer.edition, layer.page_key))

    def edit(decisions: list[Decision]) -> list[Decision]:
        old = _named(decisions, number)
        if settles:
            check_seen(shape, old.operation.block, seen)
        others = [one for one in decisions if one.id != number]
        clean = checked(replace(old.operation, content=content), shape, others, edition=layer.edition)
        # Its base is what somebody decided on, until they settle the conflict.
        kept = replace(
            old,
            operation=clean if settles else replace(clean, base=old.operation.base),
            reason=old.reason if reason is None else reason,
            note=old.note if note is None else note,
        )
        return [kept if one.id == number else one for one in decisions]

    change(layer, edit, version=version, user=user)


def take_back(layer: Layer, numbers: Collection[str], *, version: int, user: Any = None) -> None:
    """Let the master have these blocks again."""
    change(
        layer,
        lambda decisions: [one for one in decisions if one.id not in numbers],
        version=version,
        user=user,
    )


def keep_mine(layer: Layer, number: str, *, version: int, user: Any = None, seen: str | None = None) -> None:
    """Settle a conflict: the decision stands, on what the master says now, if the user saw that."""
    shape = shape_of(master_of(layer.edition, layer.page_key))

    def settle(decisions: list[Decision]) -> list[Decision]:
        found = {one.decision.id: reviewed(one) for one in conflicts_in(decisions, shape)}
        if number not in found:
            raise AdaptationRefused(gettext("There is no such conflict any more. Nothing was changed."))
        check_seen(shape, found[number].operation.block, seen)
        return [found[number] if one.id == number else one for one in decisions]

    change(layer, settle, version=version, user=user)


def leave_out(layer: Layer, *, is_left_out: bool, version: int, user: Any = None) -> None:
    """Let the edition do without the page, or have it again. Raises AdaptationRefused for its first page."""
    if is_left_out:
        _check_below_first(layer)
    change(layer, lambda decisions: decisions, version=version, user=user, leaves_out=is_left_out)


def _check_below_first(layer: Layer) -> None:
    if is_first(layer.edition, layer.page_key):
        told = gettext(
            "%(edition)s: the first page cannot be left out, since all others stand below it. Where "
            "readers are to find nothing of the edition, a coordinator sets its status to retired."
        )
        raise AdaptationRefused(told % {"edition": layer.edition})


def restore(
    layer: Layer, decisions: Sequence[Decision], *, is_left_out: bool, version: int, user: Any = None
) -> None:
    """Let the draft be as it was before, as a new draft: what came in between stays in the history."""
    if is_left_out:
        _check_below_first(layer)
    change(layer, lambda _: list(decisions), version=version, user=user, leaves_out=is_left_out)


@transaction.atomic
def change(
    layer: Layer, what: Change, *, version: int, user: Any = None, leaves_out: bool | None = None
) -> Layer:
    """Change the draft of a layer, if it is still at `version`; one conditional write decides.

    Raises Overtaken where it is not, and whatever `what` raises; nothing is changed then.
    """
    # A publication writes layers, too, and reads them first.
    lock_editions([layer.edition])
    if not Layer.objects.filter(pk=layer.pk, version=version).update(version=F("version") + 1):
        raise Overtaken(
            gettext(
                "Somebody else changed the adaptation of this page meanwhile. Yours was not kept: "
                "look at theirs, and decide again."
            )
        )
    layer.refresh_from_db()
    draft = draft_of(layer)
    draft.version = layer.version
    draft.decisions = to_json(what(from_json(draft.decisions)))
    if leaves_out is not None:
        draft.leaves_out = leaves_out
    draft.save_revision(user=user)
    layer.refresh_from_db()
    if is_as_live(layer):
        layer.has_unpublished_changes = False
        layer.save(update_fields=["has_unpublished_changes"])
    return layer


def _named(decisions: Sequence[Decision], number: str) -> Decision:
    for one in decisions:
        if one.id == number:
            return one
    raise AdaptationRefused(gettext("There is no such decision any more. Nothing was changed."))
