"""The programme `towns` a while ago: Siv and Fia translate, Ann writes, and something happened since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from tests.talk.town import TalkTown
from translation_workflow.digest.models import Letter, Pace, Wish
from translation_workflow.talk.models import Remark, Thread
from translation_workflow.talk.speaking import answer


class MailTown(TalkTown):
    """People have had their accounts for long, and pages their texts: what the tests do is what is new."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        long_ago = timezone.now() - timedelta(days=100)
        get_user_model().objects.update(date_joined=long_ago)
        TranslationSource.objects.update(created_at=long_ago, last_updated_at=long_ago)
        PageLogEntry.objects.update(timestamp=long_ago)

    def answered_only(self, text: str = "Lime trees.") -> Thread:
        """Let Ann answer a question of Siv's, of which nobody has to tell Ann any more."""
        thread = self.asked()
        answer(thread.pk, text=text, user=self.ann)
        return thread

    def something_happens(self, text: str = "Lime trees.") -> Thread:
        """The same, and let Siv ask another question, which waits for Ann."""
        self.asked("And which shrubs?")
        return self.answered_only(text)

    def wishes(self, user: Any, pace: Pace) -> None:
        Wish.objects.update_or_create(user=user, defaults={"pace": pace})

    def speaks(self, user: Any, language: str) -> None:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})

    def told_until(self, user: Any, edition: Any) -> datetime:
        return Letter.objects.get(user=user, edition=edition).until

    def days_pass(self, days: int) -> None:
        """Let all that was told and said be so many days older."""
        for letter in Letter.objects.all():
            letter.until -= timedelta(days=days)
            if letter.not_before:
                letter.not_before -= timedelta(days=days)
            letter.save()
        for remark in Remark.objects.all():
            remark.at -= timedelta(days=days)
            remark.save()
