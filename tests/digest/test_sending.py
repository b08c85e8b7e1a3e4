"""Digests go to who has a part in an edition, at their pace, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from tests.people import give, person, take
from translation_workflow.digest import sending, smtp
from translation_workflow.digest.models import Letter, Pace
from translation_workflow.digest.recipients import due
from translation_workflow.digest.sending import NoMail, send_digests
from translation_workflow.editions.models import Edition
from translation_workflow.talk.speaking import answer, comment

from .postbox import Manner, postbox
from .town import MailTown

pytestmark = pytest.mark.django_db


def told(outcome: Any) -> list[tuple[str, str]]:
    return [(one.username, one.edition) for one in outcome.sent]


def test_who_has_news_is_told_once(settings: Any) -> None:
    """Siv is told of the answer and Ann of the question; Fia, where nothing happened, gets nothing; and a
    second round has nothing more to say.
    """
    town = MailTown()
    town.something_happens()
    with postbox(settings) as box:
        first = send_digests()
        assert told(first) == [("siv", "towns/sv"), ("ann", "towns/en")]
        assert first.quiet == 1
        assert [mail["To"] for mail in box.mails] == ["siv@example.org", "ann@example.org"]
        assert told(send_digests()) == []
        town.days_pass(8)
        assert told(send_digests()) == []
        assert len(box.mails) == 2


def test_nothing_happened_and_nobody_gets_a_mail(settings: Any) -> None:
    """However much waits for somebody: a mail comes when something is new."""
    MailTown()
    with postbox(settings) as box:
        outcome = send_digests()
        assert (outcome.sent, outcome.quiet, box.connections) == ([], 3, 0)


def test_own_doing_is_no_news(settings: Any) -> None:
    """Siv asks: Ann is told, Siv is not."""
    town = MailTown()
    town.asked()
    with postbox(settings):
        assert told(send_digests()) == [("ann", "towns/en")]


@pytest.mark.parametrize(
    ("pace", "after", "mails"), [("weekly", 6, 1), ("weekly", 7, 2), ("daily", 1, 2), ("off", 9, 0)]
)
def test_the_pace_is_everybodys_own(settings: Any, pace: str, after: int, mails: int) -> None:
    """Weekly is once in seven days however much happens, daily once a day, and off is never."""
    town = MailTown()
    town.wishes(town.siv, Pace(pace))
    town.answered_only()
    with postbox(settings) as box:
        send_digests()
        town.days_pass(after)
        answer(town.asked("And this?").pk, text="Yes.", user=town.ann)
        send_digests()
        assert len([mail for mail in box.mails if mail["To"] == "siv@example.org"]) == mails


def test_a_digest_is_of_an_edition_and_in_its_readers_language(settings: Any) -> None:
    """Siv has two editions and gets two mails: in the language that she chose, else in the edition's."""
    town = MailTown()
    give(town.siv, "translator", town.fi)
    town.something_happens()
    comment(town.fi, town.whole, text="Puut.", user=town.fia)
    assert {(one.edition, one.language) for one in send_digests(people=["siv"], dry_run=True).sent} == {
        ("towns/sv", "sv"),
        ("towns/fi", "fi"),
    }
    town.speaks(town.siv, "en")
    with postbox(settings) as box:
        assert {one.language for one in send_digests(people=["siv"]).sent} == {"en"}
        swedish, finnish = sorted(box.mails, key=lambda mail: "suomi" in str(mail["Subject"]))
        assert swedish["Subject"] == "Towns, svenska: what is new"
        assert finnish["Subject"] == "Towns, suomi: what is new"


def test_who_has_no_part_any_more_is_told_nothing(settings: Any) -> None:
    """Without the role, with a closed account, without an address, and of a retired edition: no mail."""
    town = MailTown("fr")
    town.something_happens()
    french = person("reviewer", Edition.objects.get(code="fr"), name="fred")
    Edition.objects.filter(code="fr").update(status="retired")
    person("coordinator", name="cora")
    take(town.siv, "translator", town.sv)
    everybody = get_user_model().objects
    everybody.filter(username="fia").update(email="")
    everybody.filter(username="ann").update(is_active=False)
    everybody.update(date_joined=timezone.now() - timedelta(days=90))
    with postbox(settings) as box:
        outcome = send_digests()
        assert (outcome.sent, outcome.failed, box.connections) == ([], [], 0)
    assert french.email


def test_a_dry_run_sends_nothing_and_forgets_nothing(settings: Any) -> None:
    """It says who would get a mail; the next round sends it all the same."""
    town = MailTown()
    town.something_happens()
    with postbox(settings) as box:
        assert len(send_digests(dry_run=True).sent) == 2
        assert (box.connections, Letter.objects.count()) == (0, 0)
        assert len(send_digests().sent) == 2


def test_without_a_way_to_send_nothing_counts_as_told(settings: Any) -> None:
    """Where no mail server is named, a sentence says what to set, and the digests wait for it."""
    town = MailTown()
    town.something_happens()
    settings.MAIL_WAY = ""
    with pytest.raises(NoMail, match="CMS_MAIL_URL is not set"):
        send_digests()
    assert not Letter.objects.exists()
    with postbox(settings):
        assert len(send_digests().sent) == 2


@pytest.mark.parametrize("manner", [Manner.BUSY, Manner.HANGS_UP_BEFORE_DATA])
def test_a_server_that_takes_nothing_is_asked_once_and_nothing_is_lost(settings: Any, manner: Manner) -> None:
    """The round ends at the first refusal of the server; when it is back, everybody gets their mail."""
    town = MailTown()
    town.something_happens()
    with postbox(settings) as box:
        box.manner = manner
        outcome = send_digests()
        assert (outcome.sent, bool(outcome.away), box.connections) == ([], True, 1)
        box.manner = Manner.POLITE
        assert len(send_digests().sent) == 2
        assert len(box.mails) == 2


def test_no_server_at_all(settings: Any) -> None:
    """A refused connection is told, and nothing counts as sent."""
    town = MailTown()
    town.something_happens()
    with postbox(settings) as box:
        port = box.port
    settings.EMAIL_PORT = port
    assert "ConnectionRefused" in send_digests().away
    with postbox(settings):
        assert len(send_digests().sent) == 2


@pytest.mark.parametrize("manner", [Manner.SILENT, Manner.DRIPPING])
def test_a_server_that_never_comes_to_the_point_is_left(
    settings: Any, monkeypatch: pytest.MonkeyPatch, manner: Manner
) -> None:
    """Silent, or saying something all the time: it ends at the deadline, and nothing counts as sent."""
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 0.5)
    town = MailTown()
    town.something_happens()
    with postbox(settings) as box:
        box.manner = manner
        assert send_digests().away
        assert box.connections == 1
        box.manner = Manner.POLITE
        assert len(send_digests().sent) == 2


@pytest.mark.parametrize("manner", [Manner.NO_SUCH_PERSON, Manner.NOT_LIKED])
def test_a_mail_that_is_returned_rests_and_holds_up_nobody(settings: Any, manner: Manner) -> None:
    """One that the server does not take is tried again later, and later still; the news wait in it."""
    town = MailTown()
    town.answered_only()
    with postbox(settings) as box:
        box.manner = manner
        [failed] = send_digests().failed
        assert failed.username == "siv"
        assert "55" in failed.fault
        assert "\x1b" not in failed.fault
        box.manner = Manner.POLITE
        assert send_digests().sent == []
        letter = Letter.objects.get(user=town.siv)
        assert letter.tries == 1
        Letter.objects.update(not_before=None)
        assert len(send_digests().sent) == 1
        assert Letter.objects.get(user=town.siv).tries == 0


def test_a_mail_that_may_have_arrived_is_never_sent_again(settings: Any) -> None:
    """When the connection ends after all was said, nobody knows; the mail is told of, and not repeated."""
    town = MailTown()
    town.answered_only()
    with postbox(settings) as box:
        box.manner = Manner.HANGS_UP_AFTER_DATA
        [failed] = send_digests().failed
        assert "not sent again" in failed.fault
        assert len(box.taken) == 1
        box.manner = Manner.POLITE
        assert send_digests().sent == []
        assert len(box.taken) == 1
        assert not Letter.objects.get(user=town.siv).is_sent


def test_killed_between_sending_and_noting(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever dies while a mail is under way has noted it before: the next round does not send it again."""
    town = MailTown()
    town.answered_only()
    really = sending.post

    def die(message: Any) -> None:
        really(message)
        raise KeyboardInterrupt

    with postbox(settings) as box:
        monkeypatch.setattr(sending, "post", die)
        with pytest.raises(KeyboardInterrupt):
            send_digests()
        monkeypatch.setattr(sending, "post", really)
        assert send_digests().sent == []
        assert len(box.taken) == 1


def test_two_workers_at_once_send_one_mail(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What both found due is claimed by one of them."""
    town = MailTown()
    town.answered_only()
    really = sending.write
    meanwhile: list[Any] = []

    def slowly(user: Any, content: Any) -> Any:
        monkeypatch.setattr(sending, "write", really)
        meanwhile.append(send_digests())
        return really(user, content)

    with postbox(settings) as box:
        monkeypatch.setattr(sending, "write", slowly)
        outcome = send_digests()
        assert (len(outcome.sent), len(meanwhile[0].sent), len(box.taken)) == (0, 1, 1)


def test_finding_who_is_due_costs_the_same_for_many(django_assert_num_queries: Any) -> None:
    """Five queries tell who is due, whether there are three people or nine."""
    town = MailTown()
    now = timezone.now()
    with django_assert_num_queries(5):
        assert len(due(now)) == 3
    for number in range(6):
        person("reviewer", town.sv, town.fi, name=f"rev{number}")
    get_user_model().objects.update(date_joined=now - timedelta(days=90))
    with django_assert_num_queries(5):
        assert len(due(now)) == 15
