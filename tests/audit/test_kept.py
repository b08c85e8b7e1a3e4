"""The log is only added to, and there whenever the tables are."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.db.migrations import AlterField, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.models import CharField
from django.db.models.signals import post_migrate, pre_migrate
from django.test.utils import CaptureQueriesContext

from tests.audit.reading import entries
from translation_workflow.audit.apps import AuditConfig
from translation_workflow.audit.checks import check_triggers
from translation_workflow.audit.models import Entry, Topic
from translation_workflow.audit.triggers import install, is_complete, remove

REFUSED = "An entry of the log is never changed and never deleted."


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET user_name = 'eve'",
        "UPDATE audit_entry SET after = after",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)",
    ],
)
def test_entries_are_neither_changed_nor_deleted(sql: str) -> None:
    """The database refuses it, whoever asks."""
    Group.objects.create(name="a")
    before = list(Entry.objects.values_list())
    with pytest.raises(Error, match=REFUSED):
        run(sql)
    assert list(Entry.objects.values_list()) == before


@pytest.mark.django_db
def test_entries_are_not_written_over() -> None:
    """Neither by an insert that takes the place of another row, nor by emptying a table at once."""
    Group.objects.create(name="a")
    newest = Entry.objects.latest("pk")
    columns = 'id, at, user_name, "by", topic'
    over = {
        "sqlite": f"REPLACE INTO audit_entry ({columns}) VALUES ({newest.pk}, '', '', '', '')",
        "postgresql": "TRUNCATE audit_entry",
    }
    with pytest.raises(Error, match=REFUSED):
        run(over[connection.vendor])
    assert Entry.objects.latest("pk").after == newest.after


@pytest.mark.django_db
def test_what_is_watched_is_not_emptied_unseen() -> None:
    """To empty a table at once is refused; a replaced row is told as gone."""
    Group.objects.create(name="a")
    if connection.vendor == "postgresql":
        with pytest.raises(Error, match="not truncated"):
            run("TRUNCATE auth_group CASCADE")
        return
    pk = Group.objects.get(name="a").pk
    run(f"REPLACE INTO auth_group (id, name) VALUES ({pk}, 'b')")
    assert [(one.before, one.after) for one in entries(Topic.GROUP)[-2:]] == [
        ('{"name":"a"}', None),
        (None, '{"name":"b"}'),
    ]


@pytest.mark.django_db
def test_django_neither_changes_nor_deletes_entries() -> None:
    """Its own ways end in the same refusal."""
    Group.objects.create(name="a")
    with pytest.raises(Error, match=REFUSED), transaction.atomic():
        Entry.objects.update(user_name="eve")
    with pytest.raises(Error, match=REFUSED), transaction.atomic():
        Entry.objects.all().delete()
    with pytest.raises(TypeError, match="written by the database"):
        Entry.objects.latest("pk").save()


@pytest.mark.django_db
def test_entries_cost_no_query() -> None:
    """Who watches is the database: what a change asks for is what it asked for before."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Group.objects.filter(pk=Group.objects.create(name="a").pk).update(name="b")
    assert len(asked) == 2
    assert len(entries(Topic.GROUP)) >= 2


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_log_with_everything() -> None:
    """Django's own command may: it is for a database that starts anew, and leaves it watched."""
    User.objects.create_user("anna")
    call_command("flush", interactive=False, verbosity=0)
    assert not User.objects.exists()
    assert not entries(Topic.PERSON)
    User.objects.create_user("anna")
    assert len(entries(Topic.PERSON)) == 1
    with pytest.raises(Error, match=REFUSED):
        run("DELETE FROM audit_entry")


@pytest.mark.django_db(transaction=True)
def test_a_migration_of_a_watched_table_leaves_it_watched() -> None:
    """The triggers go before tables are made anew, and come back after."""
    assert is_complete("default")
    plan: Any = [(Migration("a_table", "auth"), False)]
    pre_migrate.send(
        sender=_config(),
        app_config=_config(),
        verbosity=0,
        interactive=False,
        using="default",
        apps=apps,
        plan=plan,
    )
    state = MigrationExecutor(connection).loader.project_state()
    field = CharField(max_length=151, unique=True)
    with connection.schema_editor() as editor:
        AlterField("group", "name", field).database_forwards("auth", editor, state, _widened(state))
    assert not is_complete("default")
    assert [error.id for error in check_triggers(databases=["default"])] == ["audit.E001"]
    post_migrate.send(
        sender=_config(),
        app_config=_config(),
        verbosity=0,
        interactive=False,
        using="default",
        apps=apps,
        plan=plan,
    )
    assert is_complete("default")
    Group.objects.create(name="a")
    assert len(entries(Topic.GROUP)) >= 1
    assert not check_triggers(databases=["default"])


def _config() -> Any:
    found = apps.get_app_config("audit")
    assert isinstance(found, AuditConfig)
    return found


def _widened(state: Any) -> Any:
    wider = state.clone()
    AlterField("group", "name", CharField(max_length=151, unique=True)).state_forwards("auth", wider)
    return wider


@pytest.mark.django_db
def test_triggers_are_made_once() -> None:
    """Where they are right already, nothing is made; one that somebody dropped comes back."""
    assert not install("default")
    remove("default")
    assert not is_complete("default")
    Group.objects.create(name="unseen")
    assert install("default")
    assert is_complete("default")
    Group.objects.create(name="seen")
    seen = [str(one.after) for one in entries(Topic.GROUP)]
    assert '"seen"' in seen[-1]
    assert not any("unseen" in after for after in seen)
