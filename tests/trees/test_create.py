"""Pages that are created in bulk are what Wagtail makes of a page that is copied for translation."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, PageViewRestriction, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from pages.models import InfoPage, ModulePage, ThemePage, Tool
from pages.progress import unwatched
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.trees.create import Created, create_missing

from .rich import Bare, rich_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return Bare()


def create(world: World, *editions: Edition, **options: Any) -> Created:
    return create_missing(world.programme, editions or [world.edition], progress=unwatched, **options)


def shown(edition: Edition) -> list[tuple[int, str]]:
    """The pages of an edition in tree order, with their depth."""
    pages = Page.objects.filter(locale=edition.locale).order_by("path")
    return list(pages.values_list("depth", "slug"))


def row(page: Page, *, but: set[str]) -> dict[str, Any]:
    fields = page._meta.concrete_fields
    return {f.attname: f.value_to_string(page) for f in fields if f.attname not in but}


def is_sound() -> bool:
    return not any(Page.find_problems())


IDENTITY = {"id", "page_ptr_id", "path", "url_path", "slug", "locale_id"}
REVISION = {"latest_revision_id", "latest_revision_created_at"}


def test_a_page_is_the_one_that_wagtail_copies(world: World) -> None:
    """Row, revision and history, field by field, for a page with everything that a page may hold."""
    master = rich_module(world)
    other = add_edition(world.programme, code="fr")
    create(world)
    for page in (world.first, ThemePage.objects.get(locale=master.locale), master):
        page.copy_for_translation(other.locale)
    ours, own = (ModulePage.objects.get(locale=edition.locale) for edition in (world.edition, other))
    assert row(ours, but=IDENTITY | REVISION) == row(own, but=IDENTITY | REVISION)
    drafts = [dict(page.latest_revision.content) for page in (ours, own)]
    for name in (*IDENTITY, "pk", "locale", "latest_revision", "latest_revision_created_at"):
        for draft in drafts:
            draft.pop(name, None)
    assert drafts[0] == drafts[1]
    entries = [list(PageLogEntry.objects.filter(page=page).order_by("action")) for page in (ours, own)]
    told = [[(e.action, e.user, e.content_changed, e.revision, e.label) for e in lines] for lines in entries]
    assert told[0] == told[1]
    data = [lines[0].data for lines in entries]
    assert data[0].keys() == data[1].keys()
    assert data[0]["source"] == data[1]["source"]
    assert data[0]["destination"]["id"] == ours.get_parent().pk


def test_every_page_is_created_in_every_edition(world: World) -> None:
    """In the master's tree, as drafts with one revision that says what the row says."""
    rich_module(world)
    other = add_edition(world.programme, code="fr")
    created = create(world, world.edition, other)
    assert (len(created.pages), created.clashes, created.refused) == (8, [], [])
    assert shown(world.edition) == [(2, "towns-sv"), (3, "legal"), (3, "buildings"), (4, "start-up")]
    assert shown(other) == [(2, "towns-fr"), (3, "legal"), (3, "buildings"), (4, "start-up")]
    for page in Page.objects.exclude(locale=world.master.locale).specific():
        assert (page.live, page.has_unpublished_changes, page.draft_title) == (False, True, page.title)
        assert page.revisions.count() == 1
        draft = page.get_latest_revision_as_object()
        assert row(draft, but=set()) == row(page, but=set())
        assert page.url_path == page.get_parent().url_path + page.slug + "/"
    assert is_sound()


def test_a_second_time_nothing_is_created(world: World) -> None:
    """And pages that somebody worked on stay as they are, at the cost of a few queries."""
    create(world)
    page = InfoPage.objects.get(locale=world.edition.locale)
    page.title = "Juridik"
    page.save_revision()
    before = (Revision.objects.count(), PageLogEntry.objects.count())
    with CaptureQueriesContext(connection) as queries:
        assert create(world) == Created()
    assert len(queries) <= 8
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_both_indexes_know_the_new_pages(world: World) -> None:
    """The search finds them, and what they refer to knows it."""
    rich_module(world)
    create(world)
    page = ModulePage.objects.get(locale=world.edition.locale)
    assert page in list(ModulePage.objects.autocomplete("windows"))
    ours, own = (
        list(IndexEntry.objects.filter(object_id=page.pk)),
        ReferenceIndex.get_references_for_object(page),
    )
    before = {(found.to_object_id, found.content_path) for found in own}
    assert len(ours) == 1
    ReferenceIndex.create_or_update_for_object(page)
    after = {(found.to_object_id, found.content_path) for found in own.all()}
    assert before == after != set()


def test_a_taken_slug_gets_a_number_and_is_told(world: World) -> None:
    """A country page keeps its address."""
    create(world, keys=[world.first.translation_key])
    assert shown(world.edition) == [(2, "towns-sv")]
    country = InfoPage(title="Lag", slug="legal", body=[block("law", "text", "<p>Lag.</p>")], live=False)
    country.locale = world.edition.locale
    Page.objects.get(locale=world.edition.locale).add_child(instance=country)
    created = create(world)
    assert [(clash.title, clash.slug) for clash in created.clashes] == [("Legal", "legal-2")]
    assert str(created.clashes[0]) == "towns/sv: “Legal” is at “legal-2”, since another page has its address."
    assert shown(world.edition) == [(2, "towns-sv"), (3, "legal"), (3, "legal-2")]
    assert is_sound()


def test_a_page_without_one_above_it_is_refused(world: World) -> None:
    """With a sentence that says what to do; the other pages and editions go through."""
    theme = ThemePage.objects.get(pk=rich_module(world).get_parent().pk)
    other = add_edition(world.programme, code="fr")
    create(world, other)
    Page.objects.filter(pk=theme.pk).update(live=False)
    created = create(world, world.edition, other)
    sentence = (
        "towns/sv: “Start-up” was not created, since the page above it, “Buildings”, is not in this edition. "
        "Publish that one in the master; both are created then."
    )
    assert list(created.refused) == [sentence]
    assert shown(world.edition) == [(2, "towns-sv"), (3, "legal")]


def test_only_live_pages_and_only_those_asked_for_are_created(world: World) -> None:
    """A draft of the master is nobody's yet."""
    draft = InfoPage(title="Draft", slug="draft", body=[block("draft", "text", "<p>x</p>")], live=False)
    Page.objects.get(pk=world.first.pk).add_child(instance=draft)
    create(world)
    assert "draft" not in dict(map(reversed, shown(world.edition)))  # type: ignore[arg-type]
    late, later = world.add_page("Late", "Words."), world.add_page("Later", "Words.")
    create(world, keys=[late.translation_key])
    assert [slug for _, slug in shown(world.edition)] == ["towns-sv", "legal", "late"]
    assert later.translation_key not in {page.translation_key for page in create(world, keys=[]).pages}


def test_a_later_page_stands_where_its_master_stands(world: World) -> None:
    """Between its neighbours, also before all others; what stands below comes with it."""
    rich_module(world)
    country = InfoPage(title="Lag", slug="lag", body=[block("law", "text", "<p>Lag.</p>")], live=False)
    country.locale = world.edition.locale
    create(world)
    Page.objects.get(slug="towns-sv").add_child(instance=country)
    for slug, neighbour in (("first", "legal"), ("second", "buildings")):
        page = ThemePage(
            title=slug, slug=slug, theme_key=slug, summary=[], live=True, locale=world.master.locale
        )
        Page.objects.get(slug=neighbour, locale=world.master.locale).add_sibling(instance=page, pos="left")
        below = ModulePage(title="Below", slug="below", live=True, locale=world.master.locale)
        below.full_clean = lambda *a, **k: None  # type: ignore[method-assign]
        page.add_child(instance=below)
    created = create(world)
    assert [slug for depth, slug in shown(world.edition) if depth == 3] == [
        "first", "legal", "second", "buildings", "lag",
    ]  # fmt: skip
    assert [slug for depth, slug in shown(world.edition) if depth == 4] == ["below", "below", "start-up"]
    assert is_sound()
    for page in created.pages:
        fresh = Page.objects.get(pk=page.pk)
        assert (page.path, page.numchild) == (fresh.path, fresh.numchild)


def test_restrictions_come_with_the_page(world: World) -> None:
    """A page that asks for a password in the master asks for it in the edition."""
    PageViewRestriction.objects.create(page=world.page, restriction_type="password", password="open sesame")
    create(world)
    page = Page.objects.get(locale=world.edition.locale, slug="legal")
    assert [rule.password for rule in page.view_restrictions.all()] == ["open sesame"]


def test_the_words_may_come_from_elsewhere(world: World) -> None:
    """Row and revision hold what the caller gives, and the master's words where it gives none."""
    words = [block("Legal", "text", "<p>Om webbplatsen.</p>")]

    def content_of(master: Any, edition: Edition) -> dict[str, Any]:
        return {"title": "Juridik", "body": words} if master.title == "Legal" else {}

    create(world, content_of=content_of)
    page = InfoPage.objects.get(locale=world.edition.locale)
    draft = page.get_latest_revision_as_object()
    for version in (page, draft):
        assert (version.title, version.draft_title, version.slug) == ("Juridik", "Juridik", "legal")
        assert version.body.get_prep_value() == words
    assert Page.objects.get(slug="towns-sv").title == "Towns"


def test_choosers_point_at_the_editions_own_snippets(world: World) -> None:
    """Where the edition has the snippet; the reference index knows it."""
    rich_module(world)
    tool = Tool.objects.get()
    own = tool.copy_for_translation(world.edition.locale)
    own.save()
    create(world)
    page = ModulePage.objects.get(locale=world.edition.locale)
    assert page.guidance_tips_and_tools[0].value["tool"] == own
    assert [found.object_id for found in ReferenceIndex.get_references_to(own)] == [str(page.pk)]


def test_no_snippet_is_copied(world: World) -> None:
    """A copy would keep the master's words of today and call them the edition's once the master changes."""
    rich_module(world)
    create(world)
    assert not Tool.objects.filter(locale=world.edition.locale).exists()


def test_who_asked_is_remembered(world: World) -> None:
    """As the owner of the pages, and in revision and history."""
    anna = get_user_model().objects.create_user("anna")
    create(world, user=anna)
    page = Page.objects.get(locale=world.edition.locale, slug="legal")
    assert (page.owner, page.latest_revision.user) == (anna, anna)
    assert {entry.user for entry in PageLogEntry.objects.filter(page=page)} == {anna}


def test_the_admin_shows_the_pages(world: World, client: Client) -> None:
    """In the explorer, in the editor and in the history."""
    client.force_login(get_user_model().objects.create_superuser("anna"))
    rich_module(world)
    create(world)
    for page in Page.objects.filter(locale=world.edition.locale):
        explorer = client.get(f"/admin/pages/{page.get_parent().pk}/")
        assert (explorer.status_code, page.title in explorer.content.decode()) == (200, True)
        for view in ("edit", "history"):
            answer = client.get(f"/admin/pages/{page.pk}/{view}/")
            assert (answer.status_code, page.title in answer.content.decode()) == (200, True)


def test_fixing_the_tree_has_nothing_to_fix(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """Wagtail's own command finds the tree as it should be."""
    rich_module(world)
    create(world)
    call_command("fixtree", interactive=False)
    assert "No problems found" in capsys.readouterr().out


def test_queries_do_not_grow_with_the_pages(world: World) -> None:
    """Forty pages cost what ten cost, but for the rows that one statement of the database takes."""
    counts = []
    for some in (range(10), range(10, 50)):
        for number in some:
            world.add_page(f"Page-{number}", f"Words {number}.")
        with CaptureQueriesContext(connection) as queries:
            assert len(create(world).pages) >= len(some)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 6
    # A few of them look after the groups of the edition, whose first page it is.
    assert counts[0] <= 50


@pytest.mark.django_db(transaction=True)
def test_two_workers_create_every_page_once() -> None:
    """At the same moment: one waits for the other, and finds nothing to do."""
    world = Bare()
    start, made = Barrier(2), list[int]()

    def work() -> None:
        try:
            start.wait()
            made.append(len(create(world).pages))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 2]
    assert shown(world.edition) == [(2, "towns-sv"), (3, "legal")]
    assert is_sound()


def test_no_page_type_has_children_of_its_own() -> None:
    """Rows that belong to a page are not copied; a type that has some needs them copied first."""
    from modelcluster.models import get_all_child_relations
    from wagtail.models import get_page_models

    own = {
        relation.get_accessor_name()
        for model in get_page_models()
        for relation in get_all_child_relations(model)
    }
    assert own == {"wagtail_admin_comments"}
