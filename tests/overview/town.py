"""Towns in two countries, with people who look at how far they are."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pages.models import ModulePage, ThemePage, Tool
from tests.catalogues.screening import world_with_pages
from tests.people import client_of, person
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.roles import Role
from translation_workflow.overview.objects import Object
from translation_workflow.overview.picture import Picture, picture_of
from translation_workflow.overview.pieces import Standing


class Town:
    """The programme `towns` in `sv` and `fi`, with a first page and a page; Siv, who translates `sv` only."""

    def __init__(self, *codes: str, **policy: Any) -> None:
        self.world: World = world_with_pages("fi", *codes, **policy)
        self.edition: Edition = self.world.edition
        self.other: Edition = Edition.objects.get(code="fi")
        self.siv = person(Role.TRANSLATOR, self.edition, name="siv")
        self.client = client_of(self.siv)

    def theme(self, name: str = "Buildings", key: str = "buildings") -> ThemePage:
        page = ThemePage(
            title=name, slug=key, theme_key=key, summary=[block(key, "text", f"<p>About {name}.</p>")]
        )
        self.world.add_below(self.world.first, page)
        return page

    def module(self, theme: ThemePage, *, level: int = 1) -> ModulePage:
        name = f"{theme.title} {level}"
        page = ModulePage(
            title=name,
            slug=f"{theme.slug}-{level}",
            level=level,
            processes_finance=[block(name, "text", f"<p>Money for {name}.</p>")],
        )
        self.world.add_below(theme, page)
        return page

    def tool(self, name: str = "Meter") -> Tool:
        return Tool.objects.create(
            programme=self.world.programme,
            locale=self.world.programme.master_locale,
            name=name,
            url="https://example.org/",
            description="It measures.",
        )

    def follow(self) -> None:
        """Let editions have what the master has."""
        self.world.submit()
        self.world.work()

    def coordinator(self) -> Any:
        return client_of(person(Role.COORDINATOR, name="cora"))


def fresh(user: Any) -> Any:
    """Return the user as the next request has it: roles are read once for each."""
    return type(user).objects.get(pk=user.pk)


def look(edition: Edition, page: Any) -> Standing:
    """Return how a page of the master stands in an edition."""
    picture = picture_of([edition])
    return picture.standing(edition, found(picture, edition, page))


def found(picture: Picture, edition: Edition, page: Any) -> Object:
    return next(one for one, _ in picture.of(edition) if str(one.key) == str(page.translation_key))


def address(name: str, *args: Any) -> str:
    return reverse(f"overview:{name}", args=args)


def shown(client: Any, name: str, *args: Any, **asked: str) -> str:
    answer = client.get(address(name, *args), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())
