"""The interface words that a frontend shows around an edition's content.

A fixed list: the keys are part of the public contract, the words come from the catalogues in
`locale/<language>/LC_MESSAGES/django.po`. A language without a word shows the English one.
Sections carry the key under which documents name them (`key_questions`), so that a frontend finds
the label of a section by its name; the others say what they stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

LABELS: Final[Mapping[str, object]] = {
    # Finding one's way
    "skip_to_content": _("Skip to content"),
    "home": _("Home"),
    "menu": _("Menu"),
    "language": _("Language"),
    "edition": _("Edition"),
    "choose_edition": _("Choose your edition"),
    "search": _("Search"),
    "search_results": _("Search results"),
    "nothing_found": _("Nothing was found"),
    "some_words_found": _("No page has all of these words, only some of them"),
    "on_this_page": _("On this page"),
    "back": _("Back"),
    "previous": _("Previous"),
    "next": _("Next"),
    "read_more": _("Read more"),
    "page_not_found": _("Page not found"),
    "page_gone": _("This page is no longer available"),
    # What a reader should know about a text
    "not_translated_yet": _("Not translated yet"),
    "partly_translated": _("Partly translated"),
    "shown_in_master_language": _("Shown in the original language"),
    "content_behind": _("The original has changed since this was translated"),
    "structure_behind": _("Parts of the original were added or removed since"),
    "national_note": _("National note"),
    "national_page": _("National page"),
    "adapted_note": _("Adapted to national conditions"),
    "source": _("Source"),
    "as_of": _("As of"),
    "about": _("about"),
    "over": _("over"),
    "review_by": _("Review by"),
    "review_overdue": _("This information may be out of date"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    # Types of pages
    "programme": _("Programme"),
    "theme": _("Theme"),
    "themes": _("Themes"),
    "cross_cutting_themes": _("Cross-cutting themes"),
    "sector_themes": _("Sectors"),
    "related_themes": _("Related themes"),
    "module": _("Module"),
    "modules": _("Modules"),
    "role": _("Role"),
    "roles": _("Roles"),
    "coaching": _("Coaching programme"),
    "information": _("Information"),
    # Programme
    "period": _("Period"),
    "period_over": _("The period is over"),
    "period_note": _("This page tells what was offered in that period."),
    "lead": _("Summary"),
    "phases": _("Phases"),
    "audiences": _("Who it is for"),
    "objectives": _("Objectives"),
    "offers": _("What is offered"),
    "benefits": _("Benefits"),
    "reward": _("Reward"),
    "funding": _("Funding"),
    "statistics": _("Figures"),
    "partners": _("Partners"),
    "coordinator": _("Coordinator"),
    "partner": _("Partner"),
    "supporter": _("Supporter"),
    "contacts": _("Contact"),
    "social": _("Follow us"),
    "logos": _("Logos"),
    "legal_links": _("Legal information"),
    # Module
    "level": _("Level"),
    "level_1": _("Start-up"),
    "level_2": _("Advanced"),
    "minutes": _("Minutes"),
    "points": _("Points"),
    "main_issues": _("Main issues"),
    "introduction": _("Introduction"),
    "what": _("What"),
    "why": _("Why"),
    "key_information": _("Key information"),
    "key_questions": _("Key questions"),
    "recommended_steps": _("Recommended steps"),
    "step": _("Step"),
    "processes": _("Processes"),
    "people": _("People"),
    "politics": _("Politics"),
    "finance": _("Finance"),
    "guidance": _("Guidance"),
    "project_tools": _("Project tools"),
    "political_context": _("Political context"),
    "tips_and_tools": _("Tips and tools"),
    "tip": _("Tip"),
    "tool": _("Tool"),
    "hint": _("Hint"),
    "milestone": _("Policy milestone"),
    "legal_instrument": _("Law"),
    "finance_instrument": _("Source of funding"),
    # Role
    "who_can_take_part": _("Who can take part"),
    "commitments": _("Commitments"),
    "documents": _("Documents"),
    "file_follows": _("The file is not available yet"),
    "sanction": _("If commitments are not met"),
    "how_to_apply": _("How to apply"),
    "why_take_part": _("Why take part"),
    # Coaching
    "background": _("Background"),
    "aims": _("Aims"),
    "rounds": _("Rounds"),
    "applications": _("Applications"),
    "applied": _("Applied"),
    "selected": _("Selected"),
    "requirements": _("Requirements"),
    "support": _("Support"),
    "support_amount": _("Amount of support"),
    "incentives": _("Incentives"),
    "participants": _("Participants"),
    "pilots": _("Pilots"),
    "fact_owner": _("Responsible for the facts"),
    "date_changed": _("Changed on"),
}


def labels_in(language: str) -> dict[str, str]:
    """Return every label in a language, in the fixed order. `language` is a code in any case."""
    with translation.override(language.lower()):
        return {key: str(word) for key, word in LABELS.items()}
