"""What people put aside stays so where only a typo of the master was mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from translation_workflow.editions.models import Edition
from translation_workflow.source.links import carry_links
from translation_workflow.source.succession import Step
from translation_workflow.source.working import working_text

from .models import Dismissal
from .piece import digest_of


def carry_dismissals(steps: Iterable[Step], editions: Collection[Edition]) -> None:
    """Let dismissals of the words that followed a typo hold for the mended text, with reason, who and when.

    One query where there was a typo, one more where anything was dismissed there, and three for each
    dismissal that follows.
    """
    typos = {(step.context, step.old.string): step for step in steps if step.is_typo}
    if not typos:
        return
    rows = Dismissal.objects.filter(
        edition__in=editions,
        context__in={context for context, _ in typos},
        string__in={string for _, string in typos},
    ).select_related("edition")
    known = [row for row in rows if (row.context_id, row.string_id) in typos]
    if not known:
        return
    words = {
        (text.locale, text.context, text.string): text.words
        for text in working_text(typos, {row.edition.locale_id for row in known})
    }
    for row in known:
        said = words.get((row.edition.locale_id, row.context_id, row.string_id))
        step = typos[row.context_id, row.string_id]
        if said is not None and digest_of(step.old.text, said) == row.digest:
            _carry(row, step, said)


def _carry(row: Dismissal, step: Step, words: str) -> None:
    carried = carry_links(words, old=step.old.links, new=step.new.links)
    new, is_new = Dismissal.objects.get_or_create(
        edition=row.edition,
        context_id=row.context_id,
        string_id=step.new.string,
        rule=row.rule,
        digest=digest_of(step.new.text, carried),
        defaults={"reason": row.reason, "dismissed_by_id": row.dismissed_by_id},
    )
    if is_new:
        Dismissal.objects.filter(pk=new.pk).update(dismissed_at=row.dismissed_at)
