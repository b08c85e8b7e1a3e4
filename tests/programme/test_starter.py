"""The starter programme comes in once, whole, and never over what people wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import PageLogEntry, Revision

from pages.models import InfoPage, ModulePage, ProgrammePage, Tool
from tests.programme.starter import Starter, block, info_page, key, programme_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return Starter(tmp_path)


def test_pages_come_in_live_with_the_ids_of_the_file(starter: Starter) -> None:
    """Page keys and block ids are what the file says."""
    outcome = starter.load()
    assert (outcome.created, outcome.faults) == (2, [])
    page = ProgrammePage.objects.get(translation_key=key("programme"))
    assert page.live
    assert [child.id for child in page.lead] == [key("lead")]
    assert starter.programme.master_page == page


def test_loading_twice_changes_nothing(starter: Starter) -> None:
    """No page, revision or log entry comes from a second load."""
    starter.load()
    before = (Revision.objects.count(), PageLogEntry.objects.count(), InfoPage.objects.count())
    outcome = starter.load()
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 0, 2)
    assert before == (Revision.objects.count(), PageLogEntry.objects.count(), InfoPage.objects.count())


def test_a_newer_file_updates_a_page_that_nobody_edited(starter: Starter) -> None:
    """A changed starter reaches an untouched page, draft and live."""
    starter.load()
    starter.write("legal.yaml", info_page("legal", body=[block("legal body", "text", "<p>New.</p>")]))
    assert starter.load().updated == 1
    assert str(InfoPage.objects.get().body[0].value) == "<p>New.</p>"


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_what_people_edited_stays(starter: Starter, publish: bool) -> None:
    """A newer starter file is reported, not written, over a person's edit, be it a draft."""
    starter.load()
    page = InfoPage.objects.get()
    page.title = "My own title"
    revision = page.save_revision()
    if publish:
        revision.publish()
    starter.write("legal.yaml", info_page("legal", body=[block("legal body", "text", "<p>New.</p>")]))
    outcome = starter.load()
    assert outcome.kept == ["My own title"]
    assert InfoPage.objects.get().get_latest_revision_as_object().title == "My own title"
    assert str(InfoPage.objects.get().body[0].value) == "<p>About legal.</p>"


def test_links_to_pages_of_later_files_are_completed(starter: Starter) -> None:
    """A link may lead to a page that is loaded after the one that holds it."""
    body = [block("a", "text", f'<p><a linktype="page" key="{key("later")}">later</a></p>')]
    starter.write("legal.yaml", info_page("legal", body=body))
    starter.write("later.yaml", info_page("later"))
    starter.write("pages.yaml", {"load": ["programme.yaml", "legal.yaml", "later.yaml"]})
    assert starter.load().faults == []
    later = InfoPage.objects.get(translation_key=key("later"))
    legal = InfoPage.objects.get(translation_key=key("legal"))
    assert f'<a linktype="page" id="{later.pk}">later</a>' in legal.body[0].value.source


def test_spaces_that_keep_words_together_stay(starter: Starter) -> None:
    """A file is wrapped as its author likes; a number is not torn from its unit by that."""
    starter.write(
        "legal.yaml", info_page("legal", body=[block("a", "text", "<p>50\N{NO-BREAK SPACE}000\n  kr</p>")])
    )
    starter.load()
    assert InfoPage.objects.get().body[0].value.source == "<p>50\N{NO-BREAK SPACE}000 kr</p>"


def test_snippets_are_referred_to_by_their_keys(starter: Starter) -> None:
    """A snippet's key in a file becomes the row of the snippet."""
    tool = {
        "key": key("tool"),
        "type": "Tool",
        "fields": {"name": "A meter", "description": "Measures kWh."},
    }
    starter.write("snippets.yaml", {"snippets": [tool]})
    starter.load()
    assert Tool.objects.get(translation_key=key("tool")).programme == starter.programme


def faulty(**changes: Any) -> dict[str, Any]:
    page = info_page("faulty", **changes.pop("fields", {}))
    return page | changes


def text(html: str) -> dict[str, Any]:
    return {"fields": {"body": [block("x", "text", html)]}}


FAULTS: dict[str, tuple[dict[str, Any] | str, str]] = {
    "unknown block type": (
        faulty(fields={"body": [block("x", "teext", "<p>a</p>")]}),
        "“teext” is no block of this place. Expected one of: section, text.",
    ),
    "unknown field": (faulty(fields={"boody": []}), "“boody” is no field. Expected one of: body."),
    "unknown field of a block": (
        faulty(fields={"body": [block("x", "section", {"heading": "H", "contents": [], "content": []})]}),
        "“contents” is no field of this block.",
    ),
    "missing id": (
        faulty(fields={"body": [{"type": "text", "value": "<p>a</p>"}]}),
        "a block needs “id”.",
    ),
    "doubled id": (
        faulty(fields={"body": [block("x", "text", "<p>a</p>"), block("x", "text", "<p>b</p>")]}),
        "stands at",
    ),
    "id of another file": (
        faulty(fields={"body": [block("lead", "text", "<p>a</p>")]}),
        "programme.yaml:",
    ),
    "an id that is none": (
        faulty(fields={"body": [{"id": "one", "type": "text", "value": "<p>a</p>"}]}),
        "“one” is no id. Expected: a UUID of its own.",
    ),
    "forbidden tag": (faulty(**text("<p>a<script>b</script></p>")), "<script> is not allowed here."),
    "attribute": (faulty(**text('<p class="x">a</p>')), "<p> carries “class”. Expected: no attributes."),
    "comment": (faulty(**text("<p>a<!-- b --></p>")), "a comment stands in the text."),
    "unclosed tag": (faulty(**text("<p>a <b>b</p>")), "</p> closes nothing that is open."),
    "text outside": (faulty(**text("a")), "text stands outside a paragraph."),
    "bad link": (faulty(**text('<p><a href="javascript:x">a</a></p>')), "a link needs href="),
    "missing page": (
        faulty(**text(f'<p><a linktype="page" key="{key("nowhere")}">a</a></p>')),
        "is loaded.",
    ),
    "nothing at all": (faulty(fields={"body": []}), "0 blocks. Expected: at least 1."),
    "no mapping": ("- a\n- b\n", "Expected: a mapping of names to values."),
    "broken YAML": ("key: [1, 2\n", "Expected: YAML."),
    "unknown type": (faulty(type="Page"), "“Page” is no type."),
    "no parent": ({k: v for k, v in faulty().items() if k != "parent"}, "the page needs “parent”."),
    "key that is none": (faulty(key="abc"), "“abc” is no key."),
    "key of another page": (faulty(key=key("programme")), "stands at"),
    "missing snippet": (
        faulty(fields={"body": [block("x", "section", {"heading": "H", "content": []})]}),
        "0 blocks. Expected: at least 1.",
    ),
    "parent not loaded": (faulty(parent=key("nowhere")), "is not loaded. Mend that one first."),
    "title too long": (faulty(title="x" * 300), "at most 255 characters"),
    "slug that is none": (faulty(slug="not a slug"), "slug"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_file_is_named_with_its_line_and_the_others_load(starter: Starter, name: str) -> None:
    """Nothing of a faulty file is written; the sentence says where, what and what was expected."""
    content, sentence = FAULTS[name]
    starter.write("faulty.yaml", content)
    starter.write("pages.yaml", {"load": ["programme.yaml", "faulty.yaml", "legal.yaml"]})
    outcome = starter.load()
    told = [str(fault) for fault in outcome.faults]
    assert any(sentence in line for line in told if "faulty.yaml:" in line), told
    if name == "key of another page":
        # Nobody can tell which of the two is meant, so that neither loads, nor what stands below.
        return
    assert all("faulty.yaml:" in line for line in told), told
    assert not InfoPage.objects.filter(translation_key=key("faulty")).exists()
    assert InfoPage.objects.filter(translation_key=key("legal"), live=True).exists()


def test_a_fault_is_at_its_own_line(starter: Starter) -> None:
    """The line is the one where the author has to look."""
    page = programme_page()
    page["fields"]["lead"][0]["type"] = "teext"
    starter.write("programme.yaml", page)
    lines = (starter.folder / "programme.yaml").read_text().splitlines()
    [fault] = [fault for fault in starter.load().faults if "programme.yaml" in fault.file]
    assert "teext" in lines[fault.line - 1]


@pytest.mark.parametrize(
    ("field", "number", "sentence"),
    [
        ("key_questions", 9, "9 blocks. Expected: at most 8."),
        ("key_questions", 3, "3 blocks. Expected: at least 4."),
    ],
)
def test_counts_outside_the_limits_are_refused(
    starter: Starter, field: str, number: int, sentence: str
) -> None:
    """A module with too many or too few questions does not come in."""
    theme = {
        "key": key("theme"),
        "type": "ThemePage",
        "parent": key("programme"),
        "slug": "buildings",
        "title": "Buildings",
        "fields": {"theme_key": "buildings", "summary": [block("s", "text", "<p>a</p>")]},
    }
    questions = [block(f"q{n}", "question", {"question": f"Question {n}?"}) for n in range(number)]
    module = {
        "key": key("module"),
        "type": "ModulePage",
        "parent": key("theme"),
        "slug": "start-up",
        "title": "Start-up",
        "fields": {"key_questions": questions},
    }
    starter.write("theme.yaml", theme)
    starter.write("module.yaml", module)
    starter.write("pages.yaml", {"load": ["programme.yaml", "theme.yaml", "module.yaml"]})
    told = [str(fault) for fault in starter.load().faults]
    assert any(sentence in line for line in told), told
    assert not ModulePage.objects.exists()


def test_a_page_that_is_there_already_is_not_spoiled_by_a_faulty_file(starter: Starter) -> None:
    """A link, a parent or a key that leads nowhere leaves the live page as it was."""
    starter.load()
    for spoiled in (
        text(f'<p><a linktype="page" key="{key("nowhere")}">a</a></p>')["fields"],
        {},
    ):
        page = info_page("legal", **spoiled)
        if not spoiled:
            page["parent"] = key("nowhere")
        starter.write("legal.yaml", page)
        outcome = starter.load()
        assert (outcome.updated, len(outcome.faults)) == (0, 1)
        assert str(InfoPage.objects.get().body[0].value) == "<p>About legal.</p>"


def test_links_to_a_page_whose_file_is_broken_wait_for_it(starter: Starter) -> None:
    """One broken file keeps no other from loading; mended, it completes them."""
    body = [block("a", "text", f'<p><a linktype="page" key="{key("later")}">later</a></p>')]
    starter.write("legal.yaml", info_page("legal", body=body))
    starter.write("later.yaml", f"key: {key('later')}\ntype: [\n")
    starter.write("pages.yaml", {"load": ["programme.yaml", "legal.yaml", "later.yaml"]})
    assert starter.load().created == 2
    assert InfoPage.objects.get().body[0].value.source == "<p>later</p>"
    starter.write("later.yaml", info_page("later"))
    assert starter.load().faults == []
    legal = InfoPage.objects.get(translation_key=key("legal"))
    assert "linktype" in legal.body[0].value.source


def test_a_folder_that_is_not_there_is_said() -> None:
    """A mistyped path is no empty programme."""
    with pytest.raises(CommandError, match="there is no such folder"):
        call_command("load_starter", "--from", "/nonexistent")


def test_the_command_ends_with_an_error_that_lists_the_faults(tmp_path: Path) -> None:
    """A script sees by the exit status that something was left out."""
    folder = tmp_path / "covenant-capacity"
    folder.mkdir()
    (folder / "pages.yaml").write_text("load: [broken.yaml]\n")
    (folder / "snippets.yaml").write_text("snippets: []\n")
    (folder / "broken.yaml").write_text("key: [\n")
    with pytest.raises(CommandError, match=r"broken\.yaml:2: .*Expected: YAML"):
        call_command("load_starter", "--from", str(tmp_path))
