"""Loading glossaries: twice, over what people edited, and what is kept."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from translation_workflow.termbase.agreed import terms_between
from translation_workflow.termbase.glossary.load import SHIPPED_FILE, load_file, load_glossary, load_shipped
from translation_workflow.termbase.glossary.plan import SHIPPED
from translation_workflow.termbase.glossary.read import read_glossary
from translation_workflow.termbase.models import Concept, GlossaryRecord, ShippedGlossary, Term

pytestmark = pytest.mark.django_db

HEADER = "concept\tlanguage\tterm\tstatus\tform\tattested\tnote\n"
PLAN = "seap\ten\tSEAP\tpreferred\tabbreviation\t\t\nseap\tro\tPAED\tpreferred\tabbreviation\tyes\t\n"
TABLE = "id\ten\tro\tattested\tnote\nseap\tSEAP\tPAED\tro\tOf 2008\n"


def _file(folder: Path, text: str, *, name: str = "agreed.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _statuses() -> dict[str, str]:
    return dict(Term.objects.filter(language="ro").values_list("text", "status"))


def test_a_second_load_changes_nothing(tmp_path: Path) -> None:
    """Everything is unchanged, and no row is another."""
    path = _file(tmp_path, HEADER + PLAN)
    first = load_file(path)
    before = list(Term.objects.order_by("pk").values())
    second = load_file(path)
    assert (first.created, second.created, second.updated, second.kept) == (3, 0, 0, [])
    assert second.unchanged == 3
    assert list(Term.objects.order_by("pk").values()) == before


def test_a_newer_file_updates_what_it_brought(tmp_path: Path) -> None:
    """Nobody touched the terms: they are as the file has them, swapped preferences too."""
    load_file(_file(tmp_path, HEADER + PLAN))
    newer = (
        PLAN.replace("PAED\tpreferred", "PAED\tdeprecated") + "seap\tro\tPACED\tpreferred\tabbreviation\t\t\n"
    )
    assert load_file(_file(tmp_path, HEADER + newer)).updated == 1
    assert _statuses() == {"PAED": "deprecated", "PACED": "preferred"}
    load_file(
        _file(
            tmp_path,
            HEADER
            + newer.replace("preferred", "x").replace("deprecated", "preferred").replace("x", "admitted"),
        )
    )
    assert _statuses() == {"PAED": "preferred", "PACED": "admitted"}


def test_what_people_edited_or_took_out_stays(tmp_path: Path) -> None:
    """A load tells of each such term with the line of the file, and leaves it."""
    path = _file(tmp_path, HEADER + PLAN + "seap\tpl\tSEAP\tpreferred\tabbreviation\t\t\n")
    load_file(path)
    Term.objects.filter(language="ro").update(note="ours")
    Term.objects.get(language="pl").delete()
    loaded = load_file(_file(tmp_path, path.read_text().replace("preferred", "admitted")))
    assert Term.objects.get(language="ro").status == "preferred"
    assert not Term.objects.filter(language="pl").exists()
    assert loaded.kept == [
        "agreed.tsv:3: “PAED” (ro, seap) was edited since; it stays as it is.",
        "agreed.tsv:4: “SEAP” (pl, seap) was taken out since it was loaded; it stays out.",
    ]


def test_a_concept_that_people_took_out_stays_out_with_its_terms(tmp_path: Path) -> None:
    """Its new terms do not come back without it."""
    load_file(_file(tmp_path, HEADER + PLAN))
    Concept.objects.all().delete()
    load_file(_file(tmp_path, HEADER + PLAN + "seap\tsv\tplan\tpreferred\t\t\t\n"))
    assert not Concept.objects.exists()
    assert not Term.objects.exists()


def test_a_term_that_people_wrote_is_theirs(tmp_path: Path) -> None:
    """A file that says the same takes nothing over; one that says otherwise is told so."""
    seap = Concept.objects.create(key="seap")
    Term.objects.create(concept=seap, language="ro", text="PAED", form="abbreviation", is_attested=True)
    load_file(_file(tmp_path, HEADER + PLAN))
    assert not GlossaryRecord.objects.filter(language="ro").exists()
    loaded = load_file(_file(tmp_path, HEADER + PLAN.replace("\tyes", "\tno")))
    assert len(loaded.kept) == 1
    assert Term.objects.get(language="ro").is_attested


def test_people_choose_what_is_preferred(tmp_path: Path) -> None:
    """A file's preferred term is admitted where somebody prefers another."""
    seap = Concept.objects.create(key="seap")
    Term.objects.create(concept=seap, language="ro", text="PACED", form="abbreviation")
    loaded = load_file(_file(tmp_path, HEADER + PLAN))
    assert _statuses() == {"PACED": "preferred", "PAED": "admitted"}
    assert loaded.kept == ["agreed.tsv:3: “PAED” (ro, seap) is only admitted: “PACED” is preferred here."]
    again = load_file(_file(tmp_path, HEADER + PLAN))
    assert _statuses() == {"PACED": "preferred", "PAED": "admitted"}
    assert len(again.kept) == 1


def test_a_plain_table_does_not_undo_statuses(tmp_path: Path) -> None:
    """It says nothing of status: a deprecated term stays so, a new one is admitted beside a preferred one."""
    listed = PLAN.replace("PAED\tpreferred", "PAED\tdeprecated") + "seap\tro\tPACED\tpreferred\tword\t\t\n"
    load_file(_file(tmp_path, HEADER + listed))
    table = TABLE.replace("PAED", "plan / PAED")
    load_file(_file(tmp_path, table, name="table.tsv"))
    assert _statuses() == {"PACED": "preferred", "PAED": "deprecated", "plan": "admitted"}
    assert Concept.objects.get().note == "Of 2008"


def test_the_shipped_glossary_is_taken_in_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """A second start asks one question."""
    first = load_shipped()
    assert first is not None
    assert first.created > 800
    with django_assert_num_queries(1):
        assert load_shipped() is None


def test_a_newer_shipped_glossary_leaves_what_others_brought(tmp_path: Path) -> None:
    """What others loaded stays; what the shipped one no longer has goes, where nobody touched it."""
    old = PLAN + "bei\ten\tBEI\tpreferred\tabbreviation\t\t\nbei\tsv\tx\tpreferred\t\t\t\n"
    old += "mei\ten\tMEI\tpreferred\t\t\t\n"
    load_glossary(read_glossary((HEADER + old).encode(), name="g"), owner=SHIPPED)
    load_file(_file(tmp_path, HEADER + PLAN.replace("\tyes\t", "\tno\tours")))
    Term.objects.filter(text="x").update(note="touched")
    loaded = load_glossary(read_glossary((HEADER + PLAN).encode(), name="g"), owner=SHIPPED)
    assert Term.objects.get(language="ro").note == "ours"
    assert set(Term.objects.values_list("text", flat=True)) == {"SEAP", "PAED", "x"}
    assert set(Concept.objects.values_list("key", flat=True)) == {"seap", "bei"}
    assert loaded.kept == ["g:3: “PAED” (ro, seap) is as agreed.tsv has it; it stays so."]


def test_a_refused_file_leaves_nothing(tmp_path: Path) -> None:
    """The command says file and line, and no row of the good lines is there."""
    path = _file(tmp_path, HEADER + PLAN + "bei\txx\tBEI\tpreferred\t\t\t\n")
    with pytest.raises(CommandError, match=r"agreed.tsv:4: “xx” is no language"):
        call_command("load_glossary", str(path))
    assert not Concept.objects.exists()
    assert not GlossaryRecord.objects.exists()


def test_a_dry_run_tells_and_changes_nothing(tmp_path: Path) -> None:
    """The same counts as a load, and nothing in the database."""
    out = StringIO()
    call_command("load_glossary", str(_file(tmp_path, HEADER + PLAN)), "--dry-run", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["created"], told["dry_run"]) == (3, True)
    call_command("load_glossary", "--shipped", "--dry-run", stdout=StringIO())
    assert not Concept.objects.exists()
    assert not ShippedGlossary.objects.exists()


def test_the_command_wants_one_glossary(tmp_path: Path) -> None:
    """A file, or the shipped one; never both, never none."""
    for arguments in ([], [str(SHIPPED_FILE), "--shipped"]):
        with pytest.raises(CommandError, match="Expected: a FILE, or --shipped"):
            call_command("load_glossary", *arguments)


def test_loading_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """Eight hundred terms are written in some dozens of statements."""
    with django_assert_max_num_queries(40):
        load_shipped()


def test_the_database_keeps_one_preferred_term() -> None:
    """Two preferred words of one language would contradict each other."""
    seap = Concept.objects.create(key="seap")
    Term.objects.create(concept=seap, language="sv", text="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(concept=seap, language="sv", text="b")
    Term.objects.create(concept=seap, language="sv", text="A", form="abbreviation")


def test_terms_are_read_again_when_somebody_changes_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Held terms cost one question, and any change, of one row or many, makes them new."""
    load_shipped()
    held = terms_between("en", "nl-BE")
    with django_assert_num_queries(1):
        assert terms_between("en", "nl-BE") is held
    landfill = Term.objects.get(language="nl", concept__key="landfill")
    assert held.check("landfill", "vuilstort") != []
    landfill.text = "vuilstort"
    landfill.save()
    changed = terms_between("en", "nl-BE")
    assert changed.recognise is terms_between("en", "sv").recognise
    assert changed.check("landfill", "vuilstort") == []
    Term.objects.filter(pk=landfill.pk).update(text="deponie")
    assert terms_between("en", "nl-BE").check("landfill", "vuilstort") != []
    Concept.objects.filter(key="landfill").delete()
    assert terms_between("en", "nl-BE").recognise("landfill") == ()


def test_a_change_that_is_rolled_back_is_not_remembered() -> None:
    """Terms that were read inside of a failed transaction are never taken for the ones after it."""
    load_shipped()
    with transaction.atomic():
        Term.objects.filter(language="nl", concept__key="landfill").update(text="vuilstort")
        assert terms_between("en", "nl").check("landfill", "vuilstort") == []
        transaction.set_rollback(True)
    assert terms_between("en", "nl").check("landfill", "vuilstort") != []


def test_terms_are_found_from_the_command_line() -> None:
    """What a text speaks of, what that is called, and whether a translation calls it so."""
    load_shipped()
    out = StringIO()
    call_command(
        "find_terms",
        "The <b>SEAPs</b>",
        "--to",
        "ro",
        "--translation",
        "<i>PAED</i>-urile",
        "--json",
        stdout=out,
    )
    told = json.loads(out.getvalue())
    assert [term["written"] for term in told["terms"]] == ["SEAPs"]
    assert {"PACED", "PAED"} <= {term["text"] for term in told["terms"][0]["concepts"]["seap"]}
    assert told["findings"][0]["fix"] == "<i>PACED</i>-urile"
    plain = StringIO()
    call_command("find_terms", "Nothing here", "--to", "sv-FI", stdout=plain)
    assert "no agreed term" in plain.getvalue()
    for wrong in (
        ["x"],
        ["x", "--to", "klingon"],
        ["x", "--to", "sv", "--edition", "a/b"],
        ["x", "--edition", "a/b"],
    ):
        with pytest.raises(CommandError):
            call_command("find_terms", *wrong, stdout=StringIO())
