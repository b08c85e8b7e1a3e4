"""Covenant CapaCITY as a new translator finds it: Swedish was published, and the master went on since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from pages.models import InfoPage, ProgrammePage
from tests.people import person
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import Role
from translation_workflow.source.segments import segments_of
from translation_workflow.source.states import approve
from translation_workflow.termbase.models import Concept, Status, Term

BEFORE = {
    "Covenant CapaCITY": "Covenant CapaCITY",
    "Towns and cities learn from each other how to use less energy.": (
        "Kommuner och städer lär av varandra hur man använder mindre energi."
    ),
    "Renovate the town hall": "Renovera stadshuset",
    "Measure the rooms before you plan.": "Mät rummen innan ni planerar.",
    "Ask three companies for an offer.": "Begär in offerter från tre företag.",
}
CHANGED = "Measure all the rooms of the building before you plan."
LINKED = "Read the guide of the Commission before you ask for offers."
TERMED = "An energy audit shows where the heat is lost."
PLAIN = "Tell the citizens what the work costs, and what it saves."
ODD = "Plan for the winter, when the house is empty."

# What the author wrote since, and what the new translator makes of it: one changed, one with a link, one with
# an agreed term, two as they are.
WORDS = {
    CHANGED: "Mät alla rum i byggnaden innan ni planerar.",
    LINKED: "Läs kommissionens guide innan ni begär in offerter.",
    TERMED: "En energikartläggning visar var värmen går förlorad.",
    PLAIN: "Berätta för invånarna vad arbetet kostar och vad det sparar.",
    ODD: "Planera för vintern, när huset står tomt.",
}
TITLE, TRANSLATED_TITLE = "Renovate the town hall", "Renovera stadshuset"
GUIDE = "https://energy.example.eu/guide"


class Covenant(World):
    """The programme `covenant-capacity` with `sv` and `fi`, and the people of `sv`."""

    def __init__(self, *, language: str = "en") -> None:
        self.programme = add_programme("covenant-capacity", name="Covenant CapaCITY", master="en")
        self.master = add_edition(self.programme, code="en", status="published")
        policy = {"status": "published", "maximum_missing": 0, "minimum_state": "approved"}
        self.edition = add_edition(self.programme, code="sv", **policy)
        self.other = add_edition(self.programme, code="fi", **policy)
        self._publish_the_master()
        for edition in (self.edition, self.other):
            self._translate_all(edition)
        self._long_ago()
        self._invite(language)
        self._the_author_goes_on()

    def _publish_the_master(self) -> None:
        lead = "<p>Towns and cities learn from each other how to use less energy.</p>"
        self.first = ProgrammePage(
            title="Covenant CapaCITY",
            slug="covenant-capacity",
            live=False,
            lead=[block("lead", "text", lead)],
        )
        Page.get_first_root_node().add_child(instance=self.first)
        self.first.save_revision().publish()
        self.programme.master_page = self.first
        self.programme.save()
        self.page = InfoPage(
            title=TITLE, slug="renovate", body=self._pieces("Measure the rooms before you plan.")
        )
        self.add_below(self.first, self.page)
        self.submit()
        self.work()

    def _translate_all(self, edition: Edition) -> None:
        """Let somebody have translated, approved and published all that there was."""
        swedish, self.edition = self.edition, edition
        for text, words in BEFORE.items():
            self.type(text, words if edition is swedish else f"{words} (fi)")
        pieces = [piece for found in segments_of(None, edition).values() for piece in found]
        approve({(one.context, one.string) for one in pieces}, edition, user=None)
        self.publish()
        self.work()
        self.edition = swedish

    def _long_ago(self) -> None:
        then = timezone.now() - timedelta(days=100)
        TranslationSource.objects.update(created_at=then, last_updated_at=then)
        PageLogEntry.objects.update(timestamp=then)

    def _invite(self, language: str) -> None:
        concept = Concept.objects.create(key="energy-audit", note="A look at where a building uses energy.")
        Term.objects.create(concept=concept, language="en", text="energy audit", status=Status.PREFERRED)
        Term.objects.create(
            concept=concept, language="sv", text="energikartläggning", status=Status.PREFERRED
        )
        self.translator = self._named("Siv", "Lind", person(Role.TRANSLATOR, self.edition, name="siv"))
        self.reviewer = self._named("Rut", "Ek", person(Role.REVIEWER, self.edition, name="rut"))
        self.author = self._named("Ann", "Hill", person(Role.AUTHOR, self.master, name="ann"))
        users = get_user_model().objects
        users.update(date_joined=timezone.now() - timedelta(days=8))
        for user in users.all():
            UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})

    def _named(self, first: str, last: str, user: Any) -> Any:
        user.first_name, user.last_name = first, last
        user.save()
        return user

    def author_drafts(self) -> None:
        """Let an author write on, and publish nothing of it yet."""
        self.page.refresh_from_db()
        self.page.body = self._pieces(
            "Measure all the rooms of the building, and its roof, before you plan.",
            *(text.replace("lost.", "lost") for text in self._written()[1:]),
            "Then begin.",
        )
        self.page.save_revision()

    def _the_author_goes_on(self) -> None:
        self.page.refresh_from_db()
        self.page.body = self._pieces(*self._written())
        self.page.save_revision().publish()
        self.work()

    def _written(self) -> list[str]:
        linked = LINKED.replace("the guide", f'<a href="{GUIDE}">the guide</a>')
        return [CHANGED, linked, TERMED, PLAIN, ODD]

    def _pieces(self, *texts: str) -> list[Any]:
        own = [block(f"b{number}", "text", f"<p>{text}</p>") for number, text in enumerate(texts)]
        return [*own, block("offers", "text", "<p>Ask three companies for an offer.</p>")]
