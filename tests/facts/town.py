"""A Swedish edition with facts of its own, a Finnish one beside it, and their people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pages.models import ContactPoint, FinanceInstrument, LegalInstrument, ModulePage
from tests.adaptation.screening import Desk
from tests.people import give
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.editions.models import Edition
from translation_workflow.editions.roles import Role
from translation_workflow.facts.kinds import kind_of


def today() -> date:
    return timezone.localdate()


def days(number: int) -> date:
    return today() + timedelta(days=number)


class Town(Desk):
    """Siv may work on `towns/sv` (SE) only; `towns/fi` (FI) is somebody else's."""

    def __init__(self) -> None:
        super().__init__()
        for code, country in (("sv", "SE"), ("fi", "FI")):
            Edition.objects.filter(code=code).update(country=country)
        self.edition.refresh_from_db()
        self.other = Edition.objects.get(code="fi")

    def may_publish(self) -> None:
        """Let Siv review the edition, too."""
        give(self.user, Role.REVIEWER, self.edition)

    def fund(self, name: str = "Klimatklivet", edition: Edition | None = None, **fields: Any) -> Any:
        of = edition or self.edition
        return FinanceInstrument.objects.create(
            programme=of.programme, locale=of.locale, country=of.country, name=name, **fields
        )

    def law(self, name: str = "Plan- och bygglagen", **fields: Any) -> Any:
        of = self.edition
        return LegalInstrument.objects.create(
            programme=of.programme, locale=of.locale, country="SE", name=name, **fields
        )

    def contact(self, label: str = "Energirådgivaren", edition: Edition | None = None, **fields: Any) -> Any:
        of = edition or self.edition
        return ContactPoint.objects.create(programme=of.programme, locale=of.locale, label=label, **fields)

    def facts_url(
        self, name: str, *, edition: Edition | None = None, kind: str = "", fact: Any = None
    ) -> str:
        args: list[Any] = [(edition or self.edition).pk]
        if fact is not None:
            args += [kind_of(type(fact)).name, fact.pk]
        elif kind:
            args.append(kind)
        return reverse(f"facts:{name}", args=args)

    def listed(self) -> str:
        answer = self.client.get(self.facts_url("edition"))
        assert answer.status_code == 200
        return str(answer.content.decode())

    def module(self) -> ModulePage:
        """A page of the master with a paragraph on money, live in every edition."""
        page = ModulePage(
            title="Buildings",
            slug="buildings",
            processes_finance=[block("f", "text", "<p>Ask the bank.</p>")],
        )
        self.world.add_below(self.world.first, page)
        self.world.submit()
        self.world.work()
        assert self.world.publish().refused == []
        return page

    def insert_fund(self, fund: Any, *, page: ModulePage | None = None) -> Layer:
        """Place a fund on the module, in a draft of its adaptation."""
        page = page or self.module()
        layer = layer_of(self.edition, page.translation_key)
        content = {"type": "finance_instrument", "value": fund.pk}
        spot = Spot("processes_finance", Side.END)
        decide(layer, Operation("", Verb.INSERT, "", spot=spot, content=content), version=layer.version)
        return layer

    def insert_contact(self, contact: Any) -> Layer:
        """Place a contact point on the first page, in a draft of its adaptation."""
        layer = layer_of(self.edition, self.world.first.translation_key)
        content = {"type": "contact_point", "value": contact.pk}
        spot = Spot("contacts", Side.START)
        decide(layer, Operation("", Verb.INSERT, "", spot=spot, content=content), version=layer.version)
        return layer
