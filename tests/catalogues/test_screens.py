"""The screens of catalogues: download, upload, the report, the journal, and texts to settle."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

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
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, layer_of, leave_out, take_back
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.adaptation.published import latest_adaptations
from translation_workflow.catalogue.extract import catalogues_of
from translation_workflow.catalogue.models import Export, Import, SetAside
from translation_workflow.catalogue.originals import sheets_of
from translation_workflow.catalogue.screens.counts import done_in
from translation_workflow.catalogue.undo import forecast, undo
from translation_workflow.catalogue.waiting import KEPT, NotWaiting, confirm, forget_waiting
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role
from translation_workflow.source.models import DiscardedText, State
from translation_workflow.source.states import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_with_pages()


@pytest.fixture
def siv(world: World) -> Any:
    return partner_of(world.edition)


@pytest.fixture
def client(siv: Any) -> Client:
    return client_of(siv)


def shown(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"catalogues:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, name: str, *args: Any) -> str:
    answer = client.post(reverse(f"catalogues:{name}", args=args), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def conflicting(world: World, client: Client) -> SetAside:
    """Words from a file that lost against words that were typed here meanwhile."""
    content = edited(download(client, world.edition)["programme"], {"More": "Fler träd."})
    world.type("More trees.", "Många fler träd.")
    upload(client, world.edition, content)
    press(client, "confirm", waiting().pk)
    return SetAside.objects.get()


def test_the_first_screen_tells_how_far_an_edition_is(world: World, client: Client) -> None:
    """Numbers in words beside the bar: translated, in need of work, not translated."""
    world.type("More trees.", "Fler träd.")
    first = shown(client, "home")
    assert "towns/sv" in first
    assert "<strong>1</strong> translated" in first
    assert "<strong>4</strong> not translated" in first
    assert "No texts to settle" in first
    assert "Nothing was imported yet." in first


def test_a_rehearsal_names_the_approvals_that_an_import_would_end(world: World, client: Client) -> None:
    """With the words that are here, and those that came."""
    world.type("More trees.", "Fler träd.")
    piece = world.segment("More trees.")
    approve(
        {(piece.context, piece.string)},
        world.edition,
        user=partner_of(world.edition, name="rut", role=Role.REVIEWER),
    )
    content = edited(download(client, world.edition)["programme"], {"More": "Flera nya träd."})
    body = upload(client, world.edition, content).content.decode()
    assert "words that a reviewer approved" in body
    assert "nya" in body
    assert world.segment("More trees.").words == "Fler träd."


def test_what_a_country_hides_replaces_or_leaves_out_counts_nowhere() -> None:
    """As exports do not offer it, neither to translate nor as translated; other editions count it still."""
    world = world_with_pages("fi")
    for text, words in {"More trees.": "Fler träd.", "Legal": "Juridik"}.items():
        world.type(text, words)
    editions = list(world.programme.editions.exclude(code="en").order_by("code"))

    def told() -> dict[str, tuple[int, int]]:
        done = done_in(editions)
        return {one.code: (done[one.pk].total, done[one.pk].translated) for one in editions}

    assert told() == {"fi": (5, 0), "sv": (5, 2)}
    first = layer_of(world.edition, world.first.translation_key)
    hide = decide(first, Operation("", Verb.HIDE, "", world.first.lead[0].id), version=0)
    assert told() == {"fi": (5, 0), "sv": (3, 1)}
    take_back(first, {hide.id}, version=1)
    assert told() == {"fi": (5, 0), "sv": (5, 2)}
    replaced = {"type": "text", "value": "<p>Vårt.</p>"}
    decide(first, Operation("", Verb.REPLACE, "", world.first.lead[0].id, content=replaced), version=2)
    assert told() == {"fi": (5, 0), "sv": (3, 1)}
    leave_out(layer_of(world.edition, world.page.translation_key), is_left_out=True, version=0)
    done = done_in(editions)[world.edition.pk]
    files = catalogues_of(
        world.edition,
        sheets_of(world.programme),
        adaptations={key: one for (_, key), one in latest_adaptations([world.edition]).items()},
    )
    assert done.total == sum(len(catalogue.messages) for catalogue, _ in files.values()) == 1


def test_counting_costs_one_query_more_for_the_layers_of_all_editions(
    world: World, django_assert_num_queries: Any
) -> None:
    """However many pages they adapt."""
    editions = list(world.programme.editions.exclude(code="en"))
    with CaptureQueriesContext(connection) as plain:
        done_in(editions)
    for page in (world.first, world.page):
        leave_out(layer_of(world.edition, page.translation_key), is_left_out=False, version=0)
    with django_assert_num_queries(len(plain)):
        done_in(editions)


def test_a_download_is_a_zip_that_is_remembered(world: World, client: Client, siv: Any) -> None:
    """An import asks later what this person was handed; two downloads are the same bytes."""
    answer = client.get(reverse("catalogues:download", args=[world.edition.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="towns-sv.zip"'
    assert answer["Content-Type"] == "application/zip"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Export.objects.get().exported_by == siv
    assert client.get(reverse("catalogues:download", args=[world.edition.pk])).content == answer.content


def test_an_upload_shows_what_it_would_do_and_does_it_when_confirmed(
    world: World, client: Client, siv: Any
) -> None:
    """Nothing is changed by looking; then everything comes in, as this person's words."""
    files = download(client, world.edition)
    content = packed(
        {
            "programme.po": edited(files["programme"], {"More": "Fler träd.", "Less": "<b>Mindre"}),
            "legal.po": edited(files["legal"], {"About": "Om webbplatsen."}),
        }
    )
    answer = upload(client, world.edition, content, name="sv.zip")
    report = answer.content.decode()
    assert "What an import into towns/sv would do" in report
    assert "<strong>2</strong> with new words" in report
    assert "<strong>1</strong> not fit to go live" in report
    assert "2 texts have no translation in the file." in report
    assert "Towns › Lead › Text 1" in report
    assert world.segment("More trees.").words == ""
    after = press(client, "confirm", waiting().pk)
    assert "2 texts came in. 1 needs you: see below." in after
    assert "What the import into towns/sv did" in after
    assert "Imported by siv" in after
    assert world.segment("More trees.").words == "Fler träd."
    row = Import.objects.get()
    assert (row.state, row.upload, row.imported_by) == (Import.State.DONE, None, siv)


def test_an_upload_that_is_not_imported_leaves_nothing(world: World, client: Client) -> None:
    """“Do not import” forgets the bytes."""
    upload(client, world.edition, edited(download(client, world.edition)["legal"], {"About": "Om."}))
    assert "was not imported. Nothing was changed." in press(client, "put_away", waiting().pk)
    assert not Import.objects.exists()
    assert world.segment("About this site.").words == ""


def test_what_is_known_already_is_said_at_once(world: World, client: Client) -> None:
    """Nothing to confirm, and nothing is kept: neither for what was exported nor for what came in."""
    original = download(client, world.edition)["legal"]
    content = edited(original, {"About": "Om webbplatsen."})
    upload(client, world.edition, content, name="legal.po")
    press(client, "confirm", waiting().pk)
    for again in (content, original):
        told = upload(client, world.edition, again, name="legal.po").content.decode()
        assert "Nothing new" in told
        assert "brings nothing that is not here already" in told
    assert Import.objects.count() == 1


def test_confirming_twice_imports_once(world: World, client: Client) -> None:
    """Two people, or two clicks: the second is told, and nothing is written again."""
    upload(client, world.edition, edited(download(client, world.edition)["legal"], {"About": "Om."}))
    first = waiting()
    second = Import.objects.get(pk=first.pk)
    confirm(first, user=None)
    world.type("About this site.", "Något annat.")
    with pytest.raises(NotWaiting):
        confirm(second, user=None)
    assert "Nothing was imported now." in press(client, "confirm", first.pk)
    assert "imported this upload before" in press(client, "put_away", first.pk)
    assert world.segment("About this site.").words == "Något annat."
    assert Import.objects.get().files.count() == 1


def test_what_is_confirmed_is_judged_again(world: World, client: Client) -> None:
    """Somebody types between report and confirmation: that is a conflict then, and the typed words stay."""
    content = edited(download(client, world.edition)["legal"], {"About": "Om webbplatsen."})
    assert "changed here too" not in upload(client, world.edition, content).content.decode()
    world.type("About this site.", "Om oss.")
    assert "changed here too" in press(client, "confirm", waiting().pk)
    assert world.segment("About this site.").words == "Om oss."


def test_a_file_that_fits_no_more_goes_on_waiting(world: World, client: Client) -> None:
    """What became a fault since is told where it is confirmed, and nothing is half-imported."""
    upload(client, world.edition, edited(download(client, world.edition)["legal"], {"About": "Om."}))
    row = waiting()
    Import.objects.filter(pk=row.pk).update(upload=b"no catalogue")
    assert "Nothing was imported." in press(client, "confirm", row.pk)
    assert "This upload cannot be taken any more." in shown(client, "import", row.pk)
    assert waiting() == row


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("legal.po", b'msgid "cut\n', "legal.po, line 1"),
        ("words.docx", b"PK", "this is no catalogue. Send a .po file, or a .zip of .po files."),
        ("sv.zip", b"PK\x03\x04 damaged", "the zip is damaged or cut off."),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_nothing_is_kept(
    world: World, client: Client, name: str, content: bytes, sentence: str
) -> None:
    """File and line, what is wrong, and no row anywhere."""
    answer = upload(client, world.edition, content, name=name)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "This upload cannot be taken. Nothing was changed." in told
    assert sentence in told
    assert not Import.objects.exists()


def test_a_form_without_a_file_says_so(world: World, client: Client) -> None:
    """An empty hand is no fault of the system."""
    answer = client.post(reverse("catalogues:upload", args=[world.edition.pk]), {})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


def test_names_as_long_as_a_zip_allows_fit_the_journal(world: World, client: Client) -> None:
    """The end of a name is kept: it tells which page it is."""
    content = edited(download(client, world.edition)["legal"], {"About": "Om webbplatsen."})
    long = packed({f"{'folder/' * 60}legal.po": content})
    upload(client, world.edition, long, name=f"{'z' * 240}.zip")
    assert "1 text came in." in press(client, "confirm", waiting().pk)
    (file,) = Import.objects.get().files.all()
    assert len(file.name) == 255
    assert file.name.endswith("folder/legal.po")


def test_an_upload_that_nobody_confirms_is_forgotten_after_a_week(world: World, client: Client) -> None:
    """The worker's duty; younger ones, and what came in, stay."""
    upload(client, world.edition, edited(download(client, world.edition)["legal"], {"About": "Om."}))
    assert forget_waiting() == 0
    row = waiting()
    Import.objects.create(edition=world.edition, name="old and done")
    Import.objects.update(imported_at=timezone.now() - KEPT * 2)
    assert forget_waiting() == 1
    assert not Import.objects.filter(pk=row.pk).exists()
    assert Import.objects.count() == 1


def test_the_journal_has_who_and_what_and_leads_to_the_report(world: World, client: Client) -> None:
    """One row a batch, newest first, twenty a page."""
    conflicting(world, client)
    journal = shown(client, "journal")
    assert "<strong>1</strong> changed here too" in journal
    assert "siv," in journal
    assert reverse("catalogues:import", args=[Import.objects.get().pk]) in journal
    Import.objects.bulk_create(Import(edition=world.edition, name=f"more {n}") for n in range(20))
    assert "Page 1 of 2" in shown(client, "journal")


def test_taking_an_import_back_says_before_what_it_will_do(world: World, client: Client) -> None:
    """What somebody went on with stays, and is named; the outcome is what was said."""
    content = edited(download(client, world.edition)["programme"], {"More": "Fler träd.", "Towns": "Städer"})
    upload(client, world.edition, content)
    press(client, "confirm", waiting().pk)
    row = Import.objects.get()
    world.type("Towns", "Orter")
    told = shown(client, "take_back", row.pk)
    assert "1 text of towns/sv gets the words that it had before the import" in told
    assert "1 text stays as it is" in told
    assert world.segment("More trees.").words == "Fler träd."
    after = press(client, "take_back", row.pk)
    assert "1 text has again what it had before." in after
    assert "changed since, or gone; it stays as it is." in after
    assert "Taken back by siv" in after
    assert world.segment("More trees.").words == ""
    assert world.segment("Towns").words == "Orter"
    assert "there is nothing to take back" in press(client, "take_back", row.pk)


def test_what_is_said_of_an_undo_is_what_it_does(world: World, client: Client, siv: Any) -> None:
    """Two files of one zip changed the same text, one after the other: both steps go back."""
    original = download(client, world.edition)["programme"]
    first, second = (
        edited(original, {"Towns": "Orter", "More": words}) for words in ("Fler träd.", "Flera träd.")
    )
    upload(client, world.edition, packed({"a.po": first, "b.po": second}), name="both.zip")
    press(client, "confirm", waiting().pk)
    assert world.segment("More trees.").words == "Flera träd."
    row = Import.objects.get()
    said = forecast(row)
    assert (said.restored, said.left) == (3, [])
    assert undo(row, user=siv) == said
    assert world.segment("More trees.").words == ""


def test_words_that_lost_are_shown_beside_those_that_are_here(world: World, client: Client) -> None:
    """Both, with what differs marked for eye and ear, and the place in words."""
    conflicting(world, client)
    page = shown(client, "to_settle", world.edition.pk)
    assert "Somebody else changed it too" in page
    assert "Towns › Lead › Text 1" in page
    assert '<dd lang="sv">Många fler träd.</dd>' in page
    assert '<ins><span class="w-sr-only">[added: </span>Fler<span' in page
    assert '<del><span class="w-sr-only">[left out: </span>' in page
    assert "1 text to settle" in shown(client, "home")


def test_words_that_lost_can_be_used_after_all(world: World, client: Client, siv: Any) -> None:
    """They take the place; those that were there are kept; a second press changes nothing."""
    row = conflicting(world, client)
    assert "The words of the file are here now." in press(client, "take", row.pk)
    piece = world.segment("More trees.")
    assert (piece.words, piece.state) == ("Fler träd.", State.TRANSLATED)
    assert DiscardedText.objects.get().words == "Många fler träd."
    assert "Nothing was changed." in press(client, "take", row.pk)
    assert SetAside.objects.get().settled_by == siv


def test_nobody_replaces_words_that_they_did_not_see(world: World, client: Client) -> None:
    """A colleague types while the page is open: the button says so, and the typed words stay."""
    row = conflicting(world, client)
    page = client.get(reverse("catalogues:to_settle", args=[world.edition.pk]))
    (case,) = page.context["cases"]
    assert f'name="seen" value="{case.seen}"' in page.content.decode()
    world.type("More trees.", "Ännu fler träd.")
    url = reverse("catalogues:take", args=[row.pk])
    told = client.post(url, {"seen": case.seen}, follow=True).content.decode()
    assert "Somebody changed the words here in the meantime." in told
    assert world.segment("More trees.").words == "Ännu fler träd."
    (case,) = client.get(reverse("catalogues:to_settle", args=[world.edition.pk])).context["cases"]
    client.post(url, {"seen": case.seen})
    assert world.segment("More trees.").words == "Fler träd."


def test_words_that_were_put_away_come_back(world: World, client: Client) -> None:
    """What is here stays meanwhile; what was taken cannot be brought back so."""
    row = conflicting(world, client)
    press(client, "dismiss", row.pk)
    assert "There is nothing to settle." in shown(client, "to_settle", world.edition.pk)
    assert "Bring back" in shown(client, "settled", world.edition.pk)
    assert "Brought back." in press(client, "reopen", row.pk)
    press(client, "take", row.pk)
    assert "Nothing was changed." in press(client, "reopen", row.pk)
    assert "Bring back" not in shown(client, "settled", world.edition.pk)


def test_words_are_offered_only_where_they_can_stand(world: World, client: Client) -> None:
    """Too long, badly marked, or for a text that is gone: the reason, and no button that would fail."""
    files = download(client, world.edition)
    content = edited(files["programme"], {"Towns": "S" * 300, "Less": "<b>Mindre"})
    upload(client, world.edition, content)
    press(client, "confirm", waiting().pk)
    page = shown(client, "to_settle", world.edition.pk)
    assert "Use these words" not in page
    assert "The text has 300 characters; 255 fit here." in page
    for row in SetAside.objects.all():
        assert "These words cannot be shown as they are" in press(client, "take", row.pk)
    assert world.segment("Towns").words == ""


def test_an_english_text_that_changed_since_is_shown_then_and_now(world: World, client: Client) -> None:
    """An author rewrites while a partner translates, and somebody here has followed already."""
    content = edited(download(client, world.edition)["legal"], {"About": "Om webbplatsen."})
    world.page.body = [block("Legal", "text", "<p>About this web site.</p>")]
    world.page.save_revision().publish()
    world.submit()
    world.type("About this web site.", "Om den här sajten.")
    report = upload(client, world.edition, content).content.decode()
    assert "English text today" in report
    press(client, "confirm", waiting().pk)
    page = shown(client, "to_settle", world.edition.pk)
    assert '<dd lang="en">About this web site.</dd>' in page
    assert "English text in the file" in page
    assert "Use these words as a draft" in page


def costs(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_first_screen_costs_the_same_for_any_number_of_editions() -> None:
    """Thirteen are counted by the database at once."""
    world = world_with_pages("fi")
    few = partner_of(*world.programme.editions.exclude(code="en"), name="few")
    home = reverse("catalogues:home")
    before = costs(client_of(few), home)
    for code in ("et", "fr", "it", "pl", "ro", "sl", "hr", "bg", "el", "nl", "en-GB"):
        add_edition(world.programme, code=code)
    world.submit()
    world.work()
    many = partner_of(*world.programme.editions.exclude(code="en"), name="many")
    client = client_of(many)
    assert client.get(home).content.decode().count("Download") == 13 + 1
    assert costs(client, home) == before <= 45


def test_reports_and_lists_cost_the_same_for_any_number_of_texts(client: Client, world: World) -> None:
    """A page of notes is read at once, with places and words."""
    world.page.body = [block(f"b{n}", "text", f"<p>Sentence {n}.</p>") for n in range(40)]
    world.page.save_revision().publish()
    world.submit()
    files = download(client, world.edition)
    found = []
    for number in (2, 40):
        words = {f"Sentence {n}.": f"<b>Mening {n} av {number}" for n in range(number)}
        upload(client, world.edition, edited(files["legal"], words), name="legal.po")
        row = waiting()
        rehearsed = costs(client, reverse("catalogues:import", args=[row.pk]))
        press(client, "confirm", row.pk)
        found.append(
            (
                rehearsed,
                costs(client, reverse("catalogues:import", args=[row.pk])),
                costs(client, reverse("catalogues:to_settle", args=[world.edition.pk])),
                costs(client, reverse("catalogues:take_back", args=[row.pk])),
            )
        )
    assert found[0] == found[1]
    assert max(found[1]) <= 45


def test_a_superuser_sees_all_editions(world: World) -> None:
    """A coordinator needs no permission on each."""
    anna = get_user_model().objects.create_superuser("anna", "anna@example.org", "x")
    assert "towns/sv" in shown(client_of(anna), "home")
