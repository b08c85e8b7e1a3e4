"""Programmes and editions are data, and data that agrees with itself."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from pages.models import Programme
from translation_workflow.editions.languages import LANGUAGES, UnknownLanguage, language_for
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.registry import add_edition, add_programme, find_edition, load_registry

pytestmark = pytest.mark.django_db

SEED_ORDER = ["en", "en-GB", "bg", "hr", "et", "fi", "fr", "el", "it", "pl", "ro", "sl", "sv"]


def test_the_shipped_registry_has_thirteen_editions_in_the_seeds_order() -> None:
    """The switcher of the programme's own pages is the order of its editions."""
    load_registry()
    programme = Programme.objects.get(slug="covenant-capacity")
    assert list(programme.editions.values_list("code", flat=True)) == SEED_ORDER
    other = Programme.objects.get(slug="mayors-in-action")
    assert list(other.editions.values_list("code", flat=True)) == ["en", "nl-BE", "pl"]


def test_two_programmes_share_a_language_and_nothing_else() -> None:
    """Both Polish editions stand on one locale and are two editions."""
    load_registry()
    polish = Edition.objects.filter(code="pl")
    assert len({edition.locale_id for edition in polish}) == 1
    assert {edition.programme.slug for edition in polish} == {"covenant-capacity", "mayors-in-action"}


def test_loading_the_registry_again_keeps_what_people_set() -> None:
    """A coordinator's settings outlive every start."""
    load_registry()
    Edition.objects.filter(code="sv").update(status="retired", order=99)
    outcome = load_registry()
    assert (outcome.programmes, outcome.editions) == (0, 0)
    assert Edition.objects.get(code="sv").status == "retired"


SHIPPED = """
name: Towns
master: en
reward: {unit: module, points: 1, diploma: all_modules}
maximum_missing: 0
minimum_state: approved
similarity: 70
editions:
- {code: sv}
- {code: fi, minimum_state: translated, maximum_missing: 3}
"""


def test_a_programme_ships_a_policy_and_an_edition_may_have_its_own(tmp_path: Path) -> None:
    """What goes live, and how alike texts must be for words to follow."""
    (tmp_path / "towns.yaml").write_text(SHIPPED)
    load_registry(tmp_path)
    policies = {
        edition.code: (edition.minimum_state, edition.similarity, edition.maximum_missing)
        for edition in Edition.objects.all()
    }
    assert policies == {"sv": ("approved", 70, 0), "fi": ("translated", 70, 3)}


def test_a_programme_that_says_nothing_publishes_what_is_translated() -> None:
    """And lets words follow where half of the text is the same."""
    edition = add_edition(add_programme("towns", name="Towns", master="en"), code="sv")
    assert (edition.minimum_state, edition.similarity) == ("translated", 50)


@pytest.mark.parametrize("policy", [{"similarity": 101}, {"minimum_state": "draft"}])
def test_a_policy_that_cannot_be_is_refused(policy: dict[str, Any]) -> None:
    """By the form, and by the database."""
    programme = add_programme("towns", name="Towns", master="en")
    with pytest.raises(ValidationError):
        add_edition(programme, code="sv", **policy)
    edition = add_edition(programme, code="sv")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**policy)


def test_a_coordinator_sets_the_policy_in_the_admin(admin_client: Client) -> None:
    """In plain words, beside the other settings."""
    edition = add_edition(add_programme("towns", name="Towns", master="en"), code="sv")
    form = admin_client.get(reverse("editions:edit", args=[edition.pk])).content.decode()
    assert 'name="minimum_state"' in form
    assert 'name="similarity"' in form
    assert "the old words are only a suggestion" in form


def test_an_edition_needs_no_code() -> None:
    """A language of the list is enough: the locale comes by itself, in lower case."""
    programme = add_programme("towns", name="Towns", master="en")
    edition = add_edition(programme, code="SV-fi", country="FI")
    assert (edition.code, edition.locale.language_code) == ("sv-FI", "sv-fi")
    assert find_edition("towns/sv-fi") == edition


@pytest.mark.parametrize(
    ("code", "kind"), [("en", Kind.MASTER), ("en-GB", Kind.SAME_LANGUAGE), ("sv", Kind.TRANSLATION)]
)
def test_an_editions_kind_follows_from_its_language(code: str, kind: Kind) -> None:
    """British English is the master's language in another country, and Swedish is not."""
    assert add_edition(add_programme("towns", name="Towns", master="en"), code=code).kind is kind


def test_an_edition_cannot_become_another_language() -> None:
    """Words would be read as a language they are not in."""
    edition = add_edition(add_programme("towns", name="Towns", master="en"), code="sv")
    edition.code = "fi"
    with pytest.raises(ValidationError, match="keeps its programme and language"):
        edition.full_clean()


def test_every_language_knows_its_catalogue_header_and_direction() -> None:
    """Whichever language is chosen, catalogues and pages can be written in it."""
    for language in LANGUAGES:
        assert language.plural_forms.startswith("nplurals=")
        assert language.direction in {"ltr", "rtl"}
    with pytest.raises(UnknownLanguage, match="“gr” is not a language"):
        language_for("gr")


def test_the_check_finds_an_edition_on_a_wrong_locale() -> None:
    """Editions and locales that went apart are named, with what to do."""
    load_registry()
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
    finnish = Locale.objects.get(language_code="fi")
    Edition.objects.filter(code="sv").update(locale=finnish)
    Locale.objects.create(language_code="xx")
    found = {message.id for message in run_checks(tags=[Tags.database], databases=["default"])}
    assert found == {"editions.E001", "editions.E002"}


def test_the_check_finds_a_programme_without_its_masters_edition() -> None:
    """Nobody could read the master."""
    add_programme("towns", name="Towns", master="en")
    [warning] = run_checks(tags=[Tags.database], databases=["default"])
    assert "manage.py add_edition towns en" in str(warning.hint)


def run(*words: Any) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_commands_add_a_programme_and_an_edition() -> None:
    """What an operator types is answered with what to do next."""
    assert "test/fr" in run("add_programme", "test", "Test", "--master", "fr")
    assert "export_po test/nl-BE" in run("add_edition", "test", "nl-be", "--country", "be")
    assert Edition.objects.get(code="nl-BE").country == "BE"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add_programme", "not a slug", "X"), "slug"),
        (("add_programme", "x", "X", "--master", "gr"), "“gr” is not a language"),
        (("add_edition", "nowhere", "sv"), "There is no programme “nowhere”"),
        (("add_edition", "towns", "gr"), "“gr” is not a language"),
        (("add_edition", "towns", "EN"), "already has an edition in this language"),
        (("add_edition", "towns", "sv", "--country", "SWE"), "at most 2 characters"),
        (("add_edition", "towns", "sv", "--country", "ZZ"), "no country of ISO 3166"),
        (("add_programme", "admin", "X"), "an address of the site itself"),
        (("publish_edition", "towns/en"), "is the master"),
        (("publish_edition",), "Name editions, such as"),
        (("publish_edition", "towns/xx"), "There is no edition “towns/xx”"),
        (("export_po", "towns"), "There is no edition “towns”"),
        (("import_po",), "Name one edition"),
        (("submit_master",), "Name programmes"),
    ],
)
def test_a_wrong_command_gets_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    """What was wrong, and what is known instead."""
    add_edition(add_programme("towns", name="Towns", master="en"), code="en")
    with pytest.raises(CommandError, match=sentence):
        run(*words)
