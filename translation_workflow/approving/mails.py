"""Wagtail's own mails, silent about an edition's workflow: its people have their list and the digest."""

from __future__ import annotations

from typing import Any

from wagtail.admin.mail import (
    Notifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from .models import EditionReview


class _OfOthers(Notifier):
    """Silent about the workflows of editions."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        if not super().can_handle(instance, **kwargs):
            return False
        return not EditionReview.objects.filter(workflow=instance.workflow_id).exists()


class _Approved(_OfOthers, WorkflowStateApprovalEmailNotifier):
    pass


class _Rejected(_OfOthers, WorkflowStateRejectionEmailNotifier):
    pass


class _Submitted(_OfOthers, WorkflowStateSubmissionEmailNotifier):
    pass


# Signals hold their receivers weakly. The names are those under which Wagtail connects its own.
_NOTIFIERS = (
    (workflow_approved, "workflow_state_approved_email_notification", _Approved()),
    (workflow_rejected, "workflow_state_rejected_email_notification", _Rejected()),
    (workflow_submitted, "workflow_state_submitted_email_notification", _Submitted()),
)


def keep_silent() -> None:
    """Put ours in the place of Wagtail's; a name is connected once, whoever comes first."""
    for signal, name, notifier in _NOTIFIERS:
        signal.disconnect(sender=WorkflowState, dispatch_uid=name)
        signal.connect(notifier, sender=WorkflowState, dispatch_uid=name)
