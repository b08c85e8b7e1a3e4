"""`check_translations` and `dismiss_finding`: what people and machines are told, and when it fails."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail_localize.models import StringTranslation

from tests.catalogues.partner import edit, export
from tests.catalogues.screening import partner_of
from tests.quality.towns import LINKED, TEXT, WRONG, the_finding, towns
from translation_workflow.catalogue.models import SetAside
from translation_workflow.editions.models import Edition
from translation_workflow.quality.models import Dismissal

pytestmark = pytest.mark.django_db


def check(*words: str) -> tuple[str, str]:
    """What the command prints, and the sentence that it fails with ("" where it does not)."""
    out = StringIO()
    try:
        call_command("check_translations", *words, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def flat(printed: str) -> str:
    """A table's words without its lines."""
    return " ".join(printed.replace("│", " ").split())


def test_an_edition_without_faults_is_silent() -> None:
    """One line, and no failure."""
    world, _ = towns()
    world.type("Trees.", "Träd.")
    assert check("towns/sv") == ("towns/sv: 0 blocking, 0 warnings.\n", "")


def test_a_finding_is_told_with_its_name_place_rule_and_sentence() -> None:
    """And the command fails, since something blocks."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    found = the_finding(world)
    printed, failure = check("towns/sv")
    assert printed.startswith("towns/sv: 1 blocking, 0 warnings.")
    assert found.id in printed
    assert "addresses" in printed
    assert "Body › Text 1" in flat(printed)
    assert "info@towns.example" in flat(printed)
    assert failure == "1 blocking finding."


def test_warnings_alone_fail_only_where_somebody_is_strict() -> None:
    """A warning is for somebody to look at."""
    world, _ = towns()
    world.type("Trees.", "Träd  här.")
    printed, failure = check("towns/sv")
    assert "0 blocking, 0 warnings" not in printed
    assert failure == ""
    assert "finding" in check("towns/sv", "--strict")[1]
    assert check("towns/sv", "--strict", "--severity", "blocking") == (
        "towns/sv: 0 blocking, 0 warnings.\n",
        "",
    )


def test_only_what_is_asked_for_is_told() -> None:
    """By rule, and an unknown one is refused with those that there are."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    world.type(LINKED, "Se planen.")
    assert check("towns/sv", "--rule", "links")[1] == "1 blocking finding."
    assert check("towns/sv", "--rule", "links", "--rule", "addresses")[1] == "2 blocking findings."
    assert check("towns/sv", "--rule", "too-long") == ("towns/sv: 0 blocking, 0 warnings.\n", "")
    told = check("towns/sv", "--rule", "nonsense")[1]
    assert told.startswith("There is no rule “nonsense”. Known: ")
    assert "addresses" in told


def test_machines_get_all_of_it() -> None:
    """JSON with the words, the span, the fix and the dismissal; the same bytes each time."""
    world, page = towns()
    world.type(TEXT, WRONG)
    printed, failure = check("towns/sv", "--json")
    assert failure == "1 blocking finding."
    [one] = json.loads(printed)
    assert one["address"].startswith(f"{page.translation_key}/body.")
    assert (one["edition"], one["source"], one["words"]) == ("towns/sv", TEXT, WRONG)
    assert (one["rule"], one["severity"], one["side"]) == ("addresses", "blocking", "target")
    assert (one["state"], one["dismissed"], one["can_be_dismissed"]) == ("translated", None, True)
    assert one["place"] == "Towns › Contact › Body › Text 1"
    assert {"span", "fix", "title", "sentence", "id"} <= one.keys()
    assert check("towns/sv", "--json")[0] == printed


def test_a_finding_is_dismissed_from_the_command_line_and_taken_up_again() -> None:
    """By the name that the check prints; dismissed ones are listed where somebody asks."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    name, out = the_finding(world).id, StringIO()
    call_command("dismiss_finding", "towns/sv", name, "--reason", "No [/b]mail\x1b here.", stdout=out)
    assert f"towns/sv: {name} is dismissed: Web and mail addresses: " in out.getvalue()
    assert check("towns/sv") == ("towns/sv: 0 blocking, 0 warnings, 1 dismissed.\n", "")
    printed, failure = check("towns/sv", "--dismissed")
    assert "Dismissed: No [/b]mail here." in flat(printed)
    assert failure == ""
    [one] = json.loads(check("towns/sv", "--dismissed", "--json")[0])
    assert one["dismissed"]["reason"] == "No [/b]mail here."
    call_command("dismiss_finding", "towns/sv", name, "--take-back", stdout=out)
    assert check("towns/sv")[1] == "1 blocking finding."
    with pytest.raises(CommandError, match="is not dismissed"):
        call_command("dismiss_finding", "towns/sv", name, "--take-back", stdout=out)


def test_who_dismisses_in_somebodys_name_has_their_rights() -> None:
    """A translator may not dismiss what blocks; nobody dismisses what is not there."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    name = the_finding(world).id
    partner_of(world.edition, name="tove")
    reviewer = get_user_model().objects.create_superuser("rut", "r@example.org", "secret")
    because = ("--reason", "No mail here.")
    for words, sentence in (
        (("towns/sv", name, *because, "--by", "tove"), "may publish there decides that"),
        (("towns/sv", name, *because, "--by", "nobody"), "There is no user “nobody”"),
        (("towns/sv", "abc", *because), "there is no finding “abc” now"),
        (("towns/xx", name, *because), "There is no edition “towns/xx”"),
        (("towns/en", name, *because), "there is no finding"),
        (("towns/sv", name, "--reason", "\u200b "), "Say why"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("dismiss_finding", *words, stdout=StringIO())
    assert not Dismissal.objects.exists()
    call_command("dismiss_finding", "towns/sv", name, *because, "--by", "rut", stdout=StringIO())
    assert Dismissal.objects.get().dismissed_by == reviewer


def test_all_editions_and_their_masters_are_checked() -> None:
    """A retired edition is nobody's concern; the master's own text is judged by its rules."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    Edition.objects.create(programme=world.programme, code="fi", status="retired")
    printed, failure = check("--all")
    assert "towns/en: 0 blocking" in printed
    assert "towns/sv: 1 blocking" in printed
    assert "towns/fi" not in printed
    assert failure == "1 blocking finding."
    with pytest.raises(CommandError, match="Name editions"):
        call_command("check_translations", stdout=StringIO())


@pytest.fixture
def sent(tmp_path: Path) -> tuple[Any, Path]:
    """A catalogue of the edition in which a partner lost an address."""
    world, _ = towns()
    path = next(path for name, path in export(world, tmp_path).items() if "contact" in name)
    edit(path, Write=WRONG, Trees="Träd.")
    return world, path


def test_a_file_is_judged_and_nothing_is_imported(sent: tuple[Any, Path]) -> None:
    """With its line; neither words nor anything set aside comes of it."""
    world, path = sent
    printed, failure = check("towns/sv", "--po", str(path))
    assert printed.startswith("1 file: 1 blocking, 0 warnings in 1 entry.")
    assert "addresses" in printed
    assert failure == "1 blocking finding in 1 entry."
    line = next(entry.linenum for entry in polib.pofile(str(path)) if entry.msgid == TEXT)
    [one] = json.loads(check("towns/sv", "--po", str(path), "--json")[0])
    assert abs(one["line"] - line) <= 6
    assert (one["source"], one["words"], one["rule"]) == (TEXT, WRONG, "addresses")
    assert not StringTranslation.objects.filter(locale=world.edition.locale).exists()
    assert not SetAside.objects.exists()


def test_a_file_of_nobody_is_judged_by_its_own_language(sent: tuple[Any, Path], tmp_path: Path) -> None:
    """Without an edition any catalogue may come, a folder of them, too; a language is needed."""
    _, path = sent
    assert check("--po", str(path.parent), "--rule", "addresses")[1] == "1 blocking finding in 1 entry."
    stray = tmp_path / "stray.po"
    stray.write_text(path.read_text().replace("Language: sv", "Language: tlh"))
    assert "“tlh” is not a language of this system" in check("--po", str(stray))[1]
    assert "there is no such file" in check("--po", str(tmp_path / "none.po"))[1]
    assert "Files are of one edition" in check("towns/sv", "towns/en", "--po", str(path))[1]
    broken = tmp_path / "broken.po"
    broken.write_text('msgid "a\nmsgstr "b"\n')
    assert "broken.po" in check("--po", str(broken))[1]


def test_an_editions_file_knows_what_its_places_hold(sent: tuple[Any, Path]) -> None:
    """A title that is too long for its page is found before anybody imports it."""
    _, path = sent
    edit(path, Write="Skriv till info@towns.example.", Contact="K" * 300)
    assert check("towns/sv", "--po", str(path), "--rule", "too-long")[1] == "1 blocking finding in 1 entry."
    assert check("--po", str(path), "--rule", "too-long")[1] == ""


def test_words_of_a_hundred_thousand_characters_end_in_a_table() -> None:
    """With marks of terminals in them, which print as they are."""
    world, _ = towns()
    world.type(TEXT, "[bold]x[/nope] \x1b[31m" * 5_000)
    printed, failure = check("towns/sv")
    assert "blocking finding" in failure
    assert "\x1b" not in printed
    assert len(printed) < 50_000
