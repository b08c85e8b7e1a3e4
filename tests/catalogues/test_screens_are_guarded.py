"""Nobody reaches another edition's catalogues, sends what is too large, or leaves a script behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.catalogues.screening import (
    client_of,
    download,
    edited,
    packed,
    partner_of,
    upload,
    waiting,
    world_with_pages,
)
from tests.people import take
from tests.publishing.builders import World
from translation_workflow.catalogue.archive import LARGEST_UPLOAD
from translation_workflow.catalogue.models import Export, Import, SetAside
from translation_workflow.catalogue.po import LARGEST_FILE
from translation_workflow.catalogue.screens.urls import urlpatterns
from translation_workflow.editions.models import Edition
from translation_workflow.editions.roles import Role

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.alike("who may come where is decided before a database is asked"),
]

SCRIPT = "<script>alert(1)</script>"
NAMES = [str(pattern.name) for pattern in urlpatterns]
OF_ONE = {"download", "upload", "to_settle", "settled"}
OF_NONE = {"home", "journal"}


@pytest.fixture
def world() -> World:
    return world_with_pages("fi")


@pytest.fixture
def client(world: World) -> Client:
    return client_of(partner_of(world.edition))


def finnish_rows(world: World) -> tuple[Edition, Import, SetAside]:
    edition = world.programme.editions.get(code="fi")
    batch = Import.objects.create(
        edition=edition, name="salainen.po", state=Import.State.WAITING, upload=b"x"
    )
    piece = world.segment("More trees.")
    aside = SetAside.objects.create(
        edition=edition,
        reason=SetAside.Reason.CONFLICT,
        line=1,
        address=str(piece.address),
        source=piece.text,
        words="Lisää puita.",
        digest="d",
        context_id=piece.context,
        string_id=piece.string,
    )
    return edition, batch, aside


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_NONE])
def test_another_editions_things_are_not_found(world: World, client: Client, name: str, method: str) -> None:
    """A partner of `sv` tries every address with the ids of `fi`, and changes nothing."""
    edition, batch, aside = finnish_rows(world)
    thing: Any = edition if name in OF_ONE else aside if name in {"take", "dismiss", "reopen"} else batch
    answer = getattr(client, method)(
        reverse(f"catalogues:{name}", args=[thing.pk]), {"file": SimpleUploadedFile("a.po", b"x")}
    )
    assert answer.status_code == 404
    assert b"salainen" not in answer.content
    batch.refresh_from_db()
    aside.refresh_from_db()
    assert (batch.state, aside.settled) == (Import.State.WAITING, "")
    assert not Export.objects.exists()


def test_lists_have_only_ones_own(world: World, client: Client) -> None:
    """Neither name nor number of another edition's imports is told."""
    finnish_rows(world)
    for name in OF_NONE:
        page = client.get(reverse(f"catalogues:{name}")).content.decode()
        assert "salainen" not in page
        assert "towns/fi" not in page
    own = client.get(reverse("catalogues:to_settle", args=[world.edition.pk])).content.decode()
    assert "Lisää puita." not in own


@pytest.mark.parametrize("name", NAMES)
def test_whoever_may_translate_nothing_is_sent_away(world: World, name: str) -> None:
    """Neither menu nor screens; a visitor who is not logged in is asked to."""
    _, batch, _ = finnish_rows(world)
    ben = get_user_model().objects.create_user("ben", "ben@example.org", "x")
    ben.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    url = reverse(f"catalogues:{name}", args=[] if name in OF_NONE else [batch.pk])
    client = client_of(ben)
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 302
        assert answer["Location"] == reverse("wagtailadmin_home")
    assert reverse("catalogues:home") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_login") in Client().get(url)["Location"]


def test_the_menu_leads_there(world: World, client: Client) -> None:
    """Who may translate an edition finds the screens."""
    assert reverse("catalogues:home") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_role_that_was_lost_ends_at_once(world: World) -> None:
    """A form that was open before does nothing after."""
    user = partner_of(world.edition)
    client = client_of(user)
    upload(client, world.edition, edited(download(client, world.edition)["legal"], {"About": "Om."}))
    take(user, Role.TRANSLATOR, world.edition)
    client.post(reverse("catalogues:confirm", args=[waiting().pk]))
    assert waiting()
    assert world.segment("About this site.").words == ""


@pytest.mark.parametrize("name", ["confirm", "put_away", "take", "dismiss", "reopen"])
def test_looking_changes_nothing(world: World, name: str) -> None:
    """What changes something is a button, never an address."""
    _, batch, aside = finnish_rows(world)
    anna = get_user_model().objects.create_superuser("anna", "anna@example.org", "x")
    thing: Any = aside if name in {"take", "dismiss", "reopen"} else batch
    answer = client_of(anna).get(reverse(f"catalogues:{name}", args=[thing.pk]))
    assert answer.status_code == 405


@pytest.mark.parametrize("name", ["upload", "confirm", "put_away", "take_back", "take", "dismiss", "reopen"])
def test_every_button_needs_a_token(world: World, name: str) -> None:
    """Another site cannot press one in somebody's name; the upload asks for it, too."""
    edition, batch, aside = finnish_rows(world)
    user = get_user_model().objects.create_superuser("anna", "anna@example.org", "x")
    client = client_of(user, enforce_csrf_checks=True)
    thing: Any = edition if name == "upload" else aside if name in {"take", "dismiss", "reopen"} else batch
    answer = client.post(
        reverse(f"catalogues:{name}", args=[thing.pk]), {"file": SimpleUploadedFile("a.po", b"x")}
    )
    assert answer.status_code == 403


def test_an_upload_with_its_token_is_taken(world: World) -> None:
    """The token is looked for after the size, and found."""
    user = get_user_model().objects.create_superuser("anna", "anna@example.org", "x")
    client = client_of(user, enforce_csrf_checks=True)
    url = reverse("catalogues:upload", args=[world.edition.pk])
    token = client.get(url).context["csrf_token"]
    answer = client.post(url, {"file": SimpleUploadedFile("a.po", b"x"), "csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 422


class Endless:
    """A body that must not be read."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("The body was read.")

    readline = read


def test_a_body_that_is_too_large_is_answered_before_it_is_read(world: World, client: Client) -> None:
    """413 and a sentence, without a byte of it; not even for the token."""
    url = reverse("catalogues:upload", args=[world.edition.pk])
    answer = client.generic(
        "POST",
        url,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(LARGEST_UPLOAD * 10),
        **{"wsgi.input": Endless()},  # type: ignore[arg-type]
    )
    assert answer.status_code == 413
    assert "larger than 50 MiB, and was not read" in answer.content.decode()


def test_a_catalogue_over_its_own_limit_is_too_large(world: World, client: Client) -> None:
    """One page has no 5 MiB of words."""
    answer = upload(client, world.edition, b"#" * (LARGEST_FILE + 1))
    assert answer.status_code == 413
    assert "larger than 5 MiB" in answer.content.decode()


def test_fields_that_django_would_not_take_are_too_large(world: World, client: Client, settings: Any) -> None:
    """What is no file may not fill the memory either."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    url = reverse("catalogues:upload", args=[world.edition.pk])
    assert client.post(url, {"file": "x" * 2000}).status_code == 413


def test_no_text_of_a_file_becomes_markup(world: World, client: Client) -> None:
    """Words, sources, places, the names of a file and of what a zip holds: all are shown as they are."""
    content = edited(download(client, world.edition)["legal"], {"About": f"{SCRIPT} ord", "Legal": "Juridik"})
    content += f'\nmsgctxt "{SCRIPT}"\nmsgid "{SCRIPT}"\nmsgstr "{SCRIPT}"\n'.encode()
    zipped = packed({f"{SCRIPT.replace('/', '')}/legal.po": content})
    name = f"{SCRIPT.replace('/', '')}.zip"
    pages = [upload(client, world.edition, zipped, name=name)]
    row = waiting()
    pages.append(client.get(reverse("catalogues:journal")))
    pages.append(client.post(reverse("catalogues:confirm", args=[row.pk]), follow=True))
    world.type("Legal", f"{SCRIPT} här")
    pages += [
        client.get(reverse(f"catalogues:{screen}", args=args))
        for screen, args in [
            ("home", []),
            ("journal", []),
            ("import", [row.pk]),
            ("take_back", [row.pk]),
            ("to_settle", [world.edition.pk]),
        ]
    ]
    broken = packed({f"{SCRIPT.replace('/', '')}.po": b'msgid "cut\n'})
    pages.append(upload(client, world.edition, broken, name=name))
    upload(client, world.edition, edited(content, {"About": "Om."}))
    Import.objects.filter(state=Import.State.WAITING).update(name=name)
    pages.append(client.post(reverse("catalogues:put_away", args=[waiting().pk]), follow=True))
    pages.append(client.post(reverse("catalogues:take_back", args=[row.pk]), follow=True))
    for page in pages:
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text or "alert(1)" not in text
    assert sum("&lt;script&gt;" in page.content.decode() for page in pages) >= 7


def test_a_programmes_name_cannot_break_the_name_of_a_download(world: World, client: Client) -> None:
    """The name in the header is quoted."""
    world.programme.slug = "to\"w;n'é"
    world.programme.save()
    answer = client.get(reverse("catalogues:download", args=[world.edition.pk]))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
