"""A git repository between us and a tool: real commits, real pushes, and no commit without a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.catalogues.clones import Clone, clone_of, forget_who_runs, tool_on
from tests.catalogues.partner import edit
from tests.catalogues.test_sync import page, save_as_a_tool, words
from tests.publishing.builders import World
from translation_workflow.catalogue.exchange import repository
from translation_workflow.catalogue.models import Export, Import, SetAside

pytestmark = [pytest.mark.django_db, pytest.mark.needs("git")]


@pytest.fixture(autouse=True)
def nobody_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing of who runs the tests."""
    forget_who_runs(monkeypatch)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def tool(tmp_path: Path) -> Clone:
    return tool_on(tmp_path / "remote.git")


@pytest.fixture
def ours(world: World, tool: Clone, tmp_path: Path) -> Clone:
    """Our clone, synchronised once; the tool has pulled that."""
    clone = clone_of(tmp_path / "remote.git", tmp_path / "ours")
    sync(clone)
    tool.pull()
    return clone


def sync(clone: Clone) -> str:
    told = StringIO()
    call_command(
        "sync_catalogues",
        "--all",
        "--git",
        "--folder",
        str(clone.folder / "locale"),
        stdout=told,
        stderr=told,
    )
    return told.getvalue()


def file(clone: Clone, name: str = "programme") -> Path:
    return page(clone.folder / "locale", name)


def assert_idle(clone: Clone) -> None:
    """Another sync makes no commit, and notes nothing."""
    before = clone.head, Import.objects.count(), Export.objects.count()
    sync(clone)
    assert (clone.head, Import.objects.count(), Export.objects.count()) == before
    assert clone.is_clean
    assert clone.git("rev-parse", "@{upstream}") == clone.head


def before_pushes(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any], *, times: int = 1) -> None:
    """Let something happen before our first pushes, as if somebody were faster."""
    acts: Iterator[None] = iter([None] * times)
    push = repository._Tree.push

    def pushed(tree: Any) -> bool:
        if next(acts, "over") is None:
            act()
        return push(tree)

    monkeypatch.setattr(repository._Tree, "push", pushed)


def test_our_catalogues_are_pushed_by_name(ours: Clone, tool: Clone) -> None:
    """One commit with an honest message, by an author of our own where git knows nobody."""
    assert file(tool).exists()
    assert tool.git("log", "-1", "--format=%an") == "CapaCITY Editions"
    assert tool.git("log", "-1", "--format=%s") == (
        "Catalogues of towns/en, towns/sv: 4 files as they are in the CMS"
    )
    assert_idle(ours)


def test_rounds_between_a_tool_and_authors(world: World, ours: Clone, tool: Clone) -> None:
    """Whoever changes something, the other has it after a sync; nobody commits what is there already."""
    for number in range(3):
        edit(file(tool), More=f"Träd {number}.")
        save_as_a_tool(file(tool))
        tool.push()
        sync(ours)
        assert world.segment("More trees.").words == f"Träd {number}."
        tool.pull()
        assert tool.git("log", "-1", "--format=%an") == "Weblate", "Nothing had to be written back."
        assert_idle(ours)
        world.type("Towns", f"Städer {number}")
        sync(ours)
        tool.pull()
        assert words(file(tool))["Towns"] == f"Städer {number}"
        assert_idle(ours)
    assert not SetAside.objects.exists()


def test_the_configured_author_commits(world: World, ours: Clone) -> None:
    """Somebody who set up the clone with a name of their own finds it in the history."""
    ours.git("config", "user.name", "CMS of the towns")
    ours.git("config", "user.email", "cms@example.org")
    world.type("Towns", "Städer")
    sync(ours)
    assert ours.git("log", "-1", "--format=%an <%ae>") == "CMS of the towns <cms@example.org>"


def test_what_people_changed_there_is_committed_as_it_is(world: World, ours: Clone, tool: Clone) -> None:
    """A file that somebody edited in the clone is theirs in the history, and comes in; others stay out."""
    edit(file(ours), More="Fler träd.")
    edited = file(ours).read_bytes()
    (ours.folder / "README").write_text("Not ours to commit\n")
    assert "Catalogues as they were found in the folder" in sync(ours)
    assert world.segment("More trees.").words == "Fler träd."
    tool.pull()
    assert file(tool).read_bytes() == edited
    assert (tool.folder / "README").read_text() == "Catalogues\n"
    assert ours.git("status", "--porcelain") == "M README"


def test_somebody_pushes_in_between(
    world: World, ours: Clone, tool: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our commit is dropped, theirs taken in, and all is written again on top: no conflict, no merge."""
    world.type("Towns", "Städer")
    edit(file(tool), More="Fler träd.")
    before_pushes(monkeypatch, tool.push)
    sync(ours)
    tool.pull()
    assert words(file(tool)) == {"Towns": "Städer", "Less CO<sub>2</sub>.": "", "More trees.": "Fler träd."}
    assert tool.git("log", "--format=%an", "-3").splitlines() == [
        "CapaCITY Editions",
        "Weblate",
        "CapaCITY Editions",
    ]
    assert world.segment("More trees.").words == "Fler träd."
    assert not SetAside.objects.exists()
    assert_idle(ours)


def test_a_tool_goes_on_with_words_of_a_round_that_was_dropped(
    world: World, ours: Clone, tool: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came in before the push was refused is not taken for a change of ours."""
    edit(file(tool), More="Fler träd.")
    tool.push()
    world.type("Towns", "Städer")

    def go_on() -> None:
        edit(file(tool), More="Många träd.")
        tool.push()

    before_pushes(monkeypatch, go_on)
    sync(ours)
    assert world.segment("More trees.").words == "Många träd."
    assert not SetAside.objects.exists()
    tool.pull()
    assert words(file(tool))["Towns"] == "Städer"
    assert_idle(ours)


def test_somebody_always_pushes_in_between(
    world: World, ours: Clone, tool: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some rounds the sync says so, without a commit of ours; the next one completes."""

    def push() -> None:
        tool.git("commit", "--quiet", "--allow-empty", "-m", "Busy")
        tool.git("push", "--quiet")

    world.type("Towns", "Städer")
    before_pushes(monkeypatch, push, times=repository.ROUNDS)
    with pytest.raises(CommandError, match="others pushed during each of 5 tries"):
        sync(ours)
    assert ours.is_clean
    sync(ours)
    tool.pull()
    assert words(file(tool))["Towns"] == "Städer"
    assert_idle(ours)


def test_a_sync_that_died_before_its_push_is_healed(
    world: World, ours: Clone, tool: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its commit is made anew on what others pushed to the same lines meanwhile."""
    world.type("Towns", "Städer")

    def die() -> None:
        raise KeyboardInterrupt

    before_pushes(monkeypatch, die)
    with pytest.raises(KeyboardInterrupt):
        sync(ours)
    edit(file(tool), Towns="Kommuner", More="Fler träd.")
    tool.push()
    world.type("Towns", "Städerna")
    sync(ours)
    assert [one.words for one in SetAside.objects.all()] == ["Kommuner"]
    tool.pull()
    assert words(file(tool))["Towns"] == "Städerna"
    assert_idle(ours)


def test_changes_that_do_not_merge_are_for_a_person(world: World, ours: Clone, tool: Clone) -> None:
    """Somebody edited the same line in our clone: the files stay, and the sentence says where."""
    edit(file(ours), More="Flera träd.")
    edited = file(ours).read_bytes()
    edit(file(tool), More="Fler träd.")
    tool.push()
    for _ in range(2):
        with pytest.raises(CommandError, match=r"does not merge .* locale/sv/content/towns/programme\.po\. "):
            sync(ours)
        assert file(ours).read_bytes() == edited
        assert ours.is_clean
    assert not Import.objects.exists()
    ours.git("config", "user.name", "Somebody")
    ours.git("config", "user.email", "somebody@example.org")
    ours.git("merge", "--quiet", "-X", "theirs", "@{upstream}")
    sync(ours)
    assert world.segment("More trees.").words == "Fler träd."
    assert_idle(ours)


def test_a_merge_that_somebody_began_is_theirs(world: World, ours: Clone) -> None:
    """It is neither ended nor aborted."""
    head = ours.git("rev-parse", "--git-dir")
    marker = ours.folder / head / "MERGE_HEAD"
    marker.write_text(ours.head)
    with pytest.raises(CommandError, match="in the middle of a merge"):
        sync(ours)
    assert marker.exists()


def test_a_push_that_is_forbidden_is_told_without_secrets(
    world: World, ours: Clone, tool: Clone, tmp_path: Path
) -> None:
    """The remote's words are shown, our commit is dropped, and the next sync completes."""
    hook = tmp_path / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'closed at https://me:secret@example.org/' >&2\nexit 1\n")
    hook.chmod(0o755)
    world.type("Towns", "Städer")
    before = ours.head
    with pytest.raises(CommandError, match=r"git push failed: .*closed at https://example") as raised:
        sync(ours)
    assert "secret" not in str(raised.value)
    assert (ours.head, ours.is_clean) == (before, True)
    hook.unlink()
    sync(ours)
    tool.pull()
    assert words(file(tool))["Towns"] == "Städer"


def test_a_folder_without_a_repository_is_refused(world: World, tool: Clone, tmp_path: Path) -> None:
    """And so is a branch that nobody pushed."""
    with pytest.raises(CommandError, match="is in no git work tree"):
        sync(Clone(tmp_path / "plain"))
    tool.git("checkout", "--quiet", "-b", "other")
    with pytest.raises(CommandError, match="the branch other has no upstream"):
        sync(tool)
    tool.git("checkout", "--quiet", "--detach")
    with pytest.raises(CommandError, match="no branch is checked out"):
        sync(tool)
    assert not Import.objects.exists()
