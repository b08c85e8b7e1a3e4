"""Nobody reaches another edition's adaptations, overtakes a colleague unseen, or leaves a script behind."""

from __future__ import annotations

import json
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.adaptation.long_page import LINKS, long_page, step_id
from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of, partner_of
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.adaptation.screens.urls import urlpatterns

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.alike("who may come where is decided before a database is asked"),
]

NAMES = [f"adaptations:{pattern.name}" for pattern in urlpatterns if pattern.name != "home"]
ACTS = ("take_back", "keep", "step", "leave_out", "restore")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [*NAMES, "publish_adaptation"])
def test_another_editions_pages_are_not_found(desk: Desk, name: str, method: str) -> None:
    """A partner of `sv` tries every address with the number of `fi`, and changes nothing."""
    finnish = desk.world.programme.editions.get(code="fi")
    key = desk.world.page.translation_key
    layer = layer_of(finnish, key)
    hide = decide(layer, Operation("", Verb.HIDE, "", desk.one["id"]), version=0)
    own: dict[str, list[Any]] = {name: [] for name in ("edition", "choose_page", "choose_page_search")}
    own |= {"choose_page_below": [desk.world.page.pk]}
    url = reverse(name, args=[finnish.pk, *own.get(name.partition(":")[2], [key])])
    sent = {"version": 1, "number": hide.id, "revision": 0, "leave_out": "yes", "reason": "law"}
    answer = getattr(desk.client, method)(f"{url}?open=hide&at={desk.two['id']}", sent)
    assert answer.status_code == 404
    layer.refresh_from_db()
    assert layer.version == 1


def test_another_editions_decision_or_draft_is_refused_by_changed_ids(desk: Desk) -> None:
    """The edition in the address is the partner's own; the number in the form is not."""
    finnish = desk.world.programme.editions.get(code="fi")
    layer = layer_of(finnish, desk.world.page.translation_key)
    hide = decide(layer, Operation("", Verb.HIDE, "", desk.one["id"]), version=0)
    revision = layer.revisions.get().pk
    assert "no such decision" in desk.press("take_back", number=hide.id).content.decode()
    assert "no such decision" in desk.press("keep", number=hide.id).content.decode()
    for number in (revision, "1" * 5000, "-1", "x"):
        assert desk.press("restore", revision=number).status_code == 404
    layer.refresh_from_db()
    assert layer.version == 1
    assert desk.decisions == []


@pytest.mark.parametrize("name", [*ACTS])
def test_looking_changes_nothing(desk: Desk, name: str) -> None:
    """What changes something answers to POST only, and with a token."""
    assert desk.client.get(desk.url(name)).status_code == 405
    strict = client_of(desk.user, enforce_csrf_checks=True)
    assert strict.post(desk.url(name), {"leave_out": "yes", "version": 0}).status_code == 403
    assert strict.post(desk.url(open="hide", at=desk.one["id"])).status_code == 403
    assert not Layer.objects.exists()


def test_who_has_no_edition_does_not_come_in(desk: Desk) -> None:
    """Neither by the menu nor by the address."""
    user = get_user_model().objects.create_user("nobody", "nobody@example.org", "p")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = client_of(user)
    home = reverse("adaptations:home")
    assert home not in client.get(reverse("wagtailadmin_home")).content.decode()
    # The admin answers a refusal with its first page.
    assert client.get(home).status_code == 302


def test_the_masters_own_edition_and_pages_of_no_master_are_not_found(desk: Desk) -> None:
    """Also for who may everything."""
    boss = client_of(get_user_model().objects.create_superuser("boss", "boss@example.org", "p"))
    key = desk.world.page.translation_key
    assert boss.get(reverse("adaptations:page", args=[desk.world.master.pk, key])).status_code == 404
    assert boss.get(reverse("adaptations:page", args=[desk.edition.pk, uuid4()])).status_code == 404


def test_of_two_people_the_second_is_told_and_keeps_what_was_typed(desk: Desk) -> None:
    """The sentence stands at the form; the next press counts."""
    seen = desk.version
    desk.send("hide", desk.two["id"])
    answer = desk.send("replace", desk.one["id"], content=rich("Our own."), note="Viktigt", version=seen)
    shown = answer.content.decode()
    assert "Somebody else changed the adaptation" in shown
    form = shown.split('id="open"')[1]
    assert "Our own." in form
    assert "Viktigt" in form
    assert f'name="version" value="{desk.version}"' in form
    # Whoever leaves it now is asked, though nothing is typed since.
    assert 'data-w-unsaved-force-value="true"' in form
    assert len(desk.decisions) == 1
    assert "Somebody else changed" in desk.press("leave_out", leave_out="yes", version=seen).content.decode()


def test_what_is_refused_is_told_in_words(desk: Desk) -> None:
    """With names of blocks, and not with their ids; what was typed stays."""
    desk.send("hide", desk.part["id"])
    answer = desk.send("insert", desk.inner["id"], side="after", kind="text", content=rich("Nytt."))
    form = answer.content.decode()
    assert "what it would stand in is hidden" in form
    assert "“Inner” is not possible" in form
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    again = desk.send("replace", desk.one["id"], content=rich("Igen.")).content.decode()
    assert "decided already" in again
    assert "Igen." in again.split('id="open"')[1]


@pytest.mark.parametrize("words", ["", "   "])
def test_an_empty_insert_is_refused(desk: Desk, words: str) -> None:
    """And the form stays open."""
    answer = desk.send("insert", desk.one["id"], side="after", kind="text", content=rich(words))
    assert 'role="alert"' in answer.content.decode()
    assert desk.decisions == []


def test_a_move_goes_nowhere_before_a_place_is_chosen(desk: Desk) -> None:
    """The form begins with no place, and asks for one."""
    form = desk.page(open="move", at=desk.two["id"]).split('id="open"')[1]
    assert '<option value="" selected>Choose a place</option>' in form
    shown = desk.send("move", desk.two["id"], place="").content.decode()
    assert "This field is required." in shown
    assert desk.decisions == []


def test_a_form_for_what_is_not_there_is_no_form(desk: Desk) -> None:
    """Whatever an address asks for."""
    for asked in (
        {"open": "hide", "at": "gone"},
        {"open": "replace", "at": ""},
        {"open": "insert", "at": desk.one["id"], "side": "beyond"},
        {"open": "insert", "at": "gone", "side": "start"},
        {"open": "edit", "at": desk.one["id"]},
        {"open": "move", "at": "gone"},
        {"open": "everything"},
    ):
        assert 'id="open"' not in desk.page(**asked)
        desk.client.post(desk.url(**asked), {"version": 0, "reason": "law"})
    assert desk.decisions == []


def test_the_way_back_stays_on_the_page(desk: Desk) -> None:
    """Whatever a form says where to look."""
    desk.send("hide", desk.one["id"])
    sent = {"version": desk.version, "revision": 0, "at": f"x\r\nA: b&open=hide#{SCRIPT}"}
    answer = desk.client.post(desk.url("restore"), sent, follow=True)
    assert answer.redirect_chain[0][0].startswith(desk.url())
    assert SCRIPT not in answer.content.decode()
    assert 'id="open"' not in answer.content.decode()


def test_no_text_is_a_script(desk: Desk) -> None:
    """Neither a note, nor a heading of ours, nor what an author wrote."""
    desk.send("hide", desk.one["id"], note=SCRIPT)
    layer = layer_of(desk.edition, desk.world.page.translation_key)
    value = {"heading": SCRIPT, "content": [{"type": "text", "value": "<p>x</p>", "id": "x"}]}
    content = {"type": "section", "value": value}
    decide(layer, Operation("", Verb.REPLACE, "", desk.part["id"], content=content), version=desk.version)
    desk.show({**desk.two, "value": f"<p>{SCRIPT}Two</p>"}, desk.one, desk.part)
    for shown in (desk.page(), desk.page(done="", open="edit", at=desk.part["id"])):
        assert SCRIPT not in shown
    assert SCRIPT not in desk.client.get(desk.url("history")).content.decode()


def test_publishing_needs_the_right_to_publish(desk: Desk) -> None:
    """A translator sees no button, and is refused; a reviewer publishes and is told."""
    url = reverse("publish_adaptation", args=[desk.edition.pk, desk.world.page.translation_key])
    assert url not in desk.page()
    assert desk.client.post(url).status_code == 302
    desk.world.publish()
    desk.world.type("One.", "Ett.")
    reviewer = partner_of(desk.edition, name="rut", role="reviewer")
    client = client_of(reviewer)
    assert url in client.get(desk.url()).content.decode()
    answer = client.post(url, {"version": desk.version}, follow=True)
    assert "Published “" in answer.content.decode()


def publish_as(desk: Desk, user: Any) -> str:
    desk.world.publish()
    desk.send("hide", desk.one["id"])
    client = client_of(user)
    assert "There are changes that are not published." in client.get(desk.url()).content.decode()
    url = reverse("publish_adaptation", args=[desk.edition.pk, desk.world.page.translation_key])
    return str(client.post(url, {"version": desk.version}, follow=True).content.decode())


def test_decisions_are_published_with_the_words(desk: Desk) -> None:
    """With one press; then nothing waits any more."""
    boss = get_user_model().objects.create_superuser("boss", "boss@example.org", "p")
    shown = publish_as(desk, boss)
    assert "Published “" in shown
    assert "There are changes that are not published." not in shown
    assert Layer.objects.get().live
    assert len(Layer.objects.get().decisions) == 1


def test_a_reviewer_publishes_decisions(desk: Desk) -> None:
    """The right to publish the edition's pages is enough."""
    reviewer = partner_of(desk.edition, name="rut", role="reviewer")
    desk.user.groups.add(reviewer.groups.get())
    assert "Published “" in publish_as(desk, desk.user)
    assert Layer.objects.get().live


@pytest.mark.parametrize("sent", ["0", "", "x", "99"])
def test_nobody_publishes_what_they_never_saw(desk: Desk, sent: str) -> None:
    """A colleague decided something after the screen was opened: the reviewer is told of it."""
    boss = client_of(get_user_model().objects.create_superuser("boss", "boss@example.org", "p"))
    desk.world.publish()
    desk.send("hide", desk.one["id"])
    url = reverse("publish_adaptation", args=[desk.edition.pk, desk.world.page.translation_key])
    shown = boss.post(url, {"version": sent}, follow=True).content.decode()
    assert "since you looked at it. Nothing was published" in shown
    assert "Published “" not in shown
    assert not Layer.objects.get().live
    again = boss.post(url, {"version": desk.version}, follow=True).content.decode()
    assert "Published “" in again


def test_a_page_that_nobody_adapted_is_published_at_version_0(desk: Desk) -> None:
    """There is no layer to have looked at."""
    boss = client_of(get_user_model().objects.create_superuser("boss", "boss@example.org", "p"))
    desk.world.publish()
    desk.world.type("One.", "Ett.")
    url = reverse("publish_adaptation", args=[desk.edition.pk, desk.world.page.translation_key])
    assert "Published “" in boss.post(url, {"version": 0}, follow=True).content.decode()
    assert not Layer.objects.exists()


def test_a_long_page_is_read_in_few_queries(desk: Desk) -> None:
    """Sixty blocks, fifteen links inside of texts, fifteen choosers: read in bulk."""
    world = desk.world
    linked = [world.add_page(f"Goal{number}", "There.") for number in range(LINKS)]
    page = long_page(linked, world.programme, desk.edition)
    world.add_below(world.first, page)
    world.submit()
    world.work()
    layer = layer_of(desk.edition, page.translation_key)
    for number in range(10):
        operation = Operation("", Verb.HIDE, "", step_id(number))
        decide(layer, operation, version=number)
        layer.refresh_from_db()
    url = reverse("adaptations:page", args=[desk.edition.pk, page.translation_key])
    desk.client.get(url)
    with CaptureQueriesContext(connection) as queries:
        shown = desk.client.get(url).content.decode()
    assert shown.count("adaptations-top") >= 60
    assert "Goal14" in shown
    assert "Long tool 7" in shown
    assert shown.count("Chosen in the master") == 7
    assert "Fund 6" in shown
    assert len(queries) <= 25, "\n".join(one["sql"][:150] for one in queries.captured_queries)


def entity(words: str, **named: Any) -> str:
    """Rich text whose first letters are a link or a picture, as Wagtail's editor sends it."""
    told = json.loads(rich(words))
    told["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 4, "key": 0}]
    told["entityMap"] = {"0": {"mutability": "MUTABLE", **named}}
    return json.dumps(told)


def missing(key: Any) -> str:
    told = json.loads(entity("Word.", type="LINK", data={}))
    return json.dumps({**told, "entityMap": {key: told["entityMap"]["0"]} if key else {}})


def deep() -> str:
    told = json.loads(rich("Word."))
    told["blocks"][0] |= {"type": "unordered-list-item", "depth": 3000}
    return json.dumps(told)


@pytest.mark.parametrize(
    "sent",
    [
        "<p>No JSON</p>",
        "",
        "null",
        "[]",
        '{"blocks": []}',
        '{"blocks": "x", "entityMap": {}}',
        '{"blocks": [1, 2], "entityMap": {}}',
        missing(""),
        missing("7"),
        entity("Word.", type="LINK"),
        entity("Word.", type="LINK", data=[]),
        entity("Word.", type={}, data={}),
        deep(),
        "[" * 5000,
        '{"blocks": ' + "[" * 5000,
    ],
)
def test_what_no_editor_sends_is_no_fault_of_ours(desk: Desk, sent: str) -> None:
    """It is told that something is missing, and nothing is changed."""
    answer = desk.send("replace", desk.one["id"], content=sent)
    assert answer.status_code == 200
    assert "Nothing was changed" in answer.content.decode()
    assert desk.decisions == []


LOST = ["\ud800", "\udc00", "\x00"]


@pytest.mark.parametrize("character", LOST)
def test_characters_that_nothing_keeps_are_taken_out_and_told(desk: Desk, character: str) -> None:
    """In rich text, which names them by number; the next press saves what is left."""
    shown = desk.send("replace", desk.one["id"], content=rich(f"Our {character}own."), note="Viktigt")
    form = shown.content.decode().split('id="open"')[1]
    assert "Some characters cannot be kept" in form
    assert "Our own." in form
    assert "Viktigt" in form
    assert desk.decisions == []
    assert desk.send("replace", "gone", content=rich(f"Our {character}own.")).status_code == 200
    desk.send("replace", desk.one["id"], content=rich("Our 😀 own."))
    assert "Our 😀 own." in (desk.decisions[0].operation.content or {})["value"]


@pytest.mark.parametrize(
    "field", ["note", "reason", "place", "page", "address", "version", "content-heading"]
)
@pytest.mark.parametrize("character", LOST)
def test_no_field_takes_characters_that_nothing_keeps(desk: Desk, field: str, character: str) -> None:
    """Also where a browser could not send them, in a character set that has them."""
    desk.show(
        block("one", "text", f'<p><a linktype="page" id="{desk.world.first.pk}">One</a>.</p>'), desk.part
    )
    sent = {"version": str(desk.version), "reason": "law", field: f"x{character}"}
    for what, at in (("hide", "one"), ("link", "one"), ("move", "one"), ("replace", "part")):
        asked = desk.url(open=what, at=block(at, "text", "")["id"])
        assert answer_to(desk, asked, sent).status_code == 200
    assert desk.decisions == []


@pytest.mark.parametrize("name", [*ACTS])
@pytest.mark.parametrize("character", LOST)
def test_no_press_is_a_fault_over_such_characters(desk: Desk, name: str, character: str) -> None:
    """What says where to look, which decision and which way is answered as what is not there."""
    wrong = dict.fromkeys(("number", "step", "at", "leave_out"), f"x{character}")
    sent = {"version": str(desk.version), "revision": "0", **wrong}
    assert answer_to(desk, desk.url(name), sent).status_code == 302


def answer_to(desk: Desk, url: str, sent: dict[str, str]) -> Any:
    """Post a form in UTF-7, which has a way to write half a character."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n' for name in sent]
    values = [value.encode("utf-7") for value in sent.values()]
    body = b"".join(part.encode() + value + b"\r\n" for part, value in zip(parts, values, strict=True))
    return desk.client.generic(
        "POST", url, body + b"--x--\r\n", content_type="multipart/form-data; boundary=x; charset=utf-7"
    )


@pytest.mark.parametrize("page", ["abc", "9" * 40, "-1", "1.5", "0"])
def test_a_page_that_no_chooser_sends_is_no_fault_of_ours(desk: Desk, page: str) -> None:
    """The form about a link asks again."""
    linked = {**desk.one, "value": f'<p><a linktype="page" id="{desk.world.first.pk}">One</a>.</p>'}
    desk.show(linked, desk.two)
    answer = desk.send("link", desk.one["id"], page=page, address="")
    assert answer.status_code == 200
    assert "Nothing was changed" in answer.content.decode()
    assert desk.decisions == []


def link(url: str | None) -> str:
    return entity("Ours.", type="LINK", data={} if url is None else {"url": url})


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        *(
            (link(url), url)
            for url in ("javascript:x", "data:text/html,x", "#top", "/way/", "tel:112", "ftp://a.b")
        ),
        (link("https:"), "https:"),
        (link("http://[x"), "http://[x"),
        (link(None), "cannot be read"),
        (entity("Ours.", type="LINK", data={"id": "x"}), "“x”"),
        (entity("Ours.", type="DOCUMENT", data={"url": "/documents/1/"}), "/documents/1/"),
        (entity("Ours.", type="IMAGE", data={"id": 1, "format": "left", "alt": ""}), "“IMAGE”"),
        (entity("Ours.", type="EMBED", data={"url": "https://video.example.org/1"}), "“EMBED”"),
    ],
)
def test_a_link_that_the_editor_would_drop_is_refused(desk: Desk, sent: str, named: str) -> None:
    """With the address, in any depth of a block; what was typed stays in the form."""
    fields = {
        "content-heading": "Our part",
        "content-content-count": "2",
        "content-content-1-deleted": "",
        "content-content-1-order": "1",
        "content-content-1-type": "text",
        "content-content-1-id": "",
        "content-content-1-value": rich("Good."),
        "content-content-0-deleted": "",
        "content-content-0-order": "0",
        "content-content-0-type": "text",
        "content-content-0-id": "",
        "content-content-0-value": sent,
    }
    for shown in (
        desk.send("replace", desk.one["id"], content=sent, note="Viktigt"),
        desk.send("replace", desk.part["id"], **fields, note="Viktigt"),
    ):
        form = unescape(unescape(shown.content.decode().split('id="open"')[1])).replace("\\u201c", "“")
        assert named in form.replace("\\u201d", "”")
        assert "Viktigt" in form
    assert desk.decisions == []
    if named != "cannot be read":
        # What was deleted in the form is not sent to anybody.
        desk.send("replace", desk.part["id"], **{**fields, "content-content-0-deleted": "1"})
        assert len(desk.decisions) == 1


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c&d=e#f", "HTTP://example.org", "mailto:a@example.org?subject=x", "page"]
)
def test_a_link_that_leads_somewhere_is_taken(desk: Desk, url: str) -> None:
    """To the web, by mail, to a page."""
    page = entity("Ours.", type="LINK", data={"id": desk.world.first.pk, "url": "/en/", "parentId": 1})
    desk.send("replace", desk.one["id"], content=page if url == "page" else link(url))
    assert "<a " in (desk.decisions[0].operation.content or {})["value"]


def test_content_that_was_not_sent_is_told(desk: Desk) -> None:
    """As if it were empty."""
    answer = desk.send("insert", desk.one["id"], side="after", kind="section")
    assert answer.status_code == 200
    assert desk.decisions == []
