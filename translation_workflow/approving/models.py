"""Who reviews an edition, as Wagtail's workflows ask it, and what was approved there last."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow, WorkflowState
from wagtail_localize.models import String, TranslationContext

from translation_workflow.editions.models import Edition

from . import moderation


class EditionReview(Task):
    """The one step of an edition's workflow: its reviewers look at a page, and publish it or send it back.

    The system makes it and its workflow, and keeps both as they are: see `workflows`.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="+")
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("review of an edition")
        verbose_name_plural = _("reviews of editions")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return False

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return moderation.is_locked(self, obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str | Promise, bool]]:
        return moderation.actions(self, obj, user)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        return moderation.act(
            self, task_state, user=user, name=action_name, comment=kwargs.get("comment", "")
        )

    def get_form_for_action(self, action: str) -> Any:
        return None if action == moderation.LOOK else super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        return moderation.states_for(self, user)

    def ended_by_publication(self, state: WorkflowState, *, user: Any) -> None:
        """Note that what waited was published: a reviewer has approved it by that."""
        moderation.end(state, user=user)

    @classmethod
    def get_description(cls) -> str | Promise:
        return _("The reviewers of an edition look at its pages. The system makes and keeps these tasks.")


class ApprovedText(models.Model):
    """The words that a reviewer approved last in a place, until they are live.

    What is live was published by a reviewer: from then on it is what was approved last, and this row goes.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    approved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "context", "string"], name="a_piece_is_approved_last_once_an_edition"
            )
        ]

    def __str__(self) -> str:
        return self.words
