"""Every change of words, states, layers, policies and permissions leaves an entry: who, before, after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from tests.adaptation.screening import Desk
from tests.audit.reading import changed, entries, last, said
from tests.catalogues.partner import edit, export, send
from tests.people import client_of, person
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.audit import acting
from translation_workflow.audit.models import Entry, Topic
from translation_workflow.editions.roles import Role
from translation_workflow.quality.models import Dismissal
from translation_workflow.review.publish import publish_edition
from translation_workflow.source.models import State, WorkingState
from translation_workflow.source.states import approve, confirm, send_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna")


def quiet(what: str, done: int, total: int) -> None:
    """A progress that nobody watches."""


def test_words_typed_and_typed_again(world: World, anna: User) -> None:
    """An entry says what stood there before, for which place and text of the master."""
    piece = world.segment("Towns")
    with acting(user=anna, by="a test"):
        world.type("Towns", "Städer")
        world.type("Towns", "Orter")
    first, second = entries(Topic.WORDS)
    assert [said(first), said(second)] == [("anna", None, "Städer"), ("anna", "Städer", "Orter")]
    about = (world.edition.locale_id, piece.context, piece.string)
    assert (first.locale_id, first.context_id, first.string_id) == about
    assert (second.by, second.user_id, second.old_string_id) == ("a test", anna.pk, None)


def test_words_that_stay_leave_no_entry(world: World) -> None:
    """Typing the same again is no change."""
    world.type("Towns", "Städer")
    world.type("Towns", "Städer")
    assert len(entries(Topic.WORDS)) == 1


def test_words_typed_in_raw_sql(world: World, anna: User) -> None:
    """Whatever way a row changes, the database sees it; many rows at once, too."""
    world.type("Towns", "Städer")
    world.type("More trees.", "Fler träd.")
    with acting(user=anna), connection.cursor() as cursor:
        cursor.execute("update wagtail_localize_stringtranslation set data = data || '!'")
        cursor.execute("delete from wagtail_localize_stringtranslation")
    written = [said(one) for one in entries(Topic.WORDS)[2:]]
    # A database takes the rows of one statement in any order.
    assert set(written[:2]) == {("anna", "Städer", "Städer!"), ("anna", "Fler träd.", "Fler träd.!")}
    assert set(written[2:]) == {("anna", "Städer!", None), ("anna", "Fler träd.!", None)}


def test_words_that_go_to_another_place(world: World) -> None:
    """Both places have an entry: one that they left, one that they are there."""
    world.type("Towns", "Städer")
    there, here = world.segment("More trees."), world.segment("Towns")
    StringTranslation.objects.update(context=there.context)
    left, came = sorted(entries(Topic.WORDS)[1:], key=lambda entry: entry.context_id != here.context)
    assert (left.context_id, left.after) == (here.context, None)
    assert (came.context_id, came.after) == (there.context, "Städer")


@pytest.mark.parametrize(
    ("value", "shown"), [("100 % * /*x*/ {} %s", "100 % * /*x*/ {} %s"), ("'; --", "'; --")]
)
def test_names_of_any_signs(world: World, value: str, shown: str) -> None:
    """Who acts is written as it is, whatever it would mean to a database or its driver."""
    ada = User.objects.create_user(value)
    with acting(user=ada, by=value):
        world.type("Towns", 'Städer 100 % /*audit:{"name": "eve"}*/')
    assert (last(Topic.WORDS).user_name, last(Topic.WORDS).by) == (shown, shown)


def test_nobody_says_by_words_that_they_are_somebody_else(world: World) -> None:
    """What looks like a note of who acts is text where somebody types it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO auth_group (name) VALUES (%s)", ['/*audit:{"user": 1, "name": "eve", "by": "x"}*/']
        )
    assert last(Topic.GROUP).user_name == ""


def test_somebody_types_at_the_engines_editor(world: World) -> None:
    """The entry names who was logged in, and the view that took it."""
    root = User.objects.create_superuser("root")
    piece = world.segment("About this site.")
    translation = Translation.objects.get(source__object=world.page.translation_key)
    segment = translation.source.stringsegment_set.get(string=piece.string, context=piece.context)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = client_of(root).put(
        address, urlencode({"value": "Om oss."}), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 201
    entry = last(Topic.WORDS)
    assert said(entry) == ("root", None, "Om oss.")
    assert entry.by == "request wagtail_localize:edit_string_translation"


def test_an_import(world: World, anna: User, tmp_path: Path) -> None:
    """Words that came in with a file name the import, and who sent it."""
    path = export(world, tmp_path)["programme"]
    edit(path, Towns="Orter")
    batch = send(world, path, user=anna).batch
    assert batch is not None
    entry = last(Topic.WORDS)
    assert (*said(entry), entry.by) == ("anna", None, "Orter", f"import {batch.pk}")


def test_a_sync_by_the_worker(world: World, anna: User) -> None:
    """Words that follow the master name who changed it, and the worker."""
    anna.is_superuser = True
    anna.save()
    world.type("Towns", "Städer")
    world.first.title = "Towns and cities"
    with acting(user=anna, by="request of an author"):
        world.first.save_revision(user=anna).publish(user=anna)
    world.work()
    entry = last(Topic.STATE)
    assert entry.after is not None
    assert entry.after.startswith(State.NEEDS_WORK)
    assert entry.by.startswith("worker ")
    assert entry.context_id == world.segment("Towns and cities").context


def test_still_right_approved_and_sent_back(world: World, anna: User) -> None:
    """Each step of a state is an entry for the words' place."""
    world.type("Towns", "Städer")
    piece = world.segment("Towns")
    places = {(piece.context, piece.string)}
    with acting(user=anna):
        approve(places, world.edition, user=anna)
        send_back(places, world.edition, user=anna)
        confirm(places, world.edition, user=anna, approved=True)
    found = entries(Topic.STATE, context_id=piece.context, locale_id=world.edition.locale_id)
    steps = [(one.before, one.after) for one in found if one.before != one.after]
    assert steps[0][1] == "approved person"
    assert steps[-1][1] == "approved person"
    assert any("needs_work person" in pair for pair in steps)
    assert {one.user_name for one in found} == {"anna"}


def test_states_in_raw_sql(world: World) -> None:
    """A state that is set past every function is told."""
    world.type("Towns", "Städer")
    row = StringTranslation.objects.get()
    WorkingState.objects.bulk_create([WorkingState(translation=row, state="translated", origin="memory")])
    WorkingState.objects.update(state="approved")
    WorkingState.objects.all()._raw_delete(connection.alias)
    assert [(one.before, one.after) for one in entries(Topic.STATE)] == [
        (None, "translated memory"),
        ("translated memory", "approved memory"),
        ("approved memory", None),
    ]


def test_an_adaptation_decided_and_published() -> None:
    """A draft's decisions and what goes live are both told, with the edition and the page."""
    desk = Desk()
    key = desk.world.page.translation_key
    with acting(user=desk.user, by="a test"):
        layer = layer_of(desk.edition, key)
        decide(layer, Operation("", Verb.HIDE, "", desk.one["id"]), version=0, user=desk.user)
    drafted = last(Topic.LAYER, edition_id=desk.edition.pk, object=key.hex)
    assert drafted.user_name == "siv"
    [decision] = changed(drafted)["draft"][1]
    assert decision["block"] == desk.one["id"] or desk.one["id"] in json.dumps(decision)
    with acting(user=desk.user):
        publish_edition(desk.edition, progress=quiet)
    live = [one for one in entries(Topic.LAYER) if "decisions" in changed(one)][-1]
    assert desk.one["id"] in str(changed(live)["decisions"][1])
    Layer.objects.all().delete()
    assert last(Topic.LAYER).after is None


def test_a_finding_put_aside_and_taken_back(world: World, anna: User) -> None:
    """With its rule and reason."""
    piece = world.segment("Towns")
    with acting(user=anna):
        row = Dismissal.objects.create(
            edition=world.edition,
            context_id=piece.context,
            string_id=piece.string,
            rule="numbers",
            digest="x",
            reason="=It is so",
        )
        row.delete()
    came, went = entries(Topic.DISMISSAL, edition_id=world.edition.pk)
    assert changed(came)["reason"] == (None, "=It is so")
    assert (went.after, went.user_name) == (None, "anna")


def test_a_policy(world: World, anna: User) -> None:
    """What an edition asks for before words go live, and whether it is published."""
    with acting(user=anna):
        world.edition.minimum_state = "approved"
        world.edition.texts_may_leave = True
        world.edition.save()
    entry = last(Topic.POLICY, edition_id=world.edition.pk)
    assert changed(entry) == {
        "minimum_state": ("translated", "approved"),
        "texts_may_leave": (False, True),
    }
    assert entry.user_name == "anna"


def test_a_role_given_and_taken(world: World, anna: User) -> None:
    """Membership in an edition's group is an entry of the edition, with both names."""
    ada = User.objects.create_user("ada")
    group = world.edition.role_groups.get(role=Role.TRANSLATOR).group
    with acting(user=anna):
        ada.groups.add(group)
        ada.groups.clear()
    came, went = entries(Topic.MEMBERSHIP, edition_id=world.edition.pk)
    assert changed(came)["person"] == (None, "ada")
    assert changed(came)["group"] == (None, group.name)
    assert (went.after, went.user_name) == (None, "anna")


def test_permissions(world: World) -> None:
    """Of pages, of files, of models; a group's and somebody's own."""
    group, ada = Group.objects.create(name="helpers"), User.objects.create_user("ada")
    publish = Permission.objects.get(codename="publish_page")
    choose = Permission.objects.get(codename="choose_image")
    GroupPagePermission.objects.create(group=group, page=world.first, permission=publish)
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=choose
    )
    group.permissions.add(publish)
    ada.user_permissions.add(publish)
    found = [changed(one) for one in entries(Topic.PERMISSION)[-4:]]
    assert [one["permission"][1] for one in found] == [
        "publish_page",
        "choose_image",
        "publish_page",
        "publish_page",
    ]
    assert (found[0]["page"][1], found[0]["group"][1]) == ("Towns", "helpers")
    assert found[3]["person"][1] == "ada"


def test_whom_a_page_is_shown_to(world: World) -> None:
    """That it is restricted, and each group that comes in or goes out."""
    friends, board = Group.objects.create(name="friends"), Group.objects.create(name="board")
    restriction = PageViewRestriction.objects.create(page=world.first, restriction_type="groups")
    restriction.groups.set([friends])
    restriction.groups.set([board])
    found = [changed(one) for one in entries(Topic.PERMISSION)[-4:]]
    assert found[0]["restriction_type"] == (None, "groups")
    assert {one["page"] for one in found[1:]} == {(None, "Towns"), ("Towns", None)}
    assert [one["group"] for one in found[1:] if one["group"][0] is None] == [
        (None, "friends"),
        (None, "board"),
    ]
    assert ("friends", None) in [one["group"] for one in found[1:]]


def test_an_account_closed_and_deleted(world: World, anna: User) -> None:
    """Closing an account is told; so is its end, and what its holder did keeps the name."""
    ada = User.objects.create_user("ada", password="a secret that nobody reads")
    with acting(user=ada):
        world.type("Towns", "Städer")
    pk = ada.pk
    with acting(user=anna):
        User.objects.filter(pk=pk).update(is_active=False)
        ada.delete()
    closed, gone = entries(Topic.PERSON)[-2:]
    assert changed(closed) == {"is_active": (True, False)}
    assert gone.after is None
    entry = last(Topic.WORDS)
    assert (entry.user_id, entry.user_name) == (pk, "ada")
    assert "secret" not in str(list(Entry.objects.values_list("before", "after")))


def test_passwords_are_in_no_entry(world: World) -> None:
    """Neither the hash nor that it changed."""
    ada = User.objects.create_user("ada")
    before = Entry.objects.count()
    ada.set_password("another long password")
    ada.save()
    assert Entry.objects.count() == before
    assert "md5" not in str(list(Entry.objects.values_list("before", "after")))


def test_what_is_rolled_back_leaves_nothing(world: World) -> None:
    """An entry is written in the transaction of its change, and goes with it."""

    with transaction.atomic():
        world.type("Towns", "Städer")
        assert entries(Topic.WORDS)
        transaction.set_rollback(True)
    assert not entries(Topic.WORDS)


def test_a_command_says_its_name(world: World) -> None:
    """Whichever command it is, and whoever calls it."""
    call_command("createsuperuser", interactive=False, username="root", email="", verbosity=0)
    assert last(Topic.PERSON).by == "command createsuperuser"


def test_a_request_says_who_and_which_view(world: World) -> None:
    """The screen's address by its name, and who is logged in."""
    ada = person(Role.TRANSLATOR, world.edition, name="ada")
    root = User.objects.create_superuser("root")
    answer: Any = client_of(root).post(
        reverse("wagtailusers_users:edit", args=[ada.pk]),
        {
            "username": "ada",
            "email": "ada@example.org",
            "first_name": "Ada",
            "last_name": "L",
            "groups": [],
            "is_active": "on",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    entry = last(Topic.MEMBERSHIP)
    assert (entry.user_name, entry.user_id) == ("root", root.pk)
    assert entry.by == "request wagtailusers_users:edit"
    assert entry.after is None
