"""What people call a role in a place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from translation_workflow.editions.models import RoleGroup


def role_label(row: RoleGroup) -> str:
    """Return what a role is called, and where it is: “translator of covenant-capacity/sv”."""
    if row.edition is None:
        return _("%(role)s of all editions") % {"role": row.get_role_display()}
    about = row.edition.programme.name if row.role == "author" else row.edition
    return _("%(role)s of %(edition)s") % {"role": row.get_role_display(), "edition": about}
