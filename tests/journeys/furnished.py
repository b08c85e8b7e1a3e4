"""The programme `towns` with something on every screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.webhooks.models import Endpoint
from cms.webhooks.outbox import ping
from tests.catalogues.screening import download, edited, packed, upload
from tests.facts.town import Town, days
from tests.people import person
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.approving.send import send_for_review
from translation_workflow.catalogue.models import Import
from translation_workflow.editions.roles import Role
from translation_workflow.overview.models import Progress, Visit
from translation_workflow.talk.speaking import answer, ask
from translation_workflow.talk.subject import Subject
from translation_workflow.termbase.models import Concept, Status, Term

AUDIT = "An energy audit of the town hall shows where 12 pumps lose heat."
COUNTY = "Ask the county who pays for the audit."
ROOMS = "Measure the rooms before you plan."
CARETAKERS = "Talk to the caretakers of every school."
MONTH = timedelta(days=30)


class Furnished(Town):
    """Siv translates `towns/sv`, Rut reviews it, Ann writes the master, Kim coordinates."""

    def __init__(self) -> None:
        super().__init__()
        self.rut = person(Role.REVIEWER, self.edition, name="rut")
        self.ann = person(Role.AUTHOR, self.world.master, name="ann")
        self.kim = person(Role.COORDINATOR, name="kim")
        self.people = {user.get_username(): user for user in (self.user, self.rut, self.ann, self.kim)}
        get_user_model().objects.update(date_joined=timezone.now() - 2 * MONTH)
        self._translate()
        self._adapt()
        self._keep_facts()
        self._author_goes_on()
        self._talk()
        self._agree_on_terms()
        self._send()
        self._exchange_files()
        self._tell_others()
        self._remember()

    @property
    def key(self) -> UUID:
        return UUID(str(self.world.page.translation_key))

    @property
    def batches(self) -> list[int]:
        """What was uploaded: taken, then waiting."""
        return list(Import.objects.order_by("pk").values_list("pk", flat=True))

    def _translate(self) -> None:
        texts = {COUNTY: "Fråga länsstyrelsen vem som betalar.", ROOMS: "Mät rummen innan ni planerar."}
        self.show(*self._blocks(COUNTY, ROOMS, CARETAKERS))
        for text, words in ({"Legal": "Juridik", "Towns": "Städer"} | texts).items():
            self.world.type(text, words)
        self.world.publish()
        self.world.work()

    def _adapt(self) -> None:
        layer = layer_of(self.edition, self.key)
        first, _, third = self._blocks(COUNTY, ROOMS, CARETAKERS)
        ours = {"type": "text", "value": "<p>Vi betalar.</p>"}
        for operation in (
            Operation("", Verb.REPLACE, "", block=first["id"], content=ours),
            Operation("", Verb.HIDE, "", block=third["id"]),
        ):
            layer.refresh_from_db()
            decide(layer, operation, version=layer.version, reason="law", note="Sedan 2024.", user=self.user)

    def _keep_facts(self) -> None:
        self.law(review_by=days(-5))
        self.contact(email="hej@example.org")
        self.fund(review_by=days(300))

    def _author_goes_on(self) -> None:
        """The replaced text changes, another one, too, and two more come."""
        changed = COUNTY.replace("county", "county and the state"), ROOMS.replace("the", "all the")
        self.show(*self._blocks(*changed, CARETAKERS, AUDIT, "Tell others."))
        self.world.type(AUDIT, "En energibesiktning visar var 21 pumpar förlorar värme.")
        self.world.type("Tell others.", "Berätta.")
        self.world.page.refresh_from_db()
        self.world.page.title = "Legal notice"
        self.world.page.save_revision()

    def _talk(self) -> None:
        piece = self.world.segment(AUDIT)
        subject = Subject(piece.address.object_key, piece.context, piece.string)
        thread = ask(self.edition, subject, text="Vilka pumpar?", user=self.user)
        answer(thread.pk, text="All of them.", user=self.ann)
        ask(self.edition, Subject(self.key), text="Gäller det skolor?", user=self.user)

    def _agree_on_terms(self) -> None:
        self.concept = Concept.objects.create(key="audit", note="A look at where a building uses energy.")
        for language, text, status in (
            ("en", "energy audit", Status.PREFERRED),
            ("sv", "energikartläggning", Status.PREFERRED),
            ("sv", "energibesiktning", Status.DEPRECATED),
        ):
            self.term = Term.objects.create(concept=self.concept, language=language, text=text, status=status)

    def _send(self) -> None:
        send_for_review(self.edition, self.key, user=self.user)

    def _exchange_files(self) -> None:
        """One file was taken; another waits, whose words somebody typed otherwise meanwhile."""
        files = download(self.client, self.edition)
        self._upload(files, {"Less CO": "Mindre CO<sub>2</sub>."}, name="first.zip")
        self.client.post(reverse("catalogues:confirm", args=[Import.objects.get().pk]))
        words = {"More trees": "Fler träd.", "Talk to": "Prata med alla.", "Measure": "Mät <b>allt</b>."}
        self.world.type("More trees.", "Flera träd.")
        self._upload(files, words, name="second.zip")

    def _upload(self, files: dict[str, bytes], words: dict[str, str], *, name: str) -> None:
        translated = {f"{path}.po": edited(content, words) for path, content in files.items()}
        upload(self.client, self.edition, packed(translated), name=name)

    def _tell_others(self) -> None:
        self.endpoint = Endpoint.objects.create(
            programme=self.world.programme, edition=self.edition, url="https://partner.example/hooks"
        )
        ping(self.endpoint)

    def _remember(self) -> None:
        then = timezone.now() - MONTH
        TranslationSource.objects.update(created_at=then, last_updated_at=then + MONTH / 2)
        for user in self.people.values():
            Visit.objects.create(user=user, edition=self.edition, looked_at=then)
        for day, (done, needs) in enumerate([(0, 0), (1, 0), (2, 1), (3, 2)]):
            states = {"translated": done, "needs_work": needs, "untranslated": 8 - done - needs}
            of = {"edition": self.edition, "day": (then + timedelta(days=7 * day)).date()}
            Progress.objects.create(**of, **states, approved=0, copies=0)

    def _blocks(self, *texts: str) -> list[Any]:
        return [block(f"b{number}", "text", f"<p>{text}</p>") for number, text in enumerate(texts)]


def screens(world: Furnished) -> dict[str, tuple[str, str]]:
    """Return what a picture is called → who looks, and the address."""
    pk, key = world.edition.pk, world.key
    taken, waiting = world.batches
    fund = world.facts_url
    of_page = {"args": [pk, key]}
    master = Page.objects.get(translation_key=key, locale=world.world.master.locale)
    return {
        "admin": ("siv", reverse("wagtailadmin_home")),
        "home": ("siv", reverse("overview:home", args=[pk])),
        "desk": ("siv", reverse("desk:page", **of_page)),
        "adaptations": ("siv", reverse("adaptations:home")),
        "adaptations-edition": ("siv", reverse("adaptations:edition", args=[pk])),
        "adaptations-page": ("siv", reverse("adaptations:page", **of_page)),
        "adaptations-compare": ("siv", reverse("adaptations:compare", **of_page)),
        "adaptations-history": ("siv", reverse("adaptations:history", **of_page)),
        "catalogues": ("siv", reverse("catalogues:home")),
        "catalogues-upload": ("siv", reverse("catalogues:upload", args=[pk])),
        "catalogues-waiting": ("siv", reverse("catalogues:import", args=[waiting])),
        "catalogues-taken": ("siv", reverse("catalogues:import", args=[taken])),
        "catalogues-journal": ("siv", reverse("catalogues:journal")),
        "catalogues-to-settle": ("siv", reverse("catalogues:to_settle", args=[pk])),
        "catalogues-settled": ("siv", reverse("catalogues:settled", args=[pk])),
        "facts": ("siv", fund("edition")),
        "facts-form": ("siv", fund("add", kind="finance")),
        "questions": ("siv", reverse("talk:questions")),
        "terms": ("siv", reverse("termbase:list")),
        "terms-concept": ("siv", reverse("termbase:concept", args=[world.concept.pk])),
        "terms-form": ("siv", reverse("termbase:add_term", args=[world.concept.pk, "sv"])),
        "memory": ("siv", f"{reverse('memory:search')}?q=rooms"),
        "quality": ("siv", reverse("quality:report")),
        "guide": ("siv", reverse("overview:guide", args=["partners"])),
        "account": ("siv", reverse("wagtailadmin_account")),
        "review": ("rut", reverse("approving:queue")),
        "review-page": ("rut", reverse("approving:page", **of_page)),
        "webhooks": ("rut", reverse("webhooks:home")),
        "webhooks-form": ("rut", reverse("webhooks:add")),
        "webhooks-endpoint": ("rut", reverse("webhooks:endpoint", args=[world.endpoint.pk])),
        "webhooks-secret": ("rut", reverse("webhooks:secret", args=[world.endpoint.pk])),
        "previews": ("rut", reverse("previews:list")),
        "previews-form": ("rut", reverse("previews:make", **of_page)),
        "editor": ("ann", reverse("wagtailadmin_pages:edit", args=[master.pk])),
        "author-questions": ("ann", reverse("talk:questions")),
        "matrix": ("kim", reverse("overview:matrix")),
        "log": ("kim", reverse("audit:log")),
        "jobs": ("kim", reverse("jobs:progress")),
        "people": ("kim", reverse("people:home")),
        "editions": ("kim", reverse("editions:index")),
        "editions-form": ("kim", reverse("editions:edit", args=[pk])),
        "editions-pages": ("kim", reverse("edition_pages", args=[pk])),
        "drift": ("kim", reverse("drift")),
        "drift-edition": ("kim", reverse("drift_edition", args=[pk])),
    }
