"""What people put aside of what the rules find: with a reason, for these words, in this place."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from wagtail_localize.models import StringTranslation

from tests.catalogues.screening import partner_of
from tests.quality.towns import TEXT, WRONG, the_finding, towns
from translation_workflow.editions.policy import may_dismiss
from translation_workflow.editions.registry import add_edition
from translation_workflow.quality.dismiss import NotAllowed, NotDismissed, dismiss, find_finding, take_back
from translation_workflow.quality.look import counting, findings_in
from translation_workflow.quality.models import REASON, Dismissal
from translation_workflow.source.models import WorkingState

pytestmark = pytest.mark.django_db


def test_a_dismissal_stays_with_these_words_of_this_text() -> None:
    """Other words, and another text of the master, are judged anew; the same words are known again."""
    world, page = towns()
    world.type(TEXT, WRONG)
    dismiss(world.edition, the_finding(world), reason="No mail here.", user=None)
    assert the_finding(world).dismissed.reason == "No mail here."  # type: ignore[union-attr]
    assert counting(findings_in(world.edition)) == []
    world.type(TEXT, f"{WRONG} Nu.")
    assert the_finding(world).dismissed is None
    world.type(TEXT, WRONG)
    assert the_finding(world).dismissed is not None
    page = type(page).objects.get(pk=page.pk)
    page.body[0].value.source = page.body[0].value.source.replace("info@towns", "mail@towns")
    page.save_revision().publish()
    world.work()
    assert [
        one.finding.rule for one in counting(findings_in(world.edition)) if one.finding.rule == "addresses"
    ]


def test_a_dismissal_follows_a_typo_of_the_master() -> None:
    """As words and state do: with its reason, and when it was; of the words that stood there."""
    world, page = towns()
    world.type(TEXT, WRONG)
    row = dismiss(world.edition, the_finding(world), reason="No mail here.", user=None)
    page = type(page).objects.get(pk=page.pk)
    page.body[0].value.source = page.body[0].value.source.replace("Write to", "write  to")
    page.save_revision().publish()
    world.work()
    assert counting(findings_in(world.edition)) == []
    carried = the_finding(world).dismissed
    assert carried is not None
    assert carried.reason == "No mail here."
    assert carried.at == Dismissal.objects.get(pk=row.pk).dismissed_at
    assert carried.row != row.pk


def test_the_same_words_elsewhere_are_another_matter() -> None:
    """A finding is dismissed in its place and its edition."""
    world, _ = towns()
    other = add_edition(world.programme, code="da", status="published", maximum_missing=None)
    world.submit()
    world.work()
    world.type(TEXT, WRONG)
    StringTranslation.objects.create(
        translation_of_id=world.segment(TEXT).string,
        context_id=world.segment(TEXT).context,
        locale=other.locale,
        data=WRONG,
        translation_type="manual",
    )
    row = dismiss(world.edition, the_finding(world), reason="No mail here.", user=None)
    [left] = [one for one in findings_in(other) if one.finding.rule == "addresses"]
    assert left.dismissed is None
    with pytest.raises(NotDismissed, match="is not dismissed"):
        take_back(other, row.pk, user=None)
    assert Dismissal.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  \n", "\x00\x07", "\u200b", "<b></b>"])
def test_a_reason_says_something(reason: str) -> None:
    """Blank ones are refused, whatever they are blank with."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    with pytest.raises(NotDismissed, match="Say why"):
        dismiss(world.edition, the_finding(world), reason=reason, user=None)
    assert not Dismissal.objects.exists()


def test_a_reason_is_kept_as_it_was_written() -> None:
    """Marks are text; signs that no database takes are left out; a novel is refused."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    found = the_finding(world)
    row = dismiss(world.edition, found, reason=" <script>alert(1)</script>\x00 & 'so'\n", user=None)
    row.refresh_from_db()
    assert row.reason == "<script>alert(1)</script> & 'so'"
    dismiss(world.edition, found, reason="Another.", user=None)
    assert [row.reason for row in Dismissal.objects.all()] == ["Another."]
    with pytest.raises(NotDismissed, match=f"has 501 characters; {REASON} fit"):
        dismiss(world.edition, found, reason="x" * 501, user=None)


def test_what_nobody_sees_any_more_is_not_dismissed() -> None:
    """Words that changed since they were looked at are looked at again."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    found = the_finding(world)
    world.type(TEXT, f"{WRONG} Nu.")
    with pytest.raises(NotDismissed, match="changed meanwhile"):
        dismiss(world.edition, found, reason="No mail here.", user=None)
    with pytest.raises(NotDismissed, match="there is no finding"):
        find_finding(world.edition, found.id)
    assert find_finding(world.edition, the_finding(world).id.upper())[0].piece.pair.target == f"{WRONG} Nu."


def test_what_no_page_can_hold_is_not_dismissed() -> None:
    """A rule says whether its findings can be."""
    world, _ = towns()
    world.type("Legal", "J" * 256)
    found = next(one for one in findings_in(world.edition) if one.finding.rule == "too-long")
    with pytest.raises(NotDismissed, match="cannot be dismissed"):
        dismiss(world.edition, found, reason="It is fine.", user=None)


def test_who_publishes_dismisses_what_blocks() -> None:
    """A translator may dismiss warnings; a stranger, and one whose account is closed, nothing."""
    world, _ = towns()
    other = add_edition(world.programme, code="fi", status="published")
    world.submit()
    world.work()
    world.type(TEXT, WRONG)
    world.type("Trees.", "Träd  och.")
    found = {one.finding.rule: one for one in findings_in(world.edition)}
    blocking = found.pop("addresses")
    warning = next(iter(found.values()))
    translator = partner_of(world.edition, name="tove")
    reviewer = partner_of(world.edition, name="rut", role="reviewer")
    reviewer.groups.add(*translator.groups.all())
    stranger = partner_of(other, name="finn")
    closed = get_user_model().objects.create_superuser("gone", "g@example.org", "secret", is_active=False)
    dismiss(world.edition, warning, reason="As we write it.", user=translator)
    for person in (translator, stranger, closed):
        with pytest.raises(NotAllowed, match="may publish there decides"):
            dismiss(world.edition, blocking, reason="As we write it.", user=person)
    for person in (stranger, closed):
        with pytest.raises(NotAllowed, match="may change the words there"):
            dismiss(world.edition, warning, reason="As we write it.", user=person)
    row = dismiss(world.edition, blocking, reason="As we write it.", user=reviewer)
    assert row.dismissed_by == reviewer
    with pytest.raises(NotAllowed):
        take_back(world.edition, row.pk, user=translator)
    take_back(world.edition, row.pk, user=reviewer)
    assert counting(findings_in(world.edition))


def test_only_the_masters_people_dismiss_what_is_said_of_it() -> None:
    """A translator of an edition decides nothing about the English text."""
    world, _ = towns()
    translator = partner_of(world.edition, name="tove")
    author = partner_of(world.master, name="anna")
    for blocking in (False, True):
        assert not may_dismiss(translator, world.master, blocking=blocking)
        # Authors publish the master, too.
        assert may_dismiss(author, world.master, blocking=blocking)


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"rule": ""}, {"digest": ""}, {}])
def test_the_database_keeps_what_a_dismissal_is(wrong: dict[str, str]) -> None:
    """A reason, a rule, words; and once for each piece, rule and words."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    row = dismiss(world.edition, the_finding(world), reason="No mail here.", user=None)
    row.pk = None
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_state_of_words_is_nothing_that_a_finding_changes() -> None:
    """Looking and dismissing write no word and no state."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    before = list(StringTranslation.objects.values()), list(WorkingState.objects.values())
    dismiss(world.edition, the_finding(world), reason="No mail here.", user=None)
    assert (list(StringTranslation.objects.values()), list(WorkingState.objects.values())) == before
