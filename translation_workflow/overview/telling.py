"""What people read of tasks and news, and where they go for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.editions.models import Edition

from .events import Event, Sort
from .tasks import Task, What


def sentence_of(task: Task) -> str:
    """Return what waits, with its number, in the language that is active."""
    number = task.number
    told = {
        What.REVIEWS: ngettext(
            "%(n)s page waits for your review", "%(n)s pages wait for your review", number
        ),
        What.SENT_BACK: ngettext(
            "%(n)s page was sent back by a reviewer", "%(n)s pages were sent back by a reviewer", number
        ),
        What.ANSWERS: ngettext(
            "%(n)s of your questions was answered", "%(n)s of your questions were answered", number
        ),
        What.QUESTIONS: ngettext(
            "%(n)s question waits for an answer of the authors",
            "%(n)s questions wait for an answer of the authors",
            number,
        ),
        What.CONFLICTS: ngettext(
            "%(n)s adaptation needs a look: the master changed",
            "%(n)s adaptations need a look: the master changed",
            number,
        ),
        What.UPLOADS: ngettext(
            "%(n)s upload waits to be confirmed", "%(n)s uploads wait to be confirmed", number
        ),
        What.SET_ASIDE: ngettext(
            "%(n)s text of a file is to settle", "%(n)s texts of files are to settle", number
        ),
        What.NEEDS_WORK: ngettext("%(n)s text needs work", "%(n)s texts need work", number),
        What.OVERDUE: ngettext("%(n)s fact is overdue", "%(n)s facts are overdue", number),
        What.READY: ngettext(
            "%(n)s page is translated and not live as it is",
            "%(n)s pages are translated and not live as they are",
            number,
        ),
        What.UNTRANSLATED: ngettext("%(n)s text is not translated", "%(n)s texts are not translated", number),
        What.TO_APPROVE: ngettext(
            "%(n)s translated text is to approve", "%(n)s translated texts are to approve", number
        ),
    }
    return told[task.what] % {"n": number}


def button_of(task: Task, *, approves: bool) -> str:
    """Return what the button says that begins a task; who `approves` publishes what is ready."""
    told = {
        What.REVIEWS: _("Review the first page"),
        What.SENT_BACK: _("See what the reviewer says"),
        What.ANSWERS: _("Read the answer"),
        What.QUESTIONS: _("Answer the first question"),
        What.CONFLICTS: _("Decide about what the master changed"),
        What.UPLOADS: _("Look at the upload"),
        What.SET_ASIDE: _("Settle texts of files"),
        What.NEEDS_WORK: _("Go on with what needs work"),
        What.OVERDUE: _("Check the facts"),
        What.READY: _("Publish what is translated") if approves else _("Send what is translated to review"),
        What.UNTRANSLATED: _("Go on translating"),
        What.TO_APPROVE: _("Approve what is translated"),
    }
    return told[task.what]


ICONS = {
    What.REVIEWS: "glasses",
    What.SENT_BACK: "resubmit",
    What.ANSWERS: "comment",
    What.QUESTIONS: "help",
    What.CONFLICTS: "warning",
    What.UPLOADS: "upload",
    What.SET_ASIDE: "clipboard-list",
    What.NEEDS_WORK: "edit",
    What.OVERDUE: "calendar",
    What.READY: "success",
    What.UNTRANSLATED: "radio-empty",
    What.TO_APPROVE: "check",
}


def address_of(task: Task, edition: Edition, *, approves: bool) -> str:
    """Return where a task is begun: the desk with its first page, or the screen of its room."""
    first = task.pages[0] if task.pages else None
    reviewing = task.what in (What.REVIEWS, What.TO_APPROVE) or (task.what is What.READY and approves)
    match task.what:
        case What.UPLOADS:
            return way("catalogues:journal")
        case What.SET_ASIDE:
            return way("catalogues:to_settle", edition.pk)
        case What.OVERDUE:
            return way("facts:edition", edition.pk)
        case What.QUESTIONS:
            return way("talk:questions")
        case What.CONFLICTS:
            return way("adaptations:page", edition.pk, first)
        case _ if reviewing:
            return way("approving:page", edition.pk, first) or desk_of(edition, first)
        case _:
            return desk_of(edition, first)


def desk_of(edition: Edition, key: UUID | None) -> str:
    """Return the address of the desk with an object, or of the edition's catalogues while there is none."""
    return way("desk:page", edition.pk, key) or way("catalogues:home")


def way(name: str, *args: Any) -> str:
    """Return the address of a screen by its name, "" where no room has it."""
    if None in args:
        return ""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def news_sentence(sort: Sort, number: int) -> str:
    """Return what is new, with its number, in the language that is active."""
    told = {
        Sort.ANSWERED: ngettext(
            "An author answered on %(n)s page", "Authors answered on %(n)s pages", number
        ),
        Sort.REMARKED: ngettext("A remark on %(n)s page", "Remarks on %(n)s pages", number),
        Sort.CHANGED: ngettext(
            "The master changed texts of %(n)s page", "The master changed texts of %(n)s pages", number
        ),
        Sort.CAME: ngettext("%(n)s page is new in the master", "%(n)s pages are new in the master", number),
        Sort.PUBLISHED: ngettext("%(n)s page was published", "%(n)s pages were published", number),
        Sort.IMPORTED: ngettext("%(n)s file was imported", "%(n)s files were imported", number),
    }
    return told[sort] % {"n": number}


def url_of_event(event: Event, edition: Edition) -> str:
    """Return where somebody sees what happened: the desk with the object, or the journal of imports."""
    return desk_of(edition, event.key) if event.key else way("catalogues:journal")
