"""A draft is read with a token: the one that was made, while it lives, and nothing else opens anything."""

from __future__ import annotations

import json
import logging
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.delivery.documents.schema import DOCUMENT
from cms.delivery.models import Content, Document
from cms.masking import without_tokens
from cms.previews.links import forget_expired
from cms.previews.models import PreviewLink
from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of, partner_of
from translation_workflow.editions.models import Edition

from .linking import API, PRIVATE, expire, made, made_by, make_url, path_of, read

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


def test_a_draft_of_words_and_layer_is_a_document_of_the_contract(desk: Desk) -> None:
    """What is typed and decided, live or not, built as everything that is served."""
    desk.world.type("One.", "Ett.")
    desk.send("hide", desk.two["id"])
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Vårt."))
    answer = read(made(desk).token)
    DOCUMENT.validate_json(answer.content)
    body = text_of(answer)
    assert "Ett." in body
    assert "Vårt." in body
    assert "Two." not in body
    assert json.loads(body)["provenance"]["hidden"] == 1
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Language"] == "sv"


def test_nobody_keeps_it_and_any_frontend_reads_it(desk: Desk) -> None:
    """No cache, no search engine, no address handed on; from any origin, without credentials."""
    answer = read(made(desk).token, headers={"Origin": "https://frontend.example"})
    assert {name: answer[name] for name in PRIVATE} == PRIVATE
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "ETag" not in answer
    assert not answer.cookies


def test_it_is_bound_to_its_revision(desk: Desk) -> None:
    """What goes on in the draft is not in it: the bytes stay, and another link shows the rest."""
    desk.world.type("One.", "Ett.")
    first = made(desk).token
    before = read(first).content
    desk.world.type("One.", "Ett igen.")
    desk.send("hide", desk.two["id"])
    assert read(first).content == before
    assert "Ett igen." in text_of(read(made(desk).token))


def test_a_link_says_which_draft_it_shows(desk: Desk) -> None:
    """The revisions of page and layer, by Wagtail's numbers."""
    desk.send("hide", desk.two["id"])
    made(desk)
    link = PreviewLink.objects.get()
    layer = desk.edition.layers.get() if hasattr(desk.edition, "layers") else None
    page = Page.objects.get(translation_key=desk.world.page.translation_key, locale=desk.edition.locale)
    assert link.layer_revision is not None
    assert layer is None or link.layer_revision == layer.latest_revision_id
    assert link.page_revision == page.latest_revision_id


def test_the_masters_draft_can_be_read_too(desk: Desk, admin_client: Client) -> None:
    """What an author saved and did not publish."""
    page = desk.world.page
    page.title = "Not yet"
    page.save_revision()
    master = page.get_latest_revision_as_object()
    edition = desk.world.programme.editions.get(code="en")
    shown = made_by(admin_client, edition, master)
    assert json.loads(text_of(read(shown.token)))["title"] == "Not yet"
    page.title = "Still not"
    page.save_revision()
    assert json.loads(text_of(read(shown.token)))["title"] == "Not yet"


def test_a_draft_of_an_edition_that_nobody_reads_yet(desk: Desk) -> None:
    """This is what previews are for; public answers know nothing of it."""
    Edition.objects.filter(pk=desk.edition.pk).update(status=Edition.Status.DRAFT)
    token = made(desk).token
    assert read(token).status_code == 200
    assert Client().get("/api/v1/programmes/towns/editions/sv/").status_code == 404


def test_a_draft_is_in_nothing_that_is_served(desk: Desk) -> None:
    """Neither as a document nor by its hash."""
    desk.world.type("One.", "Hemligt.")
    documents = list(Document.objects.values_list("key", "content_id"))
    body = read(made(desk).token).content
    assert list(Document.objects.values_list("key", "content_id")) == documents
    digest = sha256(body).hexdigest()
    assert not Content.objects.filter(pk=digest).exists()
    assert Client().get(f"/api/v1/documents/sha256/{digest}").status_code == 404


def test_the_database_holds_no_token(desk: Desk) -> None:
    """Only the hash of it: whoever reads a backup can open nothing."""
    token = made(desk).token
    assert len(token) == 43
    link = PreviewLink.objects.get()
    assert link.token_sha256 == sha256(token.encode()).hexdigest()
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert not any(token in str(value) for row in cursor.fetchall() for value in row), table


def problem_of(answer: Any) -> tuple[int, str, dict[str, str]]:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"], {name: answer[name] for name in PRIVATE}


def over(desk: Desk, what: str) -> None:
    """Let what a link needs be gone."""
    if what == "expired":
        expire()
    elif what == "revoked":
        desk.client.post(reverse("previews:revoke", args=[PreviewLink.objects.get().pk]))
    elif what == "its edition is deleted":
        desk.edition.delete()
    elif what == "its edition is retired":
        Edition.objects.filter(pk=desk.edition.pk).update(status=Edition.Status.RETIRED)
    elif what == "its page is deleted":
        key = desk.world.page.translation_key
        Page.objects.get(translation_key=key, locale=desk.edition.locale).delete()
    elif what == "its maker has left":
        desk.user.is_active = False
        desk.user.save()
    elif what == "its maker is deleted":
        desk.user.delete()
    else:
        desk.user.groups.clear()


@pytest.mark.parametrize(
    "what",
    [
        "expired",
        "revoked",
        "its edition is deleted",
        "its edition is retired",
        "its page is deleted",
        "its maker has left",
        "its maker is deleted",
        "its maker may no longer",
    ],
)
def test_a_link_that_is_over_is_as_one_that_never_was(desk: Desk, what: str) -> None:
    """The same answer to the byte: who guesses learns nothing."""
    shown = made(desk)
    never = read("A" * 43)
    assert problem_of(never)[0] == 404
    over(desk, what)
    answer = read(shown.token)
    assert problem_of(answer) == problem_of(never)
    assert answer.content == never.content
    page = Client().get(path_of(shown.address))
    assert page.status_code == 404
    assert "One." not in page.content.decode()


@pytest.mark.parametrize(
    "token",
    [
        "A",
        "A" * 42,
        "A" * 44,
        "A" * 5000,
        "%00" * 43,
        "A" * 42 + "%00",
        "%C3%A5" * 43,
        "..",
        "' OR 1=1 --",
        "A" * 42 + "%0A",
        "%FF" * 43,
    ],
)
def test_what_is_no_token_is_answered_with_a_problem(client: Client, token: str) -> None:
    """Whatever somebody sends: a 4xx problem document, never our fault."""
    answer = client.get(f"{API}{token}")
    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
    assert client.get(f"/preview/{token}/").status_code == 404


def test_a_hash_is_no_token(desk: Desk) -> None:
    """Whoever reads the database cannot present what stands there; nor another spelling of the token."""
    token = made(desk).token
    for other in (PreviewLink.objects.get().token_sha256, token.swapcase(), f"{token}=", token[:-1] + " "):
        assert read(other).status_code == 404


def test_a_token_opens_its_own_draft_only(desk: Desk) -> None:
    """Not that of another edition."""
    finnish = desk.world.programme.editions.get(code="fi")
    partner = client_of(partner_of(finnish, name="aino"))
    swedish, finnish_token = made(desk).token, made_by(partner, finnish, desk.world.page).token
    assert json.loads(text_of(read(swedish)))["edition"] == "sv"
    assert json.loads(text_of(read(finnish_token)))["edition"] == "fi"


def test_a_session_gives_nothing_more(desk: Desk, admin_client: Client) -> None:
    """Who is logged in reads the same, and no more than anybody without a token."""
    token = made(desk).token
    assert read(token, admin_client).content == read(token).content
    assert read("A" * 43, admin_client).content == read("A" * 43).content
    assert read("A" * 43, admin_client).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_draft_is_for_reading_only(desk: Desk, method: str) -> None:
    """The edge holds here too."""
    assert Client().generic(method, f"{API}{made(desk).token}").status_code == 405


def test_a_parameter_is_refused(desk: Desk) -> None:
    """A token in the query is no token."""
    token = made(desk).token
    assert Client().get(f"{API}{token}?token={token}").status_code == 400
    assert Client().get(f"{API}?token={token}").status_code == 404


def test_head_and_options_are_answered(desk: Desk) -> None:
    """As everywhere in the API."""
    token = made(desk).token
    head = Client().head(f"{API}{token}")
    assert (head.status_code, head.content) == (200, b"")
    assert Client().options(f"{API}{token}").status_code == 204


def test_nobody_else_makes_a_link(desk: Desk) -> None:
    """Neither a stranger nor a partner of another edition finds the screen."""
    finnish = desk.world.programme.editions.get(code="fi")
    other = client_of(partner_of(finnish, name="aino"))
    address = make_url(desk.edition, desk.world.page)
    for client, status in ((other, 404), (Client(), 302)):
        assert client.get(address).status_code == status
        assert client.post(address, {"hours": 1}).status_code == status
    assert not PreviewLink.objects.exists()


def test_a_partner_makes_none_of_the_masters_drafts(desk: Desk) -> None:
    """Its authors do."""
    master = desk.world.programme.editions.get(code="en")
    assert desk.client.post(make_url(master, desk.world.page), {"hours": 1}).status_code == 404


@pytest.mark.parametrize("hours", ["0", "-1", "9999", "1e3", "", "one", "\0", "²"])
def test_how_long_is_not_for_the_form_to_say(desk: Desk, hours: str) -> None:
    """Only what is offered is taken, and a sentence says so."""
    answer = desk.client.post(make_url(desk.edition, desk.world.page), {"hours": hours})
    assert answer.status_code == 400
    assert "choose one of these times" in answer.content.decode()
    assert not PreviewLink.objects.exists()


def test_the_longest_is_a_setting(desk: Desk, settings: Any) -> None:
    """What is longer is neither offered nor taken."""
    settings.PREVIEW_HOURS = 8
    address = make_url(desk.edition, desk.world.page)
    assert 'value="24"' not in desk.client.get(address).content.decode()
    assert desk.client.post(address, {"hours": 24}).status_code == 400


def test_others_cannot_revoke_it(desk: Desk) -> None:
    """A partner of another edition does not even see it; a coordinator does."""
    token = made(desk).token
    link = PreviewLink.objects.get()
    finnish = desk.world.programme.editions.get(code="fi")
    other = client_of(partner_of(finnish, name="aino"))
    assert "Revoke" not in other.get(reverse("previews:list")).content.decode()
    other.post(reverse("previews:revoke", args=[link.pk]))
    assert read(token).status_code == 200
    boss = client_of(get_user_model().objects.create_superuser("boss", "boss@example.org", "a long password"))
    assert "Revoke" in boss.get(reverse("previews:list")).content.decode()
    boss.post(reverse("previews:revoke", args=[link.pk]))
    assert read(token).status_code == 404


def test_what_expired_is_forgotten(desk: Desk) -> None:
    """With the draft that it held."""
    made(desk)
    expire()
    made(desk)
    assert PreviewLink.objects.count() == 1
    assert forget_expired() == 0


def test_the_worker_forgets_in_time(desk: Desk) -> None:
    """Nobody has to come by for it."""
    from cms.previews.links import forget_in_time

    made(desk)
    expire()
    assert forget_in_time.func() == 1
    assert not PreviewLink.objects.exists()


def test_a_page_that_is_left_out_has_no_preview(desk: Desk) -> None:
    """Readers get none; the screen says so."""
    desk.press("leave_out", leave_out="yes")
    answer = desk.client.post(make_url(desk.edition, desk.world.page), {"hours": 1})
    assert answer.status_code == 409
    assert "does without this page" in answer.content.decode()


def test_no_log_has_a_token(desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: Any) -> None:
    """Neither what Django says of a link that is over nor what we say of a failure."""
    from cms.masking import WithoutTokens

    caplog.handler.addFilter(WithoutTokens())
    token = made(desk).token
    expire()
    with caplog.at_level(logging.DEBUG):
        read(token)
        Client().get(f"/preview/{token}/")
        Client().get(f"/preview/{token}")

        def fails(_token: str) -> None:
            raise RuntimeError(f"at {API}{token}")

        monkeypatch.setattr("cms.previews.api.find_link", fails)
        assert read(token).status_code == 500
    assert "/api/v1/preview/…" in caplog.text
    assert token not in caplog.text


def test_the_log_of_the_settings_masks(settings: Any) -> None:
    """Every handler that writes."""
    handlers = settings.LOGGING["handlers"].values()
    assert all("without_tokens" in handler.get("filters", ()) for handler in handlers)


def test_a_token_at_a_mistyped_address_is_masked_and_not_repeated(desk: Desk) -> None:
    """Neither a log nor an answer that is kept has it; a hash is no token."""
    token = made(desk).token
    assert without_tokens(f"Not Found: /api/v1/previews/{token}") == "Not Found: /api/v1/previews/…"
    assert without_tokens("a" * 64) == "a" * 64
    answer = Client().get(f"{API}{token}/")
    assert (answer.status_code, answer["Cache-Control"], answer.get("Location")) == (404, "no-store", None)
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_reader_draws_it(desk: Desk) -> None:
    """Under a line that says what it is and until when, for nobody to keep."""
    desk.world.type("One.", "Ett.")
    shown = made(desk)
    answer = Client().get(path_of(shown.address))
    body = text_of(answer)
    assert "<p>Ett.</p>" in body
    assert "A draft of" in body
    assert "until 20" in body
    assert {name: answer[name] for name in PRIVATE} == PRIVATE
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert shown.token not in body
    assert "<form" not in body


def test_openapi_describes_it(client: Client) -> None:
    """For those who generate clients."""
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/preview/{token}"]["get"]
    assert described["operationId"] == "preview"
    assert set(described["responses"]) >= {"200", "404"}
    assert "304" not in described["responses"]


def test_reading_costs_a_few_queries(desk: Desk, django_assert_max_num_queries: Any) -> None:
    """Whether its maker may still, and the draft as it is stored: nothing is built."""
    token = made(desk).token
    with django_assert_max_num_queries(14):
        read(token)


def test_migrations_are_whole() -> None:
    """What the models say is in the database."""
    call_command("makemigrations", "previews", "editions", check=True, dry_run=True, verbosity=0)
